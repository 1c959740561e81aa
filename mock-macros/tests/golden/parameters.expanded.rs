#[::core::prelude::v1::test]
fn reads_an_order() {
    static __MOCK_TEST: ::mock_runtime::__private::RegisteredTest = ::mock_runtime::__private::RegisteredTest {
        name: ::core::concat!(::core::module_path!(), "::", "reads_an_order"),
        file: ::core::file!(),
        line: ::core::line!(),
        servers: &[
            ::mock_runtime::__private::RegisteredServer {
                name: "orders",
                pact: "pacts/orders.json",
                pacts: &[
                    ::mock_runtime::__private::RegisteredPact {
                        file: "pacts/orders.json",
                        text: ::core::include_str!(
                            ::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), "/",
                            "pacts/orders.json")
                        ),
                    },
                ],
                ..::mock_runtime::__private::RegisteredServer::DEFAULT
            },
        ],
        settings: ::mock_runtime::__private::Settings::DEFAULT,
        ignored: false,
        should_panic: false,
    };
    ::mock_runtime::__private::inventory::submit! {
        ::mock_runtime::__private::Registration(& __MOCK_TEST)
    }
    #[allow(clippy::needless_pass_by_value)]
    fn reads_an_order(
        mut orders: MockServer,
        _: String,
        Client { url, .. }: Client,
        #[allow(unused)]
        address: std::net::SocketAddr,
    ) {
        read(orders, url);
    }
    ::mock_runtime::__private::run(
        &__MOCK_TEST,
        ::mock_runtime::__private::Body::Plain(|servers| reads_an_order(
            <MockServer as ::mock_runtime::__private::FromMockServer>::from_mock_server(
                servers.at(0usize),
            ),
            <String as ::mock_runtime::__private::FromMockServer>::from_mock_server(
                servers.at(0usize),
            ),
            <Client as ::mock_runtime::__private::FromMockServer>::from_mock_server(
                servers.at(0usize),
            ),
            <std::net::SocketAddr as ::mock_runtime::__private::FromMockServer>::from_mock_server(
                servers.at(0usize),
            ),
        )),
    )
}
