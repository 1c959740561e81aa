//! What several test files need: a contract to serve, and a client that sends bytes as they are.

#![allow(dead_code, reason = "not every test file needs all of it")]

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::process::Termination;
use std::time::Duration;

use mock_runtime::__private::{
    self, Body, BoxedFuture, RegisteredPact, RegisteredServer, RegisteredTest, Servers, once,
};
use mock_runtime::{Outcome, Verdict};

/// One interaction: GET /hello is answered with "hi".
pub(crate) const HELLO: &str = r#"{
    "consumer": {"name": "Guest"},
    "provider": {"name": "Greeter"},
    "interactions": [{
        "description": "greet",
        "request": {"method": "GET", "path": "/hello"},
        "response": {"status": 200, "headers": {"Content-Type": "text/plain"}, "body": "hi"}
    }],
    "metadata": {"pactSpecification": {"version": "2.0.0"}}
}"#;

/// The server of a test with this contract.
pub(crate) const fn server(pacts: &'static [RegisteredPact]) -> RegisteredServer {
    RegisteredServer { name: "hello", pact: "hello.json", pacts, ..RegisteredServer::DEFAULT }
}

/// The file of a contract with this text.
pub(crate) const fn pact(text: &'static str) -> RegisteredPact {
    RegisteredPact { file: "hello.json", text }
}

/// Runs a test as the attribute does.
pub(crate) fn run<T>(test: &'static RegisteredTest, body: impl FnOnce(&Servers) -> T) -> T
where
    T: Termination + 'static,
{
    __private::run(test, Body::With(&mut once(body)))
}

/// Runs an async test as the attribute does.
pub(crate) fn run_async<'a, F>(
    test: &'static RegisteredTest,
    body: impl FnOnce(&Servers) -> F,
) -> F::Output
where
    F: Future<Output: Termination + 'static> + 'a,
{
    let boxed = |servers: &Servers| Box::pin(body(servers)) as BoxedFuture<'a, F::Output>;
    __private::run_async(test, Body::With(&mut once(boxed)))
}

/// Runs an async test as the attribute does where another one drives it.
pub(crate) async fn drive<'a, F>(
    test: &'static RegisteredTest,
    body: impl FnOnce(&Servers) -> F,
) -> F::Output
where
    F: Future<Output: Termination + 'static> + 'a,
{
    let boxed = |servers: &Servers| Box::pin(body(servers)) as BoxedFuture<'a, F::Output>;
    __private::drive(test, Body::With(&mut once(boxed))).await
}

/// A connection that gives up instead of hanging.
pub(crate) fn connect(address: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
    stream
}

/// Sends bytes, closes the sending side, and returns everything that comes back.
pub(crate) fn talk(address: SocketAddr, bytes: &[u8]) -> String {
    let mut stream = connect(address);
    stream.write_all(bytes).unwrap();
    // The server may have closed already, if it refused the request before its end.
    drop(stream.shutdown(Shutdown::Write));
    read_all(&mut stream)
}

/// Everything until the other side closes.
pub(crate) fn read_all(stream: &mut TcpStream) -> String {
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    String::from_utf8_lossy(&answer).replace("\r\n", "\n")
}

/// GET on a path with a client of the simplest kind.
pub(crate) fn get(address: SocketAddr, path: &str) -> String {
    talk(address, format!("GET {path} HTTP/1.1\r\nHost: {address}\r\n\r\n").as_bytes())
}

/// The journal, a line for each request.
pub(crate) fn journal(outcome: &Outcome) -> String {
    let line = |request: &mock_runtime::ReceivedRequest, verdict: &Verdict| {
        let body = String::from_utf8_lossy(&request.body);
        let what = match verdict {
            Verdict::Matched { interaction } => {
                format!("matched {:?}", outcome.interactions()[*interaction].description)
            }
            Verdict::Mismatched { .. } => "mismatched".to_owned(),
            Verdict::Unexpected { .. } => "unexpected".to_owned(),
            Verdict::Refused { reason } => format!("refused: {reason}"),
            _ => "?".to_owned(),
        };
        format!("{} {} [{}]: {what}\n", request.method, request.target(), body)
    };
    outcome.exchanges().iter().map(|exchange| line(&exchange.request, &exchange.verdict)).collect()
}
