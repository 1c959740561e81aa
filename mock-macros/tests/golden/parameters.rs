#[mock_test(pact = "pacts/orders.json")]
fn reads_an_order(mut orders: MockServer, _: String, Client { url, .. }: Client, #[allow(unused)] address: std::net::SocketAddr) {
    read(orders, url);
}
