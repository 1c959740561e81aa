#[mock_test(
    pact = "pacts/orders.json",
    interactions = ["read an order"],
    state = "order 42 exists",
)]
fn reads_an_order(orders: MockServer) {
    read(orders);
}
