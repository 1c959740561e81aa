//! Contracts whose values are made afresh: whatever fails says how the same values are made again.

use std::net::SocketAddr;

use mock_runtime::mock_test;

use super::client::{call, send};

/// The body of an answer, which is the same wherever `MOCK_TEST_SEED` is.
fn draw(lottery: SocketAddr) -> String {
    let request = format!("GET /draw HTTP/1.1\r\nHost: {lottery}\r\nConnection: close\r\n\r\n");
    let answer = send(lottery, request).unwrap();
    let draw = answer.lines().find_map(|line| line.strip_prefix("x-draw: ")).unwrap();
    format!("{draw}: {}", answer.split("\r\n\r\n").last().unwrap())
}

#[mock_test(pact = "pacts/lottery.json")]
fn calls_what_is_not_there(lottery: SocketAddr) {
    println!("{}\n{}", draw(lottery), draw(lottery));
    call(lottery, "GET /win", &[], "").unwrap();
}

#[mock_test(pact = "pacts/lottery.json")]
fn panics_though_the_contract_is_kept(lottery: SocketAddr) {
    panic!("{}", draw(lottery));
}

#[mock_test(pact = "pacts/lottery.json")]
fn returns_an_error_though_the_contract_is_kept(lottery: SocketAddr) -> Result<(), String> {
    Err(draw(lottery))
}
