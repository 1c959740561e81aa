#[mock_test(pact = "pacts/orders.json")]
#[::core::prelude::v1::test]
async fn reads_an_order(orders: MockServer) {
    client(orders).order(42).await;
}
