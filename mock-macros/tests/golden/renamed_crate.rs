#[mock_test(pact = "pacts/orders.json", crate = crate::testing::mock)]
fn reads_an_order(orders: crate::testing::mock::MockServer) {
    read(orders);
}
