#[mock_test(pact = "pacts/orders.json")]
#[::core::prelude::v1::test]
fn reads_an_order(orders: MockServer) -> anyhow::Result<()> {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async { Ok(client(orders).order(42).await?) })
}
