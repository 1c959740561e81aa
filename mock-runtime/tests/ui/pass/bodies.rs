//! Without a harness the shim is an ordinary function: its types fit, whatever it returns.

#![allow(dead_code)]

use std::process::{ExitCode, Termination};

use mock_runtime::{BaseUrl, MockServer, mock_test};

#[mock_test(pact = "pacts/greetings.json")]
#[rustfmt::test]
fn nothing(_: BaseUrl) {}

#[mock_test]
#[rustfmt::test]
fn says_hello(host: MockServer, _: BaseUrl) {
    drop(host);
}

impl mock_runtime::FromMockServer for Pair {
    fn from_mock_server(server: &MockServer) -> Self {
        Self(server.clone(), server.url().to_owned())
    }
}

struct Pair(MockServer, String);

#[mock_test(pact = "pacts/greetings.json")]
#[rustfmt::test]
fn never(Pair(host, mut url): Pair) -> ! {
    url.push_str(host.url());
    panic!("{url}")
}

#[mock_test(pact = "pacts/greetings.json")]
#[rustfmt::test]
async fn a_future(host: MockServer) -> impl Termination {
    std::future::ready(host).await;
    ExitCode::SUCCESS
}

#[mock_test(pact = "./pacts/../pacts/greetings.json", crate = mock_runtime)]
#[rustfmt::test]
fn a_result(host: MockServer) -> Result<ExitCode, Box<dyn std::error::Error>> {
    let _: u16 = host.url().parse()?;
    Ok(ExitCode::SUCCESS)
}

fn main() {}
