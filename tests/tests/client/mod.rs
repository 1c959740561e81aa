//! As little of an HTTP client as the tests need.

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream};

/// Sends these bytes, and reads until the server closes.
pub(crate) fn send(server: SocketAddr, bytes: impl AsRef<[u8]>) -> io::Result<String> {
    let mut stream = TcpStream::connect(server)?;
    stream.write_all(bytes.as_ref())?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    Ok(String::from_utf8_lossy(&answer).into_owned())
}

/// Sends a request: `GET /path`, its headers, its body. Returns the status code of the answer.
pub(crate) fn call(
    server: SocketAddr,
    request: &str,
    headers: &[&str],
    body: &str,
) -> io::Result<u16> {
    let mut text = format!("{request} HTTP/1.1\r\nHost: {server}\r\nConnection: close\r\n");
    for header in headers {
        text += &format!("{header}\r\n");
    }
    if !body.is_empty() {
        text += &format!("Content-Length: {}\r\n", body.len());
    }
    let answer = send(server, text + "\r\n" + body)?;
    let status = answer.split(' ').nth(1).and_then(|status| status.parse().ok());
    status.ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, answer))
}
