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
    differing: Differing,
}

/// The requests that came close to an interaction and differ from it. Where there are no others
/// they help to understand that.
#[derive(Clone, Default)]
pub(crate) struct Differing {
    pub(crate) count: usize,
    /// Those that are remembered.
    pub(crate) requests: Vec<ReceivedRequest>,
}

impl Received {
    pub(crate) fn new(
        description: &str,
        requests: Vec<ReceivedRequest>,
        differing: Differing,
    ) -> Self {
        Self { description: description.to_owned(), requests, differing }
    }

    /// There is none, and this is why.
    #[track_caller]
    fn panic_of_none(&self) -> ! {
        let name = &self.description;
        let Differing { count, requests } = &self.differing;
        let mut lines: String = requests.iter().map(line).collect();
        if let more @ 1.. = count - requests.len() {
            lines += &format!("\n  and {more} more");
        }
        match count {
            0 => panic!("\"{name}\" was never requested"),
            1 => panic!(
                "\"{name}\" was never requested as the contract says; \
                 1 request came close and differs from it:{lines}"
            ),
            count => panic!(
                "\"{name}\" was never requested as the contract says; \
                 {count} requests came close and differ from it:{lines}"
            ),
        }
    }

    /// The only request.
    ///
    /// # Panics
    /// If there were several, or none. The text says which, and which requests came close to it.
    #[track_caller]
    pub fn only(&self) -> &ReceivedRequest {
        match self.requests.as_slice() {
            [only] => only,
            [] => self.panic_of_none(),
            several => {
                let lines: String = several.iter().map(line).collect();
                let (name, count) = (&self.description, several.len());
                panic!("\"{name}\" was requested {count} times, not once:{lines}")
            }
        }
    }

    /// The latest request.
    ///
    /// # Panics
    /// If there was none. The text says which requests came close to it.
    #[track_caller]
    pub fn latest(&self) -> &ReceivedRequest {
        match self.requests.last() {
            Some(last) => last,
            None => self.panic_of_none(),
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
