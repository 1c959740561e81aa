/// Documented.
#[should_panic]
#[rstest]
#[case(42, 1999)]
#[::mock_runtime::__private::mock_case(pact = "pacts/reads_an_order.json")]
#[::core::prelude::v1::test]
#[serial]
fn reads_an_order(
    #[case]
    mut id: u32,
    shop: Shop,
    #[ignore]
    orders: MockServer,
    #[ignore]
    client: Client,
    #[values(1, 2)]
    (total, _): (u32, u32),
) {
    id += read(orders);
    assert_eq!(total, id);
}
#[rstest]
#[my::mock::__private::mock_case(pact = "pacts/orders.json", crate = my::mock)]
#[tokio::test]
async fn driven(shop: Shop, #[ignore] orders_injected_1: BaseUrl) {
    let _ = orders_injected_1;
    {}
}
#[rstest]
#[::mock_runtime::__private::mock_case(pact = "pacts/orders.json")]
#[::core::prelude::v1::test]
async fn not_driven(
    shop: Shop,
    #[ignore]
    orders_injected_1: BaseUrl,
    #[ignore]
    orders: MockServer,
) {
    let mut orders = orders;
    {
        let _ = orders_injected_1;
        {
            drop(orders);
        }
    }
}
