//! The URL of a server as a value of its own.

use std::fmt;
use std::ops::Deref;

/// The URL of a mock server, such as `http://127.0.0.1:40123`, without a slash at its end.
///
/// It can be injected into a test, and is a `&str` wherever one is wanted.
///
/// ```
/// # let server = mock_runtime::MockServer::start("pacts/orders.json").unwrap();
/// let url: mock_runtime::BaseUrl = server.base_url();
/// assert!(url.starts_with("http://127.0.0.1:"));
/// assert_eq!(url.join("orders/42"), format!("{url}/orders/42"));
/// # server.check();
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BaseUrl(String);

impl BaseUrl {
    pub(crate) fn new(url: &str) -> Self {
        Self(url.to_owned())
    }

    /// The URL as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The URL of a path on this server, with exactly one slash between them.
    ///
    /// ```
    /// # let server = mock_runtime::MockServer::start("pacts/orders.json").unwrap();
    /// # let url = server.base_url();
    /// assert_eq!(url.join("/orders"), url.join("orders"));
    /// # server.check();
    /// ```
    pub fn join(&self, path: &str) -> String {
        format!("{}/{}", self.0, path.strip_prefix('/').unwrap_or(path))
    }
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl AsRef<str> for BaseUrl {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl Deref for BaseUrl {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl From<BaseUrl> for String {
    fn from(url: BaseUrl) -> Self {
        url.0
    }
}
