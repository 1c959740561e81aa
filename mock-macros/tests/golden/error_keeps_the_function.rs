#[mock_test(pact = "pacts/orders.json", interactions = ["read an ordr"], stat = "x")]
#[ignore]
#[allow(unused)]
#[rstest]
#[should_panic]
#[mock_test]
pub fn reads_an_order(orders: MockServer, #[case] total: u32) {
    read(orders, total);
}
