use mock_runtime::{MockServer, mock_test};

#[derive(Debug)]
struct OurError;

#[mock_test(pact = "pacts/greetings.json")]
#[rustfmt::test]
fn mistyped(host: MockServer) {
    let _: u32 = host.url();
}

#[mock_test(pact = "pacts/greetings.json")]
#[rustfmt::test]
fn a_question_mark_in_a_test_that_returns_nothing(host: MockServer) {
    let _: u16 = host.url().parse()?;
}

#[mock_test(pact = "pacts/greetings.json")]
#[rustfmt::test]
async fn a_question_mark_of_another_error(host: MockServer) -> Result<(), OurError> {
    let _: u16 = host.url().parse::<u16>()?;
    Ok(())
}

#[mock_test(pact = "pacts/greetings.json")]
#[rustfmt::test]
fn mistyped_at_the_end(host: MockServer) -> Result<(), OurError> {
    host.url().len()
}

fn main() {}
