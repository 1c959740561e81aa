//! As little of an HTTP client as the tests need.

use std::io::{self, Read, Write};
use std::net::TcpStream;

/// The body of the answer to `GET /hello`. It takes an address or a URL.
pub(super) fn hello(server: &(impl ToString + ?Sized)) -> io::Result<String> {
    get(server, "/hello")
}

/// The body of the answer to a GET.
pub(super) fn get(server: &(impl ToString + ?Sized), path: &str) -> io::Result<String> {
    let server = server.to_string();
    let address = server.trim_start_matches("http://").trim_end_matches('/');
    let mut stream = TcpStream::connect(address)?;
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n")?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    let (_, body) = answer.split_once("\r\n\r\n").ok_or(io::ErrorKind::UnexpectedEof)?;
    Ok(body.to_owned())
}

/// The same from a task.
pub(super) async fn hello_async(server: &(impl ToString + ?Sized)) -> io::Result<String> {
    let server = server.to_string();
    tokio::task::spawn_blocking(move || hello(&server)).await?
}
