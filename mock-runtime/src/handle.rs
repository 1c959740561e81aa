//! The handle of a running mock server.

use std::net::SocketAddr;
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;
use std::{fmt, thread};

use mock_core::{Exchange, OpenConnection, Outcome, ReceivedRequest, Report, Session, Verdict};

use crate::background::Background;
use crate::base_url::BaseUrl;
use crate::error::StartError;
use crate::generators;
use crate::messages::Messages;
use crate::process::Event;
use crate::received::{Differing, Received};
use crate::server::{Served, Server};
use crate::service::Service;
use crate::start::{Launch, MockServerBuilder, PactSource};
use crate::stopwatch;

/// A running mock server: a handle that is cheap to clone, store and send.
///
/// `#[mock_test]` starts one, hands it to the test and verifies it at the end. For harnesses
/// other than libtest it can be started by hand:
///
/// ```
/// use mock_runtime::MockServer;
///
/// let server = MockServer::start(r#"{"interactions": [
///     {"description": "greet", "request": {"path": "/hello"}, "response": {"status": 204}}
/// ]}"#)?;
/// // ... call server.url() ...
/// assert!(!server.check().is_success(), "nobody has called yet");
/// # Ok::<(), mock_runtime::StartError>(())
/// ```
///
/// # The end of a server
/// A server that was started by hand stops when its last handle is dropped. A failure must not go
/// unnoticed: if neither [`check`](Self::check) nor [`verify`](Self::verify) was ever called and
/// the contract was not kept, dropping the last handle panics with the report. While the thread
/// is panicking already, the report is printed to stderr instead. Dropping never blocks.
///
/// The server of a `#[mock_test]` stops when the test's body is over, whoever still has a handle.
#[derive(Clone)]
pub struct MockServer {
    inner: Arc<Inner>,
}

/// Whether dropping the last handle looks after the verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Guard {
    /// Yes: nobody else would.
    OnDrop,
    /// No: `#[mock_test]` does.
    Elsewhere,
}

struct Inner {
    url: String,
    /// What the contract is called, and the files that it is made of.
    contract: Option<String>,
    files: Vec<String>,
    server: Server,
    served: Arc<Served>,
    guard: Guard,
    checked: AtomicBool,
    /// The service that the test has started, which calls this server.
    service: OnceLock<Service>,
}

impl MockServer {
    /// Starts a server for a contract: a path, a text or a `Pact` (see [`PactSource`]). It accepts
    /// connections when this returns.
    ///
    /// # Errors
    /// When the contract cannot be read or served, or no port can be opened.
    pub fn start(pact: impl Into<PactSource>) -> Result<Self, StartError> {
        Self::builder().pact(pact).start()
    }

    /// A server to be started with more than a contract.
    ///
    /// ```
    /// # let pact = r#"{"interactions": [
    /// #     {"description": "greet", "request": {"path": "/hello"}, "response": {"status": 204}},
    /// #     {"description": "leave", "request": {"path": "/bye"}, "response": {"status": 204}}
    /// # ]}"#;
    /// use mock_runtime::MockServer;
    ///
    /// let server =
    ///     MockServer::builder().pact(pact).interactions(["greet"]).body_limit(1024).start()?;
    /// assert_eq!(server.check().interactions().len(), 1);
    /// # Ok::<(), mock_runtime::StartError>(())
    /// ```
    pub fn builder() -> MockServerBuilder {
        MockServerBuilder::new()
    }

    pub(crate) fn launch(launch: Launch<'_>) -> Result<Self, StartError> {
        let Launch { plan, expectations, contract, files, port, guard, witness, .. } = launch;
        let Launch { body_limit, received_limit, .. } = launch;
        let seed = generators::seed().map_err(StartError::environment)?;
        let (server, served) = Server::start(port, |address| {
            let context = generators::context(seed, url(address));
            let session = Session::new(plan)
                .with_expectations(expectations)
                .with_received_limit(received_limit)
                .with_generators(context, generators::clock)
                .with_stopwatch(stopwatch::elapsed);
            Served::new(session, body_limit, witness)
        })
        .map_err(StartError::serve)?;
        let url = url(server.address());
        Ok(Self {
            inner: Arc::new(Inner {
                url,
                contract: contract.map(str::to_owned),
                files,
                server,
                served,
                guard,
                checked: AtomicBool::new(false),
                service: OnceLock::new(),
            }),
        })
    }

    /// The URL, such as `http://127.0.0.1:40123`, without a slash at its end.
    pub fn url(&self) -> &str {
        &self.inner.url
    }

    /// The URL as a value of its own.
    pub fn base_url(&self) -> BaseUrl {
        BaseUrl::new(self.url())
    }

    /// The URL as a URI.
    pub fn uri(&self) -> http::Uri {
        self.url().parse().expect("scheme, address and port make a URI")
    }

    /// The address that the server listens on.
    pub fn address(&self) -> SocketAddr {
        self.inner.server.address()
    }

    /// The port that the server listens on.
    pub fn port(&self) -> u16 {
        self.address().port()
    }

    /// Every request so far, in order, whatever became of it. [`check`](Self::check) has them
    /// with their verdicts.
    ///
    /// # Panics
    /// If some of them have been forgotten: see
    /// [`received_limit`](MockServerBuilder::received_limit).
    #[track_caller]
    pub fn received_requests(&self) -> Vec<ReceivedRequest> {
        match self.inner.served.session().received_requests() {
            Ok(requests) => requests,
            Err(problem) => panic!("{}: {problem}", self.contract()),
        }
    }

    /// The requests that happened as the interaction with this description, in order: for
    /// assertions of the test's own on what was really sent.
    ///
    /// ```
    /// # fn charge(server: &mock_runtime::MockServer) {
    /// #     use std::io::{Read, Write};
    /// #     let mut client = std::net::TcpStream::connect(server.address()).unwrap();
    /// #     client.write_all(b"POST /charges HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\
    /// #         Content-Type: application/json\r\nContent-Length: 15\r\n\r\n{\"amount\":1999}").unwrap();
    /// #     client.read_to_end(&mut Vec::new()).unwrap();
    /// # }
    /// use mock_runtime::MockServer;
    /// use mock_runtime::serde_json::{Value, json};
    ///
    /// let payments = MockServer::start(r#"{"interactions": [{
    ///     "description": "charge card",
    ///     "request": {"method": "POST", "path": "/charges"},
    ///     "response": {"status": 201}
    /// }]}"#)?;
    /// charge(&payments);
    /// assert_eq!(payments.received("charge card").json::<Value>(), json!({"amount": 1999}));
    /// # Ok::<(), mock_runtime::StartError>(())
    /// ```
    ///
    /// # Panics
    /// If the contract, or what is selected of it, has no such interaction; the text says which
    /// there are. If some of the requests have been forgotten: see
    /// [`received_limit`](MockServerBuilder::received_limit).
    #[track_caller]
    pub fn received(&self, description: &str) -> Received {
        match self.inner.served.session().received(description) {
            Ok(requests) if requests.is_empty() => self.not_received(description),
            Ok(requests) => Received::new(description, requests, Differing::default()),
            Err(problem) => panic!("{}: {problem}", self.contract()),
        }
    }

    /// That there is no request for the interaction with this description, and which ones come
    /// closest to it.
    fn not_received(&self, description: &str) -> Received {
        let outcome = self.outcome();
        let is_meant = |index: &usize| outcome.interactions()[*index].description == description;
        let is_close = |exchange: &&Exchange| matches!(&exchange.verdict, Verdict::Mismatched { closest, .. } if is_meant(closest));
        let close = outcome.exchanges().iter().filter(is_close);
        let requests = close.map(|exchange| exchange.request.clone()).collect();
        let all = (0..outcome.interactions().len()).filter(is_meant);
        let count = all.map(|index| outcome.differing(index)).sum();
        Received::new(description, Vec::new(), Differing { count, requests })
    }

    /// The messages of the contract, to be taken one by one. All that this returns share what is
    /// still to be taken.
    ///
    /// ```
    /// use mock_runtime::MockServer;
    ///
    /// let server = MockServer::start(r#"{"messages": [
    ///     {"description": "order placed", "contents": {"order": 42}}
    /// ]}"#)?;
    /// for message in server.messages() {
    ///     // ... call the handler with message.contents() ...
    ///     assert_eq!(message.text(), r#"{"order":42}"#);
    /// }
    /// server.verify();
    /// # Ok::<(), mock_runtime::StartError>(())
    /// ```
    pub fn messages(&self) -> Messages {
        Messages::new(self.clone())
    }

    /// Forgets everything that happened so far: requests and messages. What follows is judged as
    /// if the server had just started, and sequences of answers start again.
    ///
    /// ```
    /// # let server = mock_runtime::MockServer::start(r#"{"interactions": [
    /// #     {"description": "greet", "request": {"path": "/hello"}, "response": {"status": 204}}
    /// # ]}"#).unwrap();
    /// // ... the client under test warms up ...
    /// server.reset();
    /// assert!(server.received_requests().is_empty());
    /// # server.check();
    /// ```
    pub fn reset(&self) {
        self.inner.served.tell(|| Event::Reset);
        self.inner.served.session().reset();
    }

    pub(crate) fn served(&self) -> &Served {
        &self.inner.served
    }

    pub(crate) fn service(&self) -> Option<&Service> {
        self.inner.service.get()
    }

    /// Makes the test's service known. A test has one at most.
    pub(crate) fn set_service(&self, service: Service) {
        drop(self.inner.service.set(service));
    }

    /// The contract's file, or what it is if it is none.
    pub(crate) fn contract(&self) -> &str {
        self.inner.contract.as_deref().unwrap_or("the contract")
    }

    /// What has happened so far, with the verdict. Never panics, and can be called at any time.
    ///
    /// Whoever calls this looks after the verdict: dropping the server is then silent.
    pub fn check(&self) -> Outcome {
        self.inner.checked.store(true, Ordering::Relaxed);
        self.outcome()
    }

    /// Asserts that every interaction has happened as written, and nothing else.
    ///
    /// # Panics
    /// With the report, if that is not so.
    #[track_caller]
    pub fn verify(&self) {
        let outcome = self.check();
        if !outcome.is_success() {
            panic!("{}", self.inner.report(&outcome));
        }
    }

    /// Waits until every interaction has happened, at most for `time`. Returns whether all have.
    ///
    /// It waits in real time and blocks the thread, also in an async test, whose own tasks stand
    /// still meanwhile on a `current_thread` runtime. There, [`wait_async`](Self::wait_async) is
    /// the better choice.
    ///
    /// ```
    /// # use std::time::Duration;
    /// # let server = mock_runtime::MockServer::start(r#"{"interactions": [
    /// #     {"description": "greet", "request": {"path": "/hello"}, "response": {"status": 204}}
    /// # ]}"#).unwrap();
    /// assert!(!server.wait(Duration::from_millis(5)), "nobody has called");
    /// # server.check();
    /// ```
    pub fn wait(&self, time: Duration) -> bool {
        self.background().wait(self.inner.completion(time))
    }

    /// As [`wait`](Self::wait), without blocking the thread. It waits in real time, also while
    /// the clock of the test's runtime is paused, and works on any executor.
    pub async fn wait_async(&self, time: Duration) -> bool {
        self.background().run(self.inner.completion(time)).await
    }

    pub(crate) fn outcome(&self) -> Outcome {
        self.inner.served.session().outcome()
    }

    /// Whether every interaction has happened.
    pub(crate) fn is_complete(&self) -> bool {
        self.inner.served.session().is_complete()
    }

    /// The connections to it that are open.
    pub(crate) fn connections(&self) -> Vec<OpenConnection> {
        self.inner.served.connections()
    }

    /// Waits until every interaction has happened.
    pub(crate) async fn complete(&self) {
        self.inner.served.complete().await;
    }

    /// Stops the server, from this call on: when what this returns is over nothing listens any more.
    pub(crate) fn stop(&self) -> impl Future<Output = ()> + Send + use<> {
        self.inner.server.stop()
    }

    pub(crate) fn background(&self) -> &Background {
        self.inner.server.background()
    }
}

fn url(address: SocketAddr) -> String {
    format!("http://{address}")
}

// A panic leaves nothing half done in here: the journal is whole after each of its changes, and
// whatever else is shared is only read.
impl UnwindSafe for MockServer {}
impl RefUnwindSafe for MockServer {}

impl fmt::Debug for MockServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MockServer").field("url", &self.url()).finish_non_exhaustive()
    }
}

impl Inner {
    fn report(&self, outcome: &Outcome) -> String {
        let files: Vec<&str> = self.files.iter().map(String::as_str).collect();
        Report::new(outcome).base_url(&self.url).pact_files(&files).to_string()
    }

    fn completion(&self, time: Duration) -> impl Future<Output = bool> + Send + use<> {
        let served = self.served.clone();
        async move {
            let in_time = tokio::time::timeout(time, served.complete()).await.is_ok();
            in_time || served.session().is_complete()
        }
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        self.server.begin_stop();
        if self.guard == Guard::Elsewhere || *self.checked.get_mut() {
            return;
        }
        let outcome = self.served.session().outcome();
        if outcome.is_success() {
            return;
        }
        let report = self.report(&outcome);
        if thread::panicking() {
            eprint!("{report}");
        } else {
            panic!("{report}");
        }
    }
}
