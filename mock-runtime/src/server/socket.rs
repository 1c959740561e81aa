//! A TCP stream as hyper wants to see it.
//!
//! hyper asks for reads into memory that it has not initialised, which takes `unsafe` code. This
//! adapter reads into a buffer of its own instead and copies, which costs less than can be
//! measured, and has a use of its own: the buffer still shows what came in last when hyper
//! refuses it.

use std::io::{self, IoSlice, Read as _};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, ready};

use hyper::rt::{Read, ReadBufCursor, Write};
use socket2::SockRef;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;

use super::connections::{Activity, Connection};

/// As much as hyper asks for at first, and more than most requests have: clearing a large buffer
/// would be a good part of what a connection costs.
const FIRST_BUFFER: usize = 8 * 1024;

/// As much as the system hands over at once for a large body on the loopback interface.
const LARGE_BUFFER: usize = 64 * 1024;

#[derive(Debug)]
pub(super) struct Socket {
    stream: TcpStream,
    connection: Arc<Connection>,
    buffer: Vec<u8>,
    filled: usize,
    /// Set when the server is about to stop.
    is_ending: Arc<AtomicBool>,
}

impl Socket {
    pub(super) fn new(
        stream: TcpStream,
        connection: Arc<Connection>,
        is_ending: Arc<AtomicBool>,
    ) -> Self {
        Self { stream, connection, buffer: vec![0; FIRST_BUFFER], filled: 0, is_ending }
    }

    /// What the latest read brought.
    pub(super) fn latest(&self) -> &[u8] {
        &self.buffer[..self.filled]
    }

    fn stream(self: Pin<&mut Self>) -> Pin<&mut TcpStream> {
        Pin::new(&mut self.get_mut().stream)
    }

    /// Reads into the buffer; returns how much.
    fn poll_fill(&mut self, context: &mut Context<'_>, room: usize) -> Poll<io::Result<usize>> {
        let mut unread = ReadBuf::new(&mut self.buffer[..room]);
        match Pin::new(&mut self.stream).poll_read(context, &mut unread) {
            Poll::Ready(Ok(())) => Poll::Ready(Ok(unread.filled().len())),
            Poll::Ready(Err(error)) => Poll::Ready(Err(error)),
            // The runtime learns of arrivals with a delay. That does no harm but at the end: a
            // request that was sent before must not be lost because the news of it were late. So
            // the system is asked itself.
            Poll::Pending if self.is_ending.load(Ordering::Relaxed) => {
                match (&*SockRef::from(&self.stream)).read(&mut self.buffer[..room]) {
                    Err(error) if error.kind() == io::ErrorKind::WouldBlock => Poll::Pending,
                    result => Poll::Ready(result),
                }
            }
            Poll::Pending => Poll::Pending,
        }
    }
}

impl Read for Socket {
    fn poll_read(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        mut target: ReadBufCursor<'_>,
    ) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        if this.filled == this.buffer.len() {
            this.buffer.resize(LARGE_BUFFER, 0);
        }
        let room = target.remaining().min(this.buffer.len());
        let length = ready!(this.poll_fill(context, room))?;
        target.put_slice(&this.buffer[..length]);
        // The end of the stream brings nothing, and what came before it is worth keeping.
        if length > 0 {
            this.filled = length;
            this.connection.is(Activity::Arriving);
        }
        Poll::Ready(Ok(()))
    }
}

impl Write for Socket {
    fn poll_write(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.stream().poll_write(context, bytes)
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.stream().poll_flush(context)
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.stream().poll_shutdown(context)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.stream().poll_write_vectored(context, slices)
    }
}
