/// What it is for.
#[mock_test(pact = "pacts/orders.json")]
#[ignore = "slow"]
#[should_panic(expected = "total")]
#[allow(unused_variables)]
#[expect(clippy::unwrap_used, reason = "a test")]
#[track_caller]
#[clippy::cognitive_complexity = "100"]
#[serial]
pub(crate) fn reads_an_order(orders: MockServer) {
    read(orders).unwrap();
}
