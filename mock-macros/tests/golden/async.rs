#[mock_test(pact = "pacts/orders.json")]
async fn reads_an_order(orders: BaseUrl) -> Result<(), Error> {
    let order = client(orders).order(42).await?;
    Ok(())
}
