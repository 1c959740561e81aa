/// Documented.
#[mock_test]
#[should_panic]
#[rstest]
#[case(42, 1999)]
#[serial]
fn reads_an_order(#[case] mut id: u32, shop: Shop, orders: MockServer, #[ignore] client: Client, #[values(1, 2)] (total, _): (u32, u32)) {
    id += read(orders);
    assert_eq!(total, id);
}
#[mock_test(pact = "pacts/orders.json", crate = my::mock,)]
#[rstest]
#[tokio::test]
async fn driven(shop: Shop, _: BaseUrl) {}
#[mock_test(pact = "pacts/orders.json")]
#[rstest]
async fn not_driven(shop: Shop, _: BaseUrl, mut orders: MockServer) {
    drop(orders);
}
