//! A user's crate of the edition before ours, in which `mock-runtime` has another name.

#![deny(warnings, missing_docs)]
#![forbid(unsafe_code)]

#[cfg(test)]
mod tests {
    use std::io::{self, Read, Write};
    use std::net::{SocketAddr, TcpStream};

    use mock::{mock_test, MockServer};

    fn hello(host: SocketAddr) -> io::Result<String> {
        let mut stream = TcpStream::connect(host)?;
        write!(stream, "GET /hello HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        Ok(answer)
    }

    #[mock_test(crate = mock)]
    fn says_hello(host: MockServer) {
        assert!(hello(host.address()).unwrap().ends_with("hello"));
    }

    #[mock_test(pact = "pacts/says_hello.json", crate = ::mock)]
    async fn says_hello_in_a_future(host: SocketAddr) -> io::Result<()> {
        std::future::ready(hello(host)).await.map(drop)
    }

    /// `gen` is a keyword of the next edition only.
    #[mock_test(pact = "pacts/says_hello.json", crate = mock)]
    #[tokio::test]
    async fn gen(gen: SocketAddr) {
        std::future::ready(hello(gen)).await.unwrap();
    }
}
