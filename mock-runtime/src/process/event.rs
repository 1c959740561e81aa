//! What happens to a session, so that it can happen to another one again.
//!
//! Matching depends on nothing but the contract and what came in. A session to which the same
//! happens therefore has the same outcome, and its report is the one that a process had no time
//! to write.

use std::borrow::Cow;
use std::cell::Cell;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Method};
use mock_core::json::JsonText;
use mock_core::{ReceivedMessage, ReceivedRequest, Session};

use super::wire::{Reader, Writer};

/// Something that happens to a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Event<'a> {
    /// A request came.
    Respond(Cow<'a, ReceivedRequest>),
    /// A request was refused, for this reason.
    Refuse(Cow<'a, ReceivedRequest>, Cow<'a, str>),
    /// The next message was taken.
    TakeNext,
    /// The message of this description was taken.
    Take(Cow<'a, str>),
    /// A response was given for the message of this number.
    Reply(usize, Cow<'a, [u8]>),
    ReplyWith(usize, Cow<'a, ReceivedMessage>),
    /// A request was given for the message of this number.
    Request(usize, Cow<'a, [u8]>),
    RequestWith(usize, Cow<'a, ReceivedMessage>),
    /// All was forgotten.
    Reset,
}

impl<'a> Event<'a> {
    pub(super) fn write(&self, to: &mut Writer) {
        match self {
            Self::Respond(request) => write_request(request, to.number(0)),
            Self::Refuse(request, reason) => write_request(request, to.number(1).text(reason)),
            Self::TakeNext => to.number(2),
            Self::Take(description) => to.number(3).text(description),
            Self::Reply(number, contents) => to.number(4).index(*number).bytes(contents),
            Self::ReplyWith(number, message) => write_message(message, to.number(5).index(*number)),
            Self::Request(number, contents) => to.number(6).index(*number).bytes(contents),
            Self::RequestWith(number, message) => {
                write_message(message, to.number(7).index(*number))
            }
            Self::Reset => to.number(8),
        };
    }

    pub(super) fn read(from: &mut Reader<'a>) -> Option<Self> {
        Some(match from.number()? {
            0 => Self::Respond(Cow::Owned(read_request(from)?)),
            1 => {
                let reason = from.text()?.into();
                Self::Refuse(Cow::Owned(read_request(from)?), reason)
            }
            2 => Self::TakeNext,
            3 => Self::Take(from.text()?.into()),
            4 => Self::Reply(from.index()?, from.bytes()?.into()),
            5 => Self::ReplyWith(from.index()?, Cow::Owned(read_message(from)?)),
            6 => Self::Request(from.index()?, from.bytes()?.into()),
            7 => Self::RequestWith(from.index()?, Cow::Owned(read_message(from)?)),
            8 => Self::Reset,
            _ => return None,
        })
    }

    /// Lets it happen again, at the time when it did. Only a session whose stopwatch is
    /// [`replayed_at`] learns of that.
    pub(super) fn replay(self, at: Duration, session: &Session) {
        REPLAYED_AT.set(at);
        match self {
            Self::Respond(request) => drop(session.respond(request.into_owned())),
            Self::Refuse(request, reason) => session.refuse(request.into_owned(), reason),
            Self::TakeNext => drop(session.take_next()),
            Self::Take(description) => drop(session.take(&description)),
            Self::Reply(delivery, contents) => session.reply(delivery, contents.into_owned()),
            Self::ReplyWith(delivery, message) => {
                session.reply_with(delivery, message.into_owned())
            }
            Self::Request(delivery, contents) => {
                drop(session.request(delivery, contents.into_owned()))
            }
            Self::RequestWith(delivery, message) => {
                drop(session.request_with(delivery, message.into_owned()));
            }
            Self::Reset => session.reset(),
        }
    }
}

thread_local! {
    static REPLAYED_AT: Cell<Duration> = const { Cell::new(Duration::ZERO) };
}

/// The stopwatch of what happens again on this thread.
pub(super) fn replayed_at() -> Duration {
    REPLAYED_AT.get()
}

fn write_request<'a>(request: &ReceivedRequest, to: &'a mut Writer) -> &'a mut Writer {
    let ReceivedRequest { method, path, query, headers, body } = request;
    to.text(method.as_str()).text(path).bytes(body);
    to.index(query.iter().len()).text(query.as_deref().unwrap_or_default());
    to.index(headers.len());
    for (name, value) in headers {
        to.text(name.as_str()).bytes(value.as_bytes());
    }
    to
}

fn read_request(from: &mut Reader<'_>) -> Option<ReceivedRequest> {
    let method = Method::from_bytes(from.bytes()?).ok()?;
    let path = from.text()?.to_owned();
    let body = Bytes::copy_from_slice(from.bytes()?);
    let has_query = from.index()? > 0;
    let query = Some(from.text()?.to_owned()).filter(|_| has_query);
    let mut headers = HeaderMap::new();
    for _ in 0..from.index()? {
        let name = HeaderName::from_bytes(from.bytes()?).ok()?;
        headers.try_append(name, HeaderValue::from_bytes(from.bytes()?).ok()?).ok()?;
    }
    Some(ReceivedRequest { method, path, query, headers, body })
}

fn write_message<'a>(message: &ReceivedMessage, to: &'a mut Writer) -> &'a mut Writer {
    let ReceivedMessage { contents, metadata } = message;
    to.bytes(contents).index(metadata.len());
    for (key, value) in metadata {
        to.text(key).text(value.as_str());
    }
    to
}

fn read_message(from: &mut Reader<'_>) -> Option<ReceivedMessage> {
    let mut message = ReceivedMessage::new(from.bytes()?.to_vec());
    for _ in 0..from.index()? {
        message.metadata.push((from.text()?.to_owned(), JsonText::parse(from.text()?).ok()?));
    }
    Some(message)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(event: &Event<'_>) -> Vec<u8> {
        let mut writer = Writer::default();
        event.write(&mut writer);
        writer.finish()
    }

    #[track_caller]
    fn check(event: &Event<'_>) {
        let bytes = written(event);
        assert_eq!(Event::read(&mut Reader::new(&bytes)).as_ref(), Some(event));
        for length in 0..bytes.len() {
            assert_eq!(Event::read(&mut Reader::new(&bytes[..length])), None, "cut at {length}");
        }
    }

    #[test]
    fn each_is_read_as_it_was_written() {
        let mut request = ReceivedRequest::new(Method::PATCH, "/a%20b");
        check(&Event::Respond(Cow::Borrowed(&request)));
        request.query = Some(String::new());
        request.body = Bytes::from_static(b"\0\xff");
        request.headers.append("a", HeaderValue::from_bytes(b"\xe9").unwrap());
        request.headers.append("a", HeaderValue::from_static("2"));
        check(&Event::Respond(Cow::Borrowed(&request)));
        check(&Event::Refuse(Cow::Borrowed(&request), "too large".into()));
        check(&Event::TakeNext);
        check(&Event::Take("order placed".into()));
        let message = ReceivedMessage::new("{}").with_metadata("topic", "orders");
        check(&Event::Reply(3, b"{}".into()));
        check(&Event::ReplyWith(3, Cow::Borrowed(&message)));
        check(&Event::Request(usize::MAX, b"".into()));
        check(&Event::RequestWith(0, Cow::Borrowed(&message)));
        check(&Event::Reset);
    }

    #[test]
    fn what_is_none_is_nothing() {
        for bytes in [&[][..], &[9, 0, 0, 0, 0, 0, 0, 0], &[0xff; 64]] {
            assert_eq!(Event::read(&mut Reader::new(bytes)), None);
        }
    }
}
