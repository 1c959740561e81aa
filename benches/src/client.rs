//! The load: one hand-written HTTP/1.1 client for every server.
//!
//! All connections live on the thread that calls, so that the client takes one core at most and
//! the same share of every measurement. Every answer is checked: a server that answers with
//! another status than the request must get is not measured, it ends the run.

use std::io;
use std::net::SocketAddr;
use std::ops::Range;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::runtime::{Builder, Runtime};
use tokio::task::JoinSet;

/// More than most answers have; where a diagnosis is longer, the buffer grows.
const BUFFER: usize = 16 * 1024;

/// How many connections share many requests.
const CONNECTIONS: usize = 8;

/// A whole HTTP/1.1 request, as it is written to a connection.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) bytes: Vec<u8>,
    /// The status that it must be answered with.
    pub(crate) status: u16,
}

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
    pub(crate) fn send(&self, to: SocketAddr, request: &Request, times: usize) -> io::Result<()> {
        self.0.block_on(async {
            let mut connection = Connection::new(to);
            for _ in 0..times {
                connection.exchange(request).await?;
            }
            Ok(())
        })
    }

    /// Sends the requests with these numbers, each made by `number`, over several connections.
    pub(crate) fn send_all(
        &self,
        to: SocketAddr,
        request: &Request,
        numbers: Range<usize>,
        number: impl Fn(&mut [u8], usize) + Clone + Send + 'static,
    ) -> io::Result<()> {
        self.0.block_on(async {
            let mut connections = JoinSet::new();
            for first in numbers.clone().take(CONNECTIONS) {
                let (mut request, number, end) = (request.clone(), number.clone(), numbers.end);
                connections.spawn(async move {
                    let mut connection = Connection::new(to);
                    for it in (first..end).step_by(CONNECTIONS) {
                        number(&mut request.bytes, it);
                        connection.exchange(&request).await?;
                    }
                    io::Result::Ok(())
                });
            }
            while let Some(ended) = connections.join_next().await {
                ended??;
            }
            Ok(())
        })
    }

    /// Sends a request again and again, and measures how long each answer takes.
    pub(crate) fn load(&self, to: SocketAddr, request: &Request, load: Load) -> io::Result<Pace> {
        let request = Arc::new(request.clone());
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

/// Sends a request over a new connection.
pub(crate) async fn send_once(to: SocketAddr, request: &Request) -> io::Result<()> {
    Connection::new(to).exchange(request).await
}

/// The times of all exchanges that began after `begin`: one at least, however slow the server is.
async fn keep_busy(
    to: SocketAddr,
    request: Arc<Request>,
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
        let time = start.elapsed();
        // An answer that took longer than all of the time is the only one that there will be.
        if start >= begin || start + time >= end {
            times.push(time);
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

    async fn exchange(&mut self, request: &Request) -> io::Result<()> {
        let stream = match &mut self.stream {
            Some(stream) => stream,
            closed => closed.insert(connect(self.address).await?),
        };
        stream.write_all(&request.bytes).await?;
        let mut filled = 0;
        let answer = loop {
            if filled == self.buffer.len() {
                self.buffer.resize(2 * filled, 0);
            }
            let length = stream.read(&mut self.buffer[filled..]).await?;
            if length == 0 {
                let received = String::from_utf8_lossy(&self.buffer[..filled]);
                return Err(io::Error::other(format!("no complete answer: {received:?}")));
            }
            filled += length;
            if let Some(answer) = Answer::read(&self.buffer[..filled], request.status)? {
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
    fn read(bytes: &[u8], status: u16) -> io::Result<Option<Self>> {
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
        let wrong = |what: &str| {
            let text = String::from_utf8_lossy(bytes);
            Err(io::Error::other(format!("{what}: {text}")))
        };
        let first = bytes.strip_prefix(b"HTTP/1.1 ").and_then(|it| it.split(|c| *c == b' ').next());
        if first != Some(status.to_string().as_bytes()) {
            return wrong(&format!("the server did not answer with {status}"));
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
            match (Answer::read(bytes.as_bytes(), 200), expected) {
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
        check(
            "HTTP/1.1 500 Oh\r\ncontent-length: 9\r\n\r\n",
            Err("the server did not answer with 200"),
        );
        check(
            "HTTP/1.1 2000 Oh\r\ncontent-length: 0\r\n\r\n",
            Err("the server did not answer with 200"),
        );
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

    fn ping() -> Request {
        Request { bytes: b"ping".to_vec(), status: 200 }
    }

    const STAY: &str = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";
    const LEAVE: &str = "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 2\r\n\r\nok";

    #[test]
    fn a_connection_is_kept_until_the_server_closes_it() {
        let (address, server) = scripted(&[&[STAY, STAY, LEAVE], &[STAY]]);
        Client::new().unwrap().send(address, &ping(), 4).unwrap();
        assert_eq!(server.join().unwrap(), 2);
    }

    #[test]
    fn an_answer_that_ends_too_early_is_an_error() {
        let (address, server) = scripted(&[&["HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\nok"]]);
        let error = Client::new().unwrap().send(address, &ping(), 1).unwrap_err();
        assert!(error.to_string().starts_with("no complete answer"), "{error}");
        server.join().unwrap();
    }

    #[test]
    fn requests_are_numbered_and_each_is_sent_once() {
        const CONNECTIONS_SEE: [&[&str]; 3] = [&[STAY], &[STAY], &[STAY]];
        let (address, server) = scripted(&CONNECTIONS_SEE);
        let seen = Arc::new(std::sync::Mutex::new(Vec::new()));
        let numbered = seen.clone();
        let number = move |_: &mut [u8], number| numbered.lock().unwrap().push(number);
        Client::new().unwrap().send_all(address, &ping(), 5..8, number).unwrap();
        assert_eq!(server.join().unwrap(), 3);
        assert_eq!(*seen.lock().unwrap(), [5, 6, 7]);
    }

    #[test]
    fn a_long_answer_is_read_to_its_end() {
        let long =
            format!("HTTP/1.1 500 No\r\ncontent-length: 70000\r\n\r\n{}", " ".repeat(70_000));
        let texts: &'static [&'static str] =
            Box::leak(Box::new([&*Box::leak(long.into_boxed_str())]));
        let (address, server) = scripted(Box::leak(Box::new([texts])));
        let request = Request { status: 500, ..ping() };
        Client::new().unwrap().send(address, &request, 1).unwrap();
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
        let pace = Client::new().unwrap().load(address, &ping(), load).unwrap();
        assert!(pace.p50_us > 0.0, "{pace:?}");
        server.join().unwrap();
    }
}
