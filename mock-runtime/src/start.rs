//! Starting a server without the attribute: where the contract comes from, and what of it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use mock_core::{CallRange, Expectations, Pact, Plan, PlanError, Selection, Session};

use crate::error::StartError;
use crate::files;
use crate::handle::{Guard, MockServer};
use crate::process::Witness;
use crate::registry::{RegisteredServer, Settings};

/// As much as a test's request is likely to need, and little enough to be held in memory.
const BODY_LIMIT: usize = 64 * 1024 * 1024;

/// All that a server needs to start.
pub(crate) struct Launch<'a> {
    pub(crate) plan: Arc<Plan>,
    pub(crate) expectations: Expectations,
    /// What the contract is called.
    pub(crate) contract: Option<&'a str>,
    /// The files that it is made of.
    pub(crate) files: Vec<String>,
    pub(crate) body_limit: usize,
    pub(crate) received_limit: usize,
    pub(crate) port: Option<u16>,
    pub(crate) guard: Guard,
    pub(crate) witness: Option<Witness>,
}

impl Launch<'_> {
    /// The server of a `#[mock_test]`.
    pub(crate) fn of_test(
        plan: Arc<Plan>,
        server: &'static RegisteredServer,
        settings: &Settings,
    ) -> Self {
        Self {
            plan,
            expectations: server.expectations(settings),
            contract: Some(server.pact),
            files: server.pacts.iter().map(|pact| pact.file.to_owned()).collect(),
            body_limit: BODY_LIMIT,
            received_limit: Session::RECEIVED_LIMIT,
            port: None,
            guard: Guard::Elsewhere,
            witness: None,
        }
    }

    pub(crate) fn start(self) -> Result<MockServer, StartError> {
        MockServer::launch(self)
    }
}

/// Where a contract comes from: a file, a text, or a [`Pact`] that has been read already; or
/// several contracts from a folder, or from the files that a pattern fits.
///
/// A `&str` or `String` that begins with a brace or bracket is the contract itself; any other is the path of
/// a file. Paths are relative to the crate's root, as those of the attribute are: to
/// `CARGO_MANIFEST_DIR`, which cargo sets for tests, or else to the current directory.
///
/// ```
/// use mock_runtime::{MockServer, Pact, PactSource};
///
/// let from_file = MockServer::start("pacts/orders.json")?;
/// let from_files = MockServer::start("pacts/*.json")?;
///
/// let text = r#"{"interactions": [{"description": "greet", "request": {"path": "/hello"}}]}"#;
/// let from_text = MockServer::start(text)?;
/// let from_text_for_sure = MockServer::start(PactSource::text(text))?;
/// let from_pact = MockServer::start(Pact::parse(text).unwrap())?;
/// # [from_file, from_files, from_text, from_text_for_sure, from_pact].map(|server| server.check());
/// # Ok::<(), mock_runtime::StartError>(())
/// ```
#[derive(Clone, Debug)]
pub struct PactSource(Source);

#[derive(Clone, Debug)]
enum Source {
    File(PathBuf),
    Text(String),
    Pact(Box<Pact>),
}

impl PactSource {
    /// A file with the contract. A folder stands for all its `.json` files, and a path with `*`,
    /// `?` or `[...]` for the files that it fits, in the order of their names.
    pub fn file(path: impl Into<PathBuf>) -> Self {
        Self(Source::File(path.into()))
    }

    /// The text of a contract.
    pub fn text(text: impl Into<String>) -> Self {
        Self(Source::Text(text.into()))
    }

    /// The name of the file, if there is one.
    fn name(&self) -> Option<String> {
        match &self.0 {
            Source::File(path) => Some(path.display().to_string()),
            Source::Text(_) | Source::Pact(_) => None,
        }
    }

    /// The contracts, and the names of their files if they come from files.
    fn read(self) -> Result<(Vec<Pact>, Vec<String>), StartError> {
        let path = match self.0 {
            Source::Pact(pact) => return Ok((vec![*pact], Vec::new())),
            Source::Text(text) => {
                let pact = Pact::parse(&text).map_err(StartError::pact)?;
                return Ok((vec![pact], Vec::new()));
            }
            Source::File(path) => path,
        };
        let root = files::root().unwrap_or_default();
        let names = match path.to_str() {
            Some(path) => files::list(&root, path).map_err(StartError::environment)?,
            None => return Ok((vec![read(&path)?], vec![path.display().to_string()])),
        };
        let read =
            names.iter().map(|name| read(&root.join(name)).map_err(|error| error.in_file(name)));
        Ok((read.collect::<Result<_, _>>()?, names))
    }
}

fn read(path: &Path) -> Result<Pact, StartError> {
    let bytes = std::fs::read(path).map_err(StartError::read)?;
    Pact::parse_bytes(&bytes).map_err(StartError::pact)
}

impl From<&str> for PactSource {
    fn from(text_or_path: &str) -> Self {
        let is_byte_order_mark_or_space = |c: char| c == '\u{feff}' || c.is_ascii_whitespace();
        let start = text_or_path.trim_start_matches(is_byte_order_mark_or_space);
        // An empty text is no path either: the reader says that it is no JSON.
        match start.is_empty() || start.starts_with(['{', '[']) {
            true => Self::text(text_or_path),
            false => Self::file(text_or_path),
        }
    }
}

impl From<String> for PactSource {
    fn from(text_or_path: String) -> Self {
        text_or_path.as_str().into()
    }
}

impl From<&Path> for PactSource {
    fn from(path: &Path) -> Self {
        Self::file(path)
    }
}

impl From<PathBuf> for PactSource {
    fn from(path: PathBuf) -> Self {
        Self::file(path)
    }
}

impl From<Pact> for PactSource {
    fn from(pact: Pact) -> Self {
        Self(Source::Pact(Box::new(pact)))
    }
}

/// A mock server that is about to start: see [`MockServer::builder`].
#[derive(Clone, Debug)]
#[must_use = "it does nothing until start() is called"]
pub struct MockServerBuilder {
    source: Option<PactSource>,
    selection: Selection,
    expectations: Expectations,
    body_limit: usize,
    received_limit: usize,
    port: Option<u16>,
}

impl MockServerBuilder {
    pub(crate) fn new() -> Self {
        Self {
            source: None,
            selection: Selection::all(),
            expectations: Expectations::default(),
            body_limit: BODY_LIMIT,
            received_limit: Session::RECEIVED_LIMIT,
            port: None,
        }
    }

    /// The contract: a path, a text or a [`Pact`] (see [`PactSource`]).
    pub fn pact(self, source: impl Into<PactSource>) -> Self {
        Self { source: Some(source.into()), ..self }
    }

    /// Only the interactions with these descriptions are served and must happen.
    pub fn interactions<T: Into<String>>(self, names: impl IntoIterator<Item = T>) -> Self {
        Self { selection: self.selection.interactions(names), ..self }
    }

    /// Only the interactions with this provider state are served and must happen.
    pub fn state(self, name: impl Into<String>) -> Self {
        Self { selection: self.selection.state(name), ..self }
    }

    /// How often the interactions with this description are to happen, all of them together: a
    /// number or a range. Without this, each is to happen at least once.
    ///
    /// ```
    /// # let pact = r#"{"interactions": [
    /// #     {"description": "poll", "request": {"path": "/jobs/1"}},
    /// #     {"description": "cancel", "request": {"method": "DELETE", "path": "/jobs/1"}}
    /// # ]}"#;
    /// use mock_runtime::MockServer;
    ///
    /// let server = MockServer::builder().pact(pact).calls("poll", ..=3).calls("cancel", 0).start()?;
    /// server.verify();
    /// # Ok::<(), mock_runtime::StartError>(())
    /// ```
    pub fn calls(self, description: impl Into<String>, range: impl Into<CallRange>) -> Self {
        Self { expectations: self.expectations.calls(description, range), ..self }
    }

    /// Lets requests pass that no interaction has the method and path of: they are answered with
    /// 404 and are in the report, but do not fail the verification.
    pub fn allow_unexpected(self) -> Self {
        Self { expectations: self.expectations.allow_unexpected(), ..self }
    }

    /// How many bytes the body of a request may have: 64 MiB if this is not called. A longer one
    /// is answered with 413 and fails the verification.
    pub fn body_limit(self, bytes: usize) -> Self {
        Self { body_limit: bytes, ..self }
    }

    /// How many bytes of requests the server remembers: 16 MiB if this is not called.
    ///
    /// Every request counts for the verdict and the report. To be looked at, by
    /// [`received`](MockServer::received) and [`received_requests`](MockServer::received_requests),
    /// the newest are remembered of those that are as the contract says, as many as fit; the very
    /// newest however large it is. With 0 none of them is. Of those that are not as the contract
    /// says the first 100 are remembered for the report, as far as they fit into the limit or into
    /// 16 MiB.
    ///
    /// ```
    /// # fn call(server: &mock_runtime::MockServer) {
    /// #     use std::io::{Read, Write};
    /// #     let mut client = std::net::TcpStream::connect(server.address()).unwrap();
    /// #     client.write_all(b"GET /hello HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").unwrap();
    /// #     client.read_to_end(&mut Vec::new()).unwrap();
    /// # }
    /// # let pact = r#"{"interactions": [{"description": "greet", "request": {"path": "/hello"}}]}"#;
    /// use mock_runtime::MockServer;
    ///
    /// let server = MockServer::builder().pact(pact).received_limit(0).start()?;
    /// call(&server);
    /// server.verify();
    /// assert_eq!(server.check().forgotten(), 1);
    /// # Ok::<(), mock_runtime::StartError>(())
    /// ```
    pub fn received_limit(self, bytes: usize) -> Self {
        Self { received_limit: bytes, ..self }
    }

    /// The port on the loopback interface. If this is not called the system chooses one, which is
    /// the better way wherever it will do: a fixed port can be taken.
    pub fn port(self, port: u16) -> Self {
        Self { port: Some(port), ..self }
    }

    /// Starts the server. It accepts connections when this returns.
    ///
    /// # Errors
    /// When there is no contract, it cannot be read or served, what is selected or counted is not
    /// in it, or no port can be opened.
    pub fn start(self) -> Result<MockServer, StartError> {
        let Self { source, selection, expectations, body_limit, received_limit, port } = self;
        let source = source.ok_or_else(StartError::no_contract)?;
        let contract = source.name();
        let started = source.read().and_then(|(pacts, files)| {
            let plan = Plan::select_all(&pacts, &selection)
                .map_err(|error| StartError::plan(named(error, &files)))?;
            let unknown = expectations.unknown(plan.interactions());
            if !unknown.is_empty() {
                return Err(StartError::expectations(unknown));
            }
            Launch {
                plan: Arc::new(plan),
                expectations,
                contract: contract.as_deref(),
                files,
                body_limit,
                received_limit,
                port,
                guard: Guard::OnDrop,
                witness: None,
            }
            .start()
        });
        started.map_err(|error| match &contract {
            Some(contract) => error.in_file(contract),
            None => error,
        })
    }
}

/// An error of several contracts says in which of them each problem is. One that is alone is named
/// by the error's head.
pub(crate) fn named(error: PlanError, files: &[impl AsRef<str>]) -> PlanError {
    if files.len() > 1 { error.in_files(files) } else { error }
}
