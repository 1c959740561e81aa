//! Bodies: the request's, read to its end, and the response's, which is there as a whole.

use std::convert::Infallible;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use hyper::body::{Body, Frame, Incoming, SizeHint};

/// Why a request's body is not at hand.
#[derive(Debug)]
pub(super) enum BodyError {
    /// It is longer than the server takes.
    TooLarge,
    /// It could not be read to its end.
    Broken(hyper::Error),
}

/// The next piece of data; trailers are passed over.
async fn next(body: &mut Incoming) -> Option<Result<Bytes, hyper::Error>> {
    loop {
        let frame = poll_fn(|context| Pin::new(&mut *body).poll_frame(context)).await?;
        match frame.map(Frame::into_data) {
            Ok(Ok(data)) => return Some(Ok(data)),
            Ok(Err(_trailers)) => {}
            Err(error) => return Some(Err(error)),
        }
    }
}

/// Reads a body to its end, unless it is longer than `limit` bytes.
pub(super) async fn read(body: &mut Incoming, limit: usize) -> Result<Bytes, BodyError> {
    // A declared length is refused before a byte is read, so that a client that asks with
    // `Expect: 100-continue` need not send the body.
    let declared = usize::try_from(body.size_hint().lower()).unwrap_or(usize::MAX);
    if declared > limit {
        return Err(BodyError::TooLarge);
    }
    let Some(first) = next(body).await else {
        return Ok(Bytes::new());
    };
    let first = first.map_err(BodyError::Broken)?;
    if body.is_end_stream() && first.len() <= limit {
        return Ok(first);
    }
    let mut whole = Vec::with_capacity(declared.max(first.len()));
    let mut piece = Some(Ok(first));
    while let Some(data) = piece {
        let data = data.map_err(BodyError::Broken)?;
        if whole.len() + data.len() > limit {
            return Err(BodyError::TooLarge);
        }
        whole.extend_from_slice(&data);
        piece = next(body).await;
    }
    Ok(whole.into())
}

/// How long a client may go on sending a body that is refused already.
const DISCARD: Duration = Duration::from_secs(2);

/// Reads what is left of a body and forgets it. A client that is still sending would otherwise
/// find its connection reset before it has seen the answer. One that does not come to an end
/// gets its answer all the same.
pub(super) async fn discard(body: &mut Incoming) {
    let rest = async { while let Some(Ok(_)) = next(body).await {} };
    drop(tokio::time::timeout(DISCARD, rest).await);
}

/// A body that is there as a whole.
#[derive(Debug)]
pub(super) struct Whole(Option<Bytes>);

impl Whole {
    pub(super) fn new(bytes: Bytes) -> Self {
        Self(Some(bytes).filter(|bytes| !bytes.is_empty()))
    }
}

impl Body for Whole {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        Poll::Ready(self.0.take().map(|bytes| Ok(Frame::data(bytes))))
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_none()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.0.as_ref().map_or(0, |bytes| bytes.len() as u64))
    }
}
