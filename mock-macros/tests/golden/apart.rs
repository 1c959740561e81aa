#[mock_test(
    pact = concat!("pacts/", "orders.json"),
    env(ORDERS_URL = orders, RUST_LOG = "shop={{{orders}}}/v1"),
    timeout = "30s",
    spawn = "shop",
)]
fn reads_an_order(orders: MockServer, shop: Service) -> Result<(), Error> {
    read(orders, shop)
}
#[mock_test(pact = "pacts/orders.json", timeout = "2m")]
#[tokio::test(start_paused = true)]
async fn reads_an_order(orders: MockServer) -> Result<(), Error> {
    read(orders).await
}
