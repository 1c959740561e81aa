#[mock_test]
fn reads_an_order(orders: MockServer) {
    read(orders);
}
