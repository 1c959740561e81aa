//! Any type that a test may return is left to the compiler.

use std::io;
use std::process::{ExitCode, Termination};

use mock_runtime::{MockServer, mock_test};

use super::client::hello;

type Anyhow<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

#[mock_test(pact = "tests/ui/pacts/greetings.json", interactions = ["say hello"])]
fn a_result(host: MockServer) -> Result<(), io::Error> {
    let greeting = hello(host.url())?;
    assert_eq!(greeting, "hello");
    Ok(())
}

#[mock_test(pact = "tests/ui/pacts/greetings.json", interactions = ["say hello"])]
fn an_alias(host: MockServer) -> Anyhow<()> {
    hello(host.url())?;
    Ok("42".parse::<u8>().map(drop)?)
}

#[mock_test(pact = "tests/ui/pacts/greetings.json", interactions = ["say hello"])]
fn an_exit_code(host: MockServer) -> ExitCode {
    let greeted = hello(host.url()).is_ok();
    if greeted { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

#[mock_test(pact = "tests/ui/pacts/greetings.json", interactions = ["say hello"])]
fn a_result_of_an_exit_code(host: MockServer) -> io::Result<ExitCode> {
    hello(host.url())?;
    Ok(ExitCode::SUCCESS)
}

#[mock_test(pact = "tests/ui/pacts/greetings.json", interactions = ["say hello"])]
fn something_that_terminates(host: MockServer) -> impl Termination {
    hello(host.url()).map(drop)
}

#[mock_test(pact = "tests/ui/pacts/greetings.json", interactions = ["say hello"])]
async fn a_question_mark_in_a_future(host: MockServer) -> Anyhow<()> {
    let port: u16 = host.url().rsplit(':').next().ok_or("no port")?.parse()?;
    assert_ne!(port, 0);
    super::client::hello_async(host.url()).await?;
    Ok(())
}

#[mock_test(pact = "tests/ui/pacts/greetings.json", interactions = ["say hello"])]
fn an_early_return(host: MockServer) {
    if hello(host.url()).is_ok() {
        return;
    }
    unreachable!("the server answers");
}
