#[mock_test(pact = "pacts/orders.json")]
#[rstest]
#[case(42, 1999)]
#[case(43, 2999)]
fn reads_an_order(#[case] mut id: u32, orders: MockServer, #[case] total: u32) {
    id += read(orders);
    assert_eq!(total, id);
}
