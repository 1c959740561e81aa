#[test_log::test]
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
    async fn reads_an_order(orders: MockServer) {}
    ::mock_runtime::__private::run_async(
        &__MOCK_TEST,
        ::mock_runtime::__private::Body::Plain(|servers| ::mock_runtime::__private::Box::pin(
            reads_an_order(
                <MockServer as ::mock_runtime::__private::FromMockServer>::from_mock_server(
                    servers.at(0usize),
                ),
            ),
        )),
    )
}
#[test_log::test(tokio::test)]
async fn reads_another() {
    static __MOCK_TEST: ::mock_runtime::__private::RegisteredTest = ::mock_runtime::__private::RegisteredTest {
        name: ::core::concat!(::core::module_path!(), "::", "reads_another"),
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
    async fn reads_another(orders: MockServer) {}
    ::mock_runtime::__private::drive(
            &__MOCK_TEST,
            ::mock_runtime::__private::Body::Plain(|servers| ::mock_runtime::__private::Box::pin(
                reads_another(
                    <MockServer as ::mock_runtime::__private::FromMockServer>::from_mock_server(
                        servers.at(0usize),
                    ),
                ),
            )),
        )
        .await
}
