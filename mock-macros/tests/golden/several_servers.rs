#[mock_test(
    pacts(orders = "pacts/orders.json", kinds = "pacts/type.json"),
    interactions = ["read an order"],
    calls("read an order" = 2..=3),
    unexpected = "allow",
    within = "1.5s",
    settle = "50ms",
)]
async fn reads_an_order(orders_url: String, Kinds(url): Kinds) -> anyhow::Result<()> {
    Ok(read(orders_url, url).await?)
}
