#[::core::prelude::v1::test]
fn reads_an_order() -> anyhow::Result<()> {
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
                interactions: &["read an order"],
                calls: &[("read an order", 2u32, ::core::option::Option::Some(3u32))],
                ..::mock_runtime::__private::RegisteredServer::DEFAULT
            },
            ::mock_runtime::__private::RegisteredServer {
                name: "kinds",
                pact: "pacts/type.json",
                pacts: &[
                    ::mock_runtime::__private::RegisteredPact {
                        file: "pacts/type.json",
                        text: ::core::include_str!(
                            ::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), "/",
                            "pacts/type.json")
                        ),
                    },
                ],
                interactions: &["read an order"],
                calls: &[("read an order", 2u32, ::core::option::Option::Some(3u32))],
                ..::mock_runtime::__private::RegisteredServer::DEFAULT
            },
        ],
        settings: ::mock_runtime::__private::Settings {
            within: ::core::time::Duration::new(1u64, 500000000u32),
            settle: ::core::time::Duration::new(0u64, 50000000u32),
            allows_unexpected: true,
            ..::mock_runtime::__private::Settings::DEFAULT
        },
        ignored: false,
        should_panic: false,
    };
    ::mock_runtime::__private::inventory::submit! {
        ::mock_runtime::__private::Registration(& __MOCK_TEST)
    }
    #[allow(clippy::needless_pass_by_value)]
    async fn reads_an_order(
        orders_url: String,
        Kinds(url): Kinds,
    ) -> anyhow::Result<()> {
        Ok(read(orders_url, url).await?)
    }
    ::mock_runtime::__private::run_async(
        &__MOCK_TEST,
        ::mock_runtime::__private::Body::Plain(|servers| ::mock_runtime::__private::Box::pin(
            reads_an_order(
                <String as ::mock_runtime::__private::FromMockServer>::from_mock_server(
                    servers.at(0usize),
                ),
                <Kinds as ::mock_runtime::__private::FromMockServer>::from_mock_server(
                    servers.at(1usize),
                ),
            ),
        )),
    )
}
