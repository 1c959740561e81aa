#[mock_test(pact = "pacts/orders.json")]
#[test_log::test]
async fn reads_an_order(orders: MockServer) {}
#[mock_test(pact = "pacts/orders.json")]
#[test_log::test(tokio::test)]
async fn reads_another(orders: MockServer) {}
