#[mock_test(pact = "pacts/orders.json")]
#[gtest]
fn by_type(_: &Shop, mut till: &mut Till, (left, right): (u8, u8), orders: MockServer, #[ignore] client: Client) {
    read(orders, client);
}
#[mock_test(pact = "pacts/orders.json")]
#[sqlx::test(migrations = "m")]
async fn of_sqlx(pool: PgPool, orders: mock_runtime::BaseUrl) -> sqlx::Result<()> {
    read(pool, orders).await
}
#[mock_test(pact = "pacts/orders.json")]
#[test_case::test_case(1, "one")]
fn by_position(number: u8, name: &str, orders: MockServer) {
    read(number, name, orders);
}
