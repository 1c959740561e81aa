//! The connection between the two processes.
//!
//! The inner process tells what happens, always before it happens: what has been written to a
//! socket arrives, whatever becomes of the writer. The other direction carries nothing. Its end is
//! what it says: that the outer process is gone.
//!
//! A connection on the loopback interface is there on every system, needs no name in a file
//! system, and unlike a pipe it can be handed over without unsafe code. A token that only the
//! inner process knows keeps others out.

use std::io::{self, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use socket2::{Domain, Socket, Type};

use super::ending::Ending;
use super::wire::{Reader, Writer};

/// How long one who has connected may take to show the token, while others wait.
const TOKEN_TIME: Duration = Duration::from_secs(5);

/// What the inner process tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Told {
    /// A port that was reserved is no longer free. Nothing has happened.
    PortTaken,
    /// The body begins.
    Began,
    /// Something happens to a session: see [`Event`](super::Event).
    Happens(Vec<u8>),
    /// The body has ended.
    Ended(Ending),
}

impl Told {
    fn bytes(&self) -> Vec<u8> {
        let mut to = Writer::default();
        match self {
            Self::PortTaken => to.number(0),
            Self::Began => to.number(1),
            Self::Happens(event) => to.number(2).bytes(event),
            Self::Ended(ending) => ending.write(to.number(3)),
        };
        to.finish()
    }

    fn read(mut from: Reader<'_>) -> Option<Self> {
        Some(match from.number()? {
            0 => Self::PortTaken,
            1 => Self::Began,
            2 => Self::Happens(from.bytes()?.to_vec()),
            3 => Self::Ended(Ending::read(&mut from)?),
            _ => return None,
        })
    }
}

/// The inner end.
#[derive(Debug)]
pub(super) struct Control(Mutex<TcpStream>);

impl Control {
    pub(super) fn connect(outer: SocketAddr, token: &str) -> io::Result<Self> {
        let mut stream = TcpStream::connect(outer)?;
        stream.set_nodelay(true)?;
        stream.write_all(token.as_bytes())?;
        Ok(Self(Mutex::new(stream)))
    }

    /// Tells the outer process. One that is gone needs to know nothing.
    pub(super) fn tell(&self, told: &Told) {
        let message = told.bytes();
        let mut whole = Writer::default();
        whole.bytes(&message);
        let mut stream = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        drop(stream.write_all(&whole.finish()));
    }

    /// What ends when the outer process does.
    pub(super) fn lifeline(&self) -> io::Result<Lifeline> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).try_clone().map(Lifeline)
    }
}

#[derive(Debug)]
pub(super) struct Lifeline(TcpStream);

impl Lifeline {
    /// Blocks until the outer process is gone.
    pub(super) fn wait(mut self) {
        // Nothing is ever sent; an error is an end too.
        drop(io::copy(&mut self.0, &mut io::sink()));
    }
}

/// The outer end, before anybody has connected.
#[derive(Debug)]
pub(super) struct Listener {
    listener: TcpListener,
    address: SocketAddr,
    token: String,
    /// Ends the wait for the inner process. It is there from the start, since later there may be
    /// no file descriptor left for it.
    closer: Socket,
}

impl Listener {
    pub(super) fn new(listener: TcpListener, token: String) -> io::Result<Self> {
        let address = listener.local_addr()?;
        let closer = Socket::new(Domain::for_address(address), Type::STREAM, None)?;
        Ok(Self { listener, address, token, closer })
    }

    /// Hands over what the inner process tells, until it has ended.
    ///
    /// # Errors
    /// When it cannot be heard, as a rule for lack of file descriptors.
    pub(super) fn listen(&self, mut told: impl FnMut(Told)) -> io::Result<()> {
        let mut stream = self.accept()?;
        while let Some(message) = receive(&mut stream) {
            told(message);
        }
        Ok(())
    }

    /// The first who knows the token.
    fn accept(&self) -> io::Result<TcpStream> {
        loop {
            let mut stream = match self.listener.accept() {
                Ok((stream, _)) => stream,
                Err(error) if error.kind() == io::ErrorKind::ConnectionAborted => continue,
                Err(error) => return Err(error),
            };
            let mut token = vec![0; self.token.len()];
            drop(stream.set_read_timeout(Some(TOKEN_TIME)));
            let is_it = stream.read_exact(&mut token).is_ok() && token == self.token.as_bytes();
            if is_it && stream.set_read_timeout(None).is_ok() {
                return Ok(stream);
            }
        }
    }

    /// The process is gone. If it never came, nobody waits for it any longer: this connection has
    /// nothing to tell, and if the process did come, it is behind that one in the queue.
    pub(super) fn close(&self) {
        let told = self.closer.connect(&self.address.into());
        drop(told.and_then(|()| (&self.closer).write_all(self.token.as_bytes())));
        drop(self.closer.shutdown(Shutdown::Both));
    }
}

fn receive(stream: &mut TcpStream) -> Option<Told> {
    let mut length = [0; 8];
    stream.read_exact(&mut length).ok()?;
    let mut message = Vec::new();
    let length = u64::from_le_bytes(length);
    stream.take(length).read_to_end(&mut message).ok()?;
    Told::read(Reader::new(&message))
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;
    use std::thread;

    use super::*;

    fn listener() -> Listener {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        Listener::new(listener, "token".to_owned()).unwrap()
    }

    fn heard(listener: &Listener) -> Vec<Told> {
        let mut all = Vec::new();
        listener.listen(|told| all.push(told)).unwrap();
        all
    }

    #[test]
    fn what_is_told_is_heard() {
        let listener = listener();
        let all = [
            Told::PortTaken,
            Told::Began,
            Told::Happens(vec![0, 0xff]),
            Told::Happens(Vec::new()),
            Told::Ended(Ending::Passed),
            Told::Ended(Ending::Panicked(None)),
            Told::Ended(Ending::Panicked(Some("on purpose".to_owned()))),
            Told::Ended(Ending::Failed("not kept".to_owned())),
        ];
        let control = Control::connect(listener.address, "token").unwrap();
        all.iter().for_each(|told| control.tell(told));
        drop(control);
        // Whoever told it is gone before anybody listens.
        listener.close();
        assert_eq!(heard(&listener), all);
    }

    #[test]
    fn who_does_not_know_the_token_is_not_heard() {
        let listener = listener();
        for token in ["", "toke", "tokem"] {
            Control::connect(listener.address, token).unwrap().tell(&Told::Began);
        }
        Control::connect(listener.address, "token").unwrap().tell(&Told::PortTaken);
        assert_eq!(heard(&listener), [Told::PortTaken]);
    }

    #[test]
    fn who_never_comes_is_not_waited_for() {
        let listener = listener();
        thread::scope(|scope| {
            let heard = scope.spawn(|| heard(&listener));
            listener.close();
            assert_eq!(heard.join().unwrap(), []);
        });
    }

    /// A message that is cut off is none.
    #[test]
    fn half_a_message() {
        let listener = listener();
        let control = Control::connect(listener.address, "token").unwrap();
        control.tell(&Told::Began);
        control.0.lock().unwrap().write_all(&[9, 0, 0, 0, 0, 0, 0, 0, 1]).unwrap();
        drop(control);
        assert_eq!(heard(&listener), [Told::Began]);
    }

    #[test]
    fn the_lifeline_ends_with_the_outer_process() {
        let listener = listener();
        let control = Control::connect(listener.address, "token").unwrap();
        let lifeline = control.lifeline().unwrap();
        drop(listener);
        lifeline.wait();
    }
}
