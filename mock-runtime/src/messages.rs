//! Messages of a contract, as a test takes them.

use std::borrow::Cow;
use std::fmt;

use mock_core::{Interaction, ProviderState, ReceivedMessage, TakenMessage, only_message};
use serde_core::de::DeserializeOwned;

use crate::MockServer;
use crate::process::Event;

/// The messages of a test's contract: the test takes each, as its consumer would receive it.
///
/// The test fails if a message of its selection was not taken. Generators have made their values
/// in what is handed out.
///
/// ```
/// use mock_runtime::{Messages, mock_test};
/// # struct Inbox; impl Inbox { fn handle(&mut self, _: &[u8]) -> Result<(), String> { Ok(()) } }
///
/// #[mock_test(pact = "pacts/events.json", interactions = ["an order was placed", "an order was cancelled"])]
/// fn handles_every_event(events: Messages) {
///     let mut inbox = Inbox;
///     for event in events {
///         inbox.handle(event.contents()).unwrap();
///     }
/// }
/// # fn main() {}
/// ```
///
/// A clone shares what is still to be taken.
#[derive(Clone)]
pub struct Messages {
    server: MockServer,
}

impl Messages {
    pub(crate) fn new(server: MockServer) -> Self {
        Self { server }
    }

    /// The next message that nobody has taken yet, in the order of the contract.
    pub fn next(&self) -> Option<Message> {
        let served = self.server.served();
        served.tell(|| Event::TakeNext);
        served.note(|session| session.take_next()).map(|taken| self.message(taken))
    }

    /// The message of that description: of several, the first that nobody has taken yet. One that
    /// has been taken is handed out again, as transports do.
    ///
    /// # Panics
    /// If there is no such message. The text says which there are.
    #[track_caller]
    pub fn take(&self, description: &str) -> Message {
        let served = self.server.served();
        served.tell(|| Event::Take(description.into()));
        match served.note(|session| session.take(description)) {
            Ok(taken) => self.message(taken),
            Err(problem) => panic!("{}: {problem}", self.server.contract()),
        }
    }

    /// How many messages nobody has taken yet.
    pub fn len(&self) -> usize {
        self.server.served().session().waiting_messages()
    }

    /// Whether all messages have been taken.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The contract's only message.
    #[track_caller]
    pub(crate) fn only(&self) -> Message {
        let plan = self.server.served().session().plan();
        match only_message(plan.interactions().iter().map(AsRef::as_ref)) {
            Ok(only) => self.take(&only.description),
            Err(problem) => panic!("{}: {problem}", self.server.contract()),
        }
    }

    fn message(&self, taken: TakenMessage) -> Message {
        Message { server: self.server.clone(), taken }
    }
}

/// Takes one message after the other, each when the loop comes to it.
impl IntoIterator for Messages {
    type Item = Message;
    type IntoIter = Box<dyn Iterator<Item = Message> + Send>;

    fn into_iter(self) -> Self::IntoIter {
        Box::new(std::iter::from_fn(move || self.next()))
    }
}

impl IntoIterator for &Messages {
    type Item = Message;
    type IntoIter = Box<dyn Iterator<Item = Message> + Send>;

    fn into_iter(self) -> Self::IntoIter {
        self.clone().into_iter()
    }
}

impl fmt::Debug for Messages {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Messages").field("len", &self.len()).finish_non_exhaustive()
    }
}

/// A message of a contract.
///
/// A test takes it from [`Messages`], or as a parameter where it is the only one that is selected.
///
/// # Messages that are answered
/// Of a synchronous message a test has one of the two sides. The one that answers calls its handler
/// with the message and gives what it answers to [`reply`](Self::reply), once for each response of
/// the contract:
///
/// ```
/// use mock_runtime::{Message, mock_test};
/// # fn handle(_: &[u8]) -> String { String::new() }
///
/// #[mock_test(pact = "pacts/events.json", interactions = ["the stock of an article is asked for"])]
/// fn answers(question: Message) {
///     question.reply(handle(question.contents()));
/// }
/// # fn main() {}
/// ```
///
/// The one that asks gives what its client sends to [`request`](Self::request), and the client what
/// that returns. Whatever differs from the contract is in the report when the test is over.
#[derive(Clone)]
pub struct Message {
    server: MockServer,
    taken: TakenMessage,
}

impl Message {
    fn interaction(&self) -> &Interaction {
        &self.server.served().session().plan().interactions()[self.taken.interaction]
    }

    /// What the message is, in the words of the contract's author.
    pub fn description(&self) -> &str {
        &self.interaction().description
    }

    /// What must be true of the provider before it sends the message.
    pub fn provider_states(&self) -> &[ProviderState] {
        &self.interaction().provider_states
    }

    /// The contents; no bytes if there are none.
    pub fn contents(&self) -> &[u8] {
        &self.taken.message.contents
    }

    /// The contents as text, in the charset that their type says; what is none is replaced.
    pub fn text(&self) -> String {
        self.taken.message.text()
    }

    /// The contents as JSON, read as any type.
    ///
    /// # Errors
    /// When they are not JSON, or not of that type.
    pub fn json<T: DeserializeOwned>(&self) -> serde_json::Result<T> {
        self.taken.message.json()
    }

    /// The type of the contents, if the contract says it.
    pub fn content_type(&self) -> Option<String> {
        self.taken.message.content_type()
    }

    /// The value that is sent beside the contents under a key.
    ///
    /// ```
    /// # let server = mock_runtime::MockServer::start(r#"{"messages": [
    /// #     {"description": "order placed", "metadata": {"origin": "shop"}}
    /// # ]}"#)?;
    /// let message = server.messages().take("order placed");
    /// assert_eq!(message.metadata("origin").unwrap(), "shop");
    /// assert!(message.metadata("target").is_none());
    /// # Ok::<(), mock_runtime::StartError>(())
    /// ```
    pub fn metadata(&self, key: &str) -> Option<serde_json::Value> {
        let value = self.taken.message.metadata(key)?;
        serde_json::from_str(value.as_str()).ok()
    }

    /// The whole message, with all of its metadata.
    pub fn received(&self) -> &ReceivedMessage {
        &self.taken.message
    }

    /// What a handler answers: compared with the contract's response, or if there are several, with
    /// the next of them. The contents are taken to be of the type that the contract says.
    ///
    /// ```
    /// let server = mock_runtime::MockServer::start(r#"{"interactions": [{
    ///     "type": "Synchronous/Messages", "description": "price asked",
    ///     "request": {"contents": {"content": {"sku": "LAMP-01"}}},
    ///     "response": [{"contents": {"content": {"total": 1999}}}]
    /// }], "metadata": {"pactSpecification": {"version": "4.0"}}}"#)?;
    /// let question = server.messages().take("price asked");
    /// assert_eq!(question.json::<serde_json::Value>()?["sku"], "LAMP-01");
    /// question.reply(r#"{"total": 1999}"#);
    /// server.verify();
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn reply(&self, contents: impl AsRef<[u8]>) {
        let (served, number) = (self.server.served(), self.taken.delivery);
        let contents = contents.as_ref();
        served.tell(|| Event::Reply(number, contents.into()));
        served.note(|session| session.reply(number, contents.to_vec()));
    }

    /// As [`reply`](Self::reply), with metadata: for contracts that say more beside a response
    /// than its content type.
    ///
    /// ```
    /// use mock_runtime::ReceivedMessage;
    /// use mock_runtime::mock_core::json::JsonText;
    ///
    /// let server = mock_runtime::MockServer::start(r#"{"interactions": [{
    ///     "type": "Synchronous/Messages", "description": "price asked",
    ///     "request": {"contents": {"content": {"sku": "LAMP-01"}}},
    ///     "response": [{
    ///         "contents": {"content": {"total": 1999}},
    ///         "metadata": {"topic": "prices", "attempt": 1}
    ///     }]
    /// }], "metadata": {"pactSpecification": {"version": "4.0"}}}"#)?;
    /// let mut answer = ReceivedMessage::new(r#"{"total": 1999}"#).with_metadata("topic", "prices");
    /// answer.metadata.push(("attempt".into(), JsonText::parse("1").unwrap()));
    /// server.messages().take("price asked").reply_with(answer);
    /// server.verify();
    /// # Ok::<(), mock_runtime::StartError>(())
    /// ```
    pub fn reply_with(&self, response: ReceivedMessage) {
        let (served, number) = (self.server.served(), self.taken.delivery);
        served.tell(|| Event::ReplyWith(number, Cow::Borrowed(&response)));
        served.note(|session| session.reply_with(number, response));
    }

    /// What a client sends, compared with the contract's request. Returns the contract's responses,
    /// for the client to receive. The contents are taken to be of the type that the contract says.
    ///
    /// ```
    /// let server = mock_runtime::MockServer::start(r#"{"interactions": [{
    ///     "type": "Synchronous/Messages", "description": "price asked",
    ///     "request": {"contents": {"content": {"sku": "LAMP-01"}}},
    ///     "response": [{"contents": {"content": {"total": 1999}}}]
    /// }], "metadata": {"pactSpecification": {"version": "4.0"}}}"#)?;
    /// let question = server.messages().take("price asked");
    /// let replies = question.request(r#"{"sku": "LAMP-01"}"#);
    /// assert_eq!(replies[0].json::<serde_json::Value>()?["total"], 1999);
    /// server.verify();
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn request(&self, contents: impl AsRef<[u8]>) -> Vec<ReceivedMessage> {
        let (served, number) = (self.server.served(), self.taken.delivery);
        let contents = contents.as_ref();
        served.tell(|| Event::Request(number, contents.into()));
        served.note(|session| session.request(number, contents.to_vec()))
    }

    /// As [`request`](Self::request), with metadata: that too is compared with the contract's.
    pub fn request_with(&self, request: ReceivedMessage) -> Vec<ReceivedMessage> {
        let (served, number) = (self.server.served(), self.taken.delivery);
        served.tell(|| Event::RequestWith(number, Cow::Borrowed(&request)));
        served.note(|session| session.request_with(number, request))
    }
}

impl fmt::Debug for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Message")
            .field("description", &self.description())
            .field("received", &self.taken.message)
            .finish_non_exhaustive()
    }
}
