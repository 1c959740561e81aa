//! What goes over the wire: requests and responses as they come and go, without the connection.

use std::borrow::Cow;

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use http::{HeaderMap, Method, StatusCode};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde_core::de::DeserializeOwned;

use crate::json::{Document, JsonText};
use crate::pact::{Body, ContentType, Headers, Message, Request, Response, pairs};

/// What cannot stand in a request line as it is: contracts often have it unescaped.
const UNSENDABLE: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'`')
    .add(b'{')
    .add(b'}')
    .add(b'|')
    .add(b'\\')
    .add(b'^');

/// The path as it stands in a request line.
pub(crate) fn as_sent(path: &str) -> Cow<'_, str> {
    utf8_percent_encode(path, UNSENDABLE).into()
}

/// A request that came in.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_structs, reason = "a plain record of what HTTP carries")]
pub struct ReceivedRequest {
    /// The method.
    pub method: Method,
    /// The path as it stood in the request line, percent escapes included.
    pub path: String,
    /// What stood behind the question mark, if there was one.
    pub query: Option<String>,
    /// The headers.
    pub headers: HeaderMap,
    /// The whole body; no bytes if there was none.
    pub body: Bytes,
}

impl ReceivedRequest {
    /// A request without headers and body.
    pub fn new(method: Method, path: impl Into<String>) -> Self {
        Self {
            method,
            path: path.into(),
            query: None,
            headers: HeaderMap::new(),
            body: Bytes::new(),
        }
    }

    /// Path and query as the request line had them.
    pub fn target(&self) -> String {
        match &self.query {
            Some(query) => format!("{}?{query}", self.path),
            None => self.path.clone(),
        }
    }

    /// The body as text; what is not UTF-8 is replaced.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as JSON, read as any type that implements `Deserialize`.
    ///
    /// # Errors
    /// When the body is not JSON, or not of that type.
    ///
    /// ```
    /// use mock_core::ReceivedRequest;
    /// use serde_json::Value;
    ///
    /// let mut request = ReceivedRequest::new(http::Method::PUT, "/orders/42");
    /// request.body = r#"{"items": ["book", "pen"]}"#.into();
    /// assert_eq!(request.json::<Value>().unwrap()["items"][1], "pen");
    /// ```
    pub fn json<T: DeserializeOwned>(&self) -> serde_json::Result<T> {
        serde_json::from_slice(&self.body)
    }

    /// The value of a header, of the first where there are several; nothing if there is none, or
    /// if it is not UTF-8.
    ///
    /// ```
    /// use http::HeaderValue;
    ///
    /// let mut request = mock_core::ReceivedRequest::new(http::Method::GET, "/");
    /// request.headers.insert("accept", HeaderValue::from_static("text/html"));
    /// assert_eq!(request.header("Accept"), Some("text/html"));
    /// ```
    pub fn header(&self, name: &str) -> Option<&str> {
        std::str::from_utf8(self.headers.get(name)?.as_bytes()).ok()
    }

    /// The names and values of the query without their escapes, in order. A name without `=` has
    /// the empty text.
    ///
    /// ```
    /// let mut request = mock_core::ReceivedRequest::new(http::Method::GET, "/search");
    /// request.query = Some("q=a%20b+c&tag=new&tag".to_owned());
    /// let expected = [("q", "a b c"), ("tag", "new"), ("tag", "")];
    /// assert_eq!(request.query_pairs(), expected.map(|(name, value)| (name.into(), value.into())));
    /// ```
    pub fn query_pairs(&self) -> Vec<(String, String)> {
        self.query.as_deref().map(texts).unwrap_or_default()
    }

    /// The names and values of a body that is a form (`application/x-www-form-urlencoded`), in
    /// order, as those of the query.
    pub fn form(&self) -> Vec<(String, String)> {
        let kind = self.header(CONTENT_TYPE.as_str()).and_then(ContentType::parse);
        match kind.map(|kind| kind.charset_of_form().decode(&self.body)) {
            Some(Ok(text)) => texts(&text),
            Some(Err(_)) | None => texts(&self.text()),
        }
    }
}

fn texts(form: &str) -> Vec<(String, String)> {
    pairs(form).map(|(name, value)| (name, value.unwrap_or_default())).collect()
}

/// A response that came from a real provider.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_structs, reason = "a plain record of what HTTP carries")]
pub struct ReceivedResponse {
    /// The status code.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The whole body; no bytes if there was none.
    pub body: Bytes,
}

/// A message as its consumer receives it, or as its provider sent it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(clippy::exhaustive_structs, reason = "a plain record of what a message carries")]
pub struct ReceivedMessage {
    /// The payload; no bytes if there is none.
    pub contents: Bytes,
    /// What is sent beside it: each key with its JSON value.
    pub metadata: Vec<(String, JsonText)>,
}

impl ReceivedMessage {
    /// A message without metadata.
    pub fn new(contents: impl Into<Bytes>) -> Self {
        Self { contents: contents.into(), metadata: Vec::new() }
    }

    /// The value beside the contents that has this key.
    pub fn metadata(&self, key: &str) -> Option<&JsonText> {
        self.metadata.iter().find(|(known, _)| known == key).map(|(_, value)| value)
    }

    /// The same with a text beside the contents; one that was there under this key is replaced.
    ///
    /// ```
    /// use mock_core::ReceivedMessage;
    ///
    /// let message = ReceivedMessage::new("{}").with_metadata("contentType", "application/json");
    /// assert_eq!(message.content_type().as_deref(), Some("application/json"));
    /// ```
    #[must_use]
    pub fn with_metadata(mut self, key: &str, text: &str) -> Self {
        *self.metadata_mut(key) = JsonText::string(text);
        self
    }

    /// The type of the contents, if the metadata says it: under `contentType` or `content-type`,
    /// in any case.
    pub fn content_type(&self) -> Option<String> {
        let mut metadata = self.metadata.iter();
        let (_, value) = metadata.find(|(key, _)| ContentType::is_metadata_key(key))?;
        let json = Document::parse(value.as_str()).ok()?;
        Some(json.root().to_plain_text().into_owned())
    }

    /// The contents as text, in the charset that their type says; what is none is replaced.
    pub fn text(&self) -> String {
        let kind = self.content_type().and_then(|kind| ContentType::parse(&kind));
        match kind.map(|kind| kind.decode(&self.contents).map(|text| text.into_owned())) {
            Some(Ok(text)) => text,
            Some(Err(_)) | None => String::from_utf8_lossy(&self.contents).into_owned(),
        }
    }

    /// The contents as JSON, read as any type.
    ///
    /// # Errors
    /// When the contents are not JSON, or not of that type.
    pub fn json<T: DeserializeOwned>(&self) -> serde_json::Result<T> {
        serde_json::from_slice(&self.contents)
    }

    /// The same, to be changed; an empty text if there is none yet.
    pub(crate) fn metadata_mut(&mut self, key: &str) -> &mut JsonText {
        let known = self.metadata.iter().position(|(known, _)| known == key);
        let at = known.unwrap_or_else(|| {
            self.metadata.push((key.to_owned(), JsonText::string("")));
            self.metadata.len() - 1
        });
        &mut self.metadata[at].1
    }
}

/// What is answered: all that the contract says, and nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_structs, reason = "a plain record of what HTTP carries")]
pub struct Reply {
    /// The status code.
    pub status: StatusCode,
    /// The headers, in the order of the contract.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
}

impl Request {
    /// The request that the contract shows: what a client sends that does exactly what it says.
    ///
    /// ```
    /// let pact = mock_core::Pact::parse(r#"{"interactions": [
    ///     {"request": {"method": "POST", "path": "/orders", "body": {"id": 1}}}
    /// ]}"#).unwrap();
    /// let example = pact.interactions[0].http().unwrap().request.example();
    /// assert_eq!(example.text(), r#"{"id":1}"#);
    /// ```
    pub fn example(&self) -> ReceivedRequest {
        ReceivedRequest {
            method: Method::from_bytes(self.method.as_bytes()).unwrap_or_default(),
            path: self.path.clone(),
            query: Some(self.query.to_string()).filter(|query| !query.is_empty()),
            headers: header_map(&self.headers, &self.body),
            body: self.body.bytes(),
        }
    }
}

impl Response {
    /// The response that the contract shows.
    pub fn example(&self) -> ReceivedResponse {
        ReceivedResponse {
            status: self.status,
            headers: header_map(&self.headers, &self.body),
            body: self.body.bytes(),
        }
    }
}

impl Message {
    /// The message that the contract shows.
    ///
    /// ```
    /// let pact = mock_core::Pact::parse(r#"{"messages": [
    ///     {"contents": {"id": 1}, "metadata": {"contentType": "application/json"}}
    /// ]}"#).unwrap();
    /// let example = pact.interactions[0].message().unwrap().example();
    /// assert_eq!(example.text(), r#"{"id":1}"#);
    /// ```
    pub fn example(&self) -> ReceivedMessage {
        let contents = self.contents.bytes();
        let example = ReceivedMessage { contents, metadata: self.metadata.clone() };
        match self.contents.content().filter(|content| content.is_declared) {
            // V4 files may say the type with the contents instead of in the metadata.
            Some(content) if example.content_type().is_none() => {
                example.with_metadata("contentType", &content.content_type.to_string())
            }
            _ => example,
        }
    }
}

/// Headers as they go over the wire. Values that cannot are left out.
fn header_map(headers: &Headers, body: &Body) -> HeaderMap {
    let mut map = HeaderMap::new();
    for (name, values) in headers.iter() {
        for value in values {
            let name = name.parse::<HeaderName>();
            let value = HeaderValue::from_bytes(value.trim().as_bytes());
            if let (Ok(name), Ok(value)) = (name, value) {
                // Beyond tens of thousands of headers the map is full, and so is any server's.
                map.try_append(name, value).ok();
            }
        }
    }
    if let Some(content) = body.content()
        && content.is_declared
        && !map.contains_key(CONTENT_TYPE)
    {
        map.extend(
            HeaderValue::from_str(&content.content_type.to_string())
                .map(|kind| (CONTENT_TYPE, kind)),
        );
    }
    map
}
