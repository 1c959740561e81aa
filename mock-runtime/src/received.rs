//! What was really sent, for assertions of the test's own.

use std::fmt;
use std::ops::Deref;

use mock_core::ReceivedRequest;
use serde_core::de::DeserializeOwned;

/// The requests that an interaction was asked for with, in order: see
/// [`MockServer::received`](crate::MockServer::received).
///
/// It is a slice, with what assertions need beside it.
#[derive(Clone)]
pub struct Received {
    description: String,
    requests: Vec<ReceivedRequest>,
}

impl Received {
    pub(crate) fn new(description: &str, requests: Vec<ReceivedRequest>) -> Self {
        Self { description: description.to_owned(), requests }
    }

    /// The only request.
    ///
    /// # Panics
    /// If there were several, or none. The text says which.
    #[track_caller]
    pub fn only(&self) -> &ReceivedRequest {
        match self.requests.as_slice() {
            [only] => only,
            [] => panic!("\"{}\" was never requested", self.description),
            several => {
                let lines: String = several.iter().map(line).collect();
                let (name, count) = (&self.description, several.len());
                panic!("\"{name}\" was requested {count} times, not once:{lines}")
            }
        }
    }

    /// The last request.
    ///
    /// # Panics
    /// If there was none.
    #[track_caller]
    pub fn last(&self) -> &ReceivedRequest {
        match self.requests.last() {
            Some(last) => last,
            None => panic!("\"{}\" was never requested", self.description),
        }
    }

    /// The body of the only request, as JSON.
    ///
    /// # Panics
    /// If there were several requests or none, and if the body is not JSON of that type. The text
    /// shows what was sent.
    #[track_caller]
    pub fn json<T: DeserializeOwned>(&self) -> T {
        let only = self.only();
        match only.json() {
            Ok(value) => value,
            Err(error) => {
                let (line, name) = (line(only), &self.description);
                panic!("\"{name}\" was not requested with such a body: {error}{line}")
            }
        }
    }
}

/// A request on a line of its own.
fn line(request: &ReceivedRequest) -> String {
    let body = request.text();
    let space = if body.is_empty() { "" } else { " " };
    format!("\n  {} {}{space}{body}", request.method, request.target())
}

impl Deref for Received {
    type Target = [ReceivedRequest];

    fn deref(&self) -> &Self::Target {
        &self.requests
    }
}

impl IntoIterator for Received {
    type Item = ReceivedRequest;
    type IntoIter = std::vec::IntoIter<ReceivedRequest>;

    fn into_iter(self) -> Self::IntoIter {
        self.requests.into_iter()
    }
}

impl<'a> IntoIterator for &'a Received {
    type Item = &'a ReceivedRequest;
    type IntoIter = std::slice::Iter<'a, ReceivedRequest>;

    fn into_iter(self) -> Self::IntoIter {
        self.requests.iter()
    }
}

impl fmt::Debug for Received {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Received")
            .field("description", &self.description)
            .field("requests", &self.requests)
            .finish()
    }
}
