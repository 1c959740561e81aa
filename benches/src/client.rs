//! The load: one hand-written HTTP/1.1 client for every server.
//!
//! All connections live on the thread that calls, so that the client takes one core at most and
//! the same share of every measurement. Every answer is checked: a server that answers anything
//! but 200 is not measured, it ends the run.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::runtime::{Builder, Runtime};
use tokio::task::JoinSet;

/// More than any answer in the scenarios has.
const BUFFER: usize = 16 * 1024;

/// How a server is kept busy: every connection sends its next request when it has its answer.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Load {
    pub(crate) connections: usize,
    /// How long it goes on before anything counts.
    pub(crate) warm_up: Duration,
    pub(crate) time: Duration,
}

/// How a server kept up.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pace {
    pub(crate) per_second: f64,
    pub(crate) p50_us: f64,
    pub(crate) p99_us: f64,
}

impl Pace {
    fn new(connections: usize, mut times: Vec<Duration>) -> Self {
        times.sort_unstable();
        let quantile = |percent: usize| {
            let index = times.len().saturating_sub(1) * percent / 100;
            times.get(index).map_or(f64::NAN, |time: &Duration| time.as_secs_f64() * 1e6)
        };
        let waited = times.iter().sum::<Duration>().as_secs_f64();
        Self {
            // No connection ever rests, so that together they have waited for all of the time.
            per_second: (times.len() * connections) as f64 / waited,
            p50_us: quantile(50),
            p99_us: quantile(99),
        }
    }
}

#[derive(Debug)]
pub(crate) struct Client(Runtime);

impl Client {
    pub(crate) fn new() -> io::Result<Self> {
        Builder::new_current_thread().enable_io().build().map(Self)
    }

    /// Sends a request over a new connection, once or several times.
    pub(crate) fn send(&self, to: SocketAddr, request: &[u8], times: usize) -> io::Result<()> {
        self.0.block_on(async {
            let mut connection = Connection::new(to);
            for _ in 0..times {
                connection.exchange(request).await?;
            }
            Ok(())
        })
    }

    /// Sends a request again and again, and measures how long each answer takes.
    pub(crate) fn load(&self, to: SocketAddr, request: &[u8], load: Load) -> io::Result<Pace> {
        let request: Arc<[u8]> = request.into();
        let begin = Instant::now() + load.warm_up;
        self.0.block_on(async {
            let mut connections = JoinSet::new();
            for _ in 0..load.connections {
                connections.spawn(keep_busy(to, request.clone(), begin, begin + load.time));
            }
            let mut times = Vec::new();
            while let Some(ended) = connections.join_next().await {
                times.extend(ended??);
            }
            Ok(Pace::new(load.connections, times))
        })
    }
}

/// The times of all exchanges that began after `begin`: one at least, however slow the server is.
async fn keep_busy(
    to: SocketAddr,
    request: Arc<[u8]>,
    begin: Instant,
    end: Instant,
) -> io::Result<Vec<Duration>> {
    let mut connection = Connection::new(to);
    let mut times = Vec::with_capacity(16 * 1024);
    loop {
        let start = Instant::now();
        if start >= end && !times.is_empty() {
            return Ok(times);
        }
        connection.exchange(&request).await?;
        if start >= begin {
            times.push(start.elapsed());
        }
    }
}

/// A connection that is kept, unless the server insists on closing it: then the next request
/// opens another one, and the time for that is the server's.
struct Connection {
    address: SocketAddr,
    stream: Option<TcpStream>,
    buffer: Vec<u8>,
}

impl Connection {
    fn new(address: SocketAddr) -> Self {
        Self { address, stream: None, buffer: vec![0; BUFFER] }
    }

    async fn exchange(&mut self, request: &[u8]) -> io::Result<()> {
        let stream = match &mut self.stream {
            Some(stream) => stream,
            closed => closed.insert(connect(self.address).await?),
        };
        stream.write_all(request).await?;
        let mut filled = 0;
        let answer = loop {
            let length = stream.read(&mut self.buffer[filled..]).await?;
            if length == 0 {
                let received = String::from_utf8_lossy(&self.buffer[..filled]);
                return Err(io::Error::other(format!("no complete answer: {received:?}")));
            }
            filled += length;
            if let Some(answer) = Answer::read(&self.buffer[..filled])? {
                break answer;
            }
        };
        if answer.closes {
            self.stream = None;
        }
        Ok(())
    }
}

async fn connect(address: SocketAddr) -> io::Result<TcpStream> {
    let stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    Ok(stream)
}

/// What has to be known of a complete answer.
#[derive(Debug, PartialEq, Eq)]
struct Answer {
    /// Whether the server closes the connection after it.
    closes: bool,
}

impl Answer {
    /// The answer in these bytes, if they have come in as a whole.
    fn read(bytes: &[u8]) -> io::Result<Option<Self>> {
        let Some(head) = bytes.windows(4).position(|window| window == b"\r\n\r\n") else {
            return Ok(None);
        };
        let (mut length, mut closes) = (None, false);
        for line in bytes[..head].split(|byte| *byte == b'\n') {
            if let Some(value) = header(line, b"content-length:") {
                length = str::from_utf8(value).ok().and_then(|text| text.parse::<usize>().ok());
            } else if let Some(value) = header(line, b"connection:") {
                closes = value.eq_ignore_ascii_case(b"close");
            }
        }
        let wrong = |what| {
            let text = String::from_utf8_lossy(bytes);
            Err(io::Error::other(format!("{what}: {text}")))
        };
        if !bytes.starts_with(b"HTTP/1.1 200 ") {
            return wrong("the server did not answer with 200");
        }
        match length.map(|length| head + 4 + length) {
            None => wrong("the answer has no length"),
            Some(end) if bytes.len() > end => wrong("more than one answer"),
            Some(end) => Ok((bytes.len() == end).then_some(Self { closes })),
        }
    }
}

/// The value of a header, if the line is of that header.
fn header<'a>(line: &'a [u8], name: &[u8]) -> Option<&'a [u8]> {
    let (start, value) = line.split_at_checked(name.len())?;
    start.eq_ignore_ascii_case(name).then(|| value.trim_ascii())
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::TcpListener;
    use std::thread;

    use super::*;

    #[test]
    fn answers() {
        #[track_caller]
        fn check(bytes: &str, expected: Result<Option<bool>, &str>) {
            match (Answer::read(bytes.as_bytes()), expected) {
                (Ok(answer), Ok(closes)) => assert_eq!(answer.map(|answer| answer.closes), closes),
                (Err(error), Err(text)) => assert!(error.to_string().starts_with(text), "{error}"),
                (actual, expected) => panic!("{actual:?} instead of {expected:?}"),
            }
        }
        check("", Ok(None));
        check("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n", Ok(None));
        check("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\no", Ok(None));
        check("HTTP/1.1 200 OK\r\ncontent-length:2 \r\n\r\nok", Ok(Some(false)));
        check("HTTP/1.1 200 OK\r\nConnection: close\r\ncontent-length: 0\r\n\r\n", Ok(Some(true)));
        check("HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\nok", Err("more than one answer"));
        check("HTTP/1.1 200 OK\r\n\r\nconnection: close", Err("the answer has no length"));
        check("HTTP/1.1 500 Oh\r\ncontent-length: 9\r\n\r\n", Err("the server did not answer"));
        check("HTTP/1.1 2000 Oh\r\ncontent-length: 0\r\n\r\n", Err("the server did not answer"));
    }

    /// A server that answers each connection with these texts in turn; returns how many
    /// connections there were.
    fn scripted(
        answers: &'static [&'static [&'static str]],
    ) -> (SocketAddr, thread::JoinHandle<usize>) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let server = thread::spawn(move || {
            for texts in answers {
                let (mut stream, _) = listener.accept().unwrap();
                for text in *texts {
                    let mut request = [0; 4];
                    stream.read_exact(&mut request).unwrap();
                    assert_eq!(&request, b"ping");
                    for piece in text.as_bytes().chunks(7) {
                        stream.write_all(piece).unwrap();
                    }
                }
            }
            answers.len()
        });
        (address, server)
    }

    const STAY: &str = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";
    const LEAVE: &str = "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 2\r\n\r\nok";

    #[test]
    fn a_connection_is_kept_until_the_server_closes_it() {
        let (address, server) = scripted(&[&[STAY, STAY, LEAVE], &[STAY]]);
        Client::new().unwrap().send(address, b"ping", 4).unwrap();
        assert_eq!(server.join().unwrap(), 2);
    }

    #[test]
    fn an_answer_that_ends_too_early_is_an_error() {
        let (address, server) = scripted(&[&["HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\nok"]]);
        let error = Client::new().unwrap().send(address, b"ping", 1).unwrap_err();
        assert!(error.to_string().starts_with("no complete answer"), "{error}");
        server.join().unwrap();
    }

    #[test]
    fn pace() {
        let pace = Pace::new(2, [3, 1, 2].map(Duration::from_millis).to_vec());
        assert_eq!((pace.p50_us, pace.p99_us), (2000.0, 2000.0));
        assert!((pace.per_second - 1000.0).abs() < 1e-6, "3 answers in 3 ms: {pace:?}");
    }

    #[test]
    fn a_slow_server_is_measured_all_the_same() {
        let (address, server) = scripted(&[&[STAY]]);
        let load = Load { connections: 1, warm_up: Duration::ZERO, time: Duration::ZERO };
        let pace = Client::new().unwrap().load(address, b"ping", load).unwrap();
        assert!(pace.p50_us > 0.0, "{pace:?}");
        server.join().unwrap();
    }
}
