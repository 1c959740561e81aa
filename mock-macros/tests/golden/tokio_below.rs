#[mock_test(pact = "pacts/orders.json")]
#[tokio::test(flavor = "multi_thread")]
async fn reads_an_order(orders: MockServer) -> anyhow::Result<()> {
    Ok(client(orders).order(42).await?)
}
