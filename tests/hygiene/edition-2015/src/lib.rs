//! A user's crate of the first edition, where paths start at the crate and `async` is a name.

#![deny(warnings, missing_docs)]
#![forbid(unsafe_code)]

#[cfg(test)]
extern crate mock_runtime;

#[cfg(test)]
mod tests {
    use std::io::{self, Read, Write};
    use std::net::{SocketAddr, TcpStream};

    use mock_runtime::{mock_test, MockServer};

    fn hello(host: SocketAddr) -> io::Result<String> {
        let mut stream = TcpStream::connect(host)?;
        write!(stream, "GET /hello HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", host)?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        Ok(answer)
    }

    #[mock_test(pact = "../edition-2021/pacts/says_hello.json")]
    fn says_hello(host: MockServer) {
        assert!(hello(host.address()).unwrap().ends_with("hello"));
    }

    #[mock_test(pacts(host = "../edition-2021/pacts/says_hello.json"), within = "1s")]
    fn returns_a_result(host: SocketAddr) -> io::Result<()> {
        hello(host).map(drop)
    }

    #[mock_test(pact = "../edition-2021/pacts/says_hello.json", env(HOST_URL = host))]
    fn is_told_by_the_environment(host: MockServer) {
        assert_eq!(std::env::var("HOST_URL").unwrap(), host.url());
        hello(host.address()).unwrap();
    }
}
