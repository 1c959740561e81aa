/// An order can be read.
#[mock_test(pact = "pacts/orders.json")]
fn reads_an_order(orders: MockServer) {
    assert_eq!(client(orders.url()).order(42).total, 1999);
}
