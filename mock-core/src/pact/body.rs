//! Bodies: what the file says of them and the bytes that go over the wire.

use bytes::Bytes;

use super::ContentType;

/// The body of a request, a response or a message.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Body {
    /// The file says nothing: any body will do.
    #[default]
    Missing,
    /// `null`: there must be no body.
    Null,
    /// A body of no bytes: there must be no body.
    Empty,
    /// A body.
    Present(Content),
}

/// The content of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Content {
    /// The bytes, decoded from whatever form the file has them in. JSON has the order and the
    /// number spelling of the file, without its whitespace.
    pub bytes: Bytes,
    /// What the content is: said by the body itself or by the `Content-Type` header, else guessed.
    pub content_type: ContentType,
    /// Whether someone said it, or it was guessed.
    pub is_declared: bool,
    /// How V4 files say that the content is to be handled against its type.
    pub hint: ContentTypeHint,
}

/// V4's `contentTypeHint`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum ContentTypeHint {
    /// As the content type has it.
    #[default]
    Default,
    /// Treat the content as bytes.
    Binary,
    /// Treat the content as text.
    Text,
}

impl Body {
    /// The content, if there is any.
    pub fn content(&self) -> Option<&Content> {
        match self {
            Self::Present(content) => Some(content),
            Self::Missing | Self::Null | Self::Empty => None,
        }
    }

    /// The bytes that go over the wire.
    pub fn bytes(&self) -> Bytes {
        self.content().map(|content| content.bytes.clone()).unwrap_or_default()
    }
}
