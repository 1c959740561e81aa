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
        settings: ::mock_runtime::__private::Settings {
            timeout: ::core::option::Option::Some(
                ::core::time::Duration::new(30u64, 0u32),
            ),
            env: &[
                ("ORDERS_URL", &[::mock_runtime::__private::Part::Url(0usize)]),
                (
                    "RUST_LOG",
                    &[
                        ::mock_runtime::__private::Part::Text("shop={"),
                        ::mock_runtime::__private::Part::Url(0usize),
                        ::mock_runtime::__private::Part::Text("}/v1"),
                    ],
                ),
            ],
            spawn: ::core::option::Option::Some((
                "shop",
                ::core::env!(
                    "CARGO_BIN_EXE_shop",
                    "no binary is known here: `spawn` is for integration tests (in `tests/`) of the package that has the binary, because cargo builds it for no others"
                ),
            )),
            ..::mock_runtime::__private::Settings::DEFAULT
        },
        ignored: false,
        should_panic: false,
    };
    ::mock_runtime::__private::inventory::submit! {
        ::mock_runtime::__private::Registration(& __MOCK_TEST)
    }
    #[allow(clippy::needless_pass_by_value)]
    fn reads_an_order(orders: MockServer, shop: Service) -> Result<(), Error> {
        read(orders, shop)
    }
    ::mock_runtime::__private::run_apart(
        &__MOCK_TEST,
        ::mock_runtime::__private::Body::Plain(|servers| reads_an_order(
            <MockServer as ::mock_runtime::__private::FromMockServer>::from_mock_server(
                servers.at(0usize),
            ),
            <Service as ::mock_runtime::__private::FromMockServer>::from_mock_server(
                servers.at(0usize),
            ),
        )),
    )
}
#[tokio::test(start_paused = true)]
async fn reads_an_order() {
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
        settings: ::mock_runtime::__private::Settings {
            timeout: ::core::option::Option::Some(
                ::core::time::Duration::new(120u64, 0u32),
            ),
            ..::mock_runtime::__private::Settings::DEFAULT
        },
        ignored: false,
        should_panic: false,
    };
    ::mock_runtime::__private::inventory::submit! {
        ::mock_runtime::__private::Registration(& __MOCK_TEST)
    }
    #[allow(clippy::needless_pass_by_value)]
    async fn reads_an_order(orders: MockServer) -> Result<(), Error> {
        read(orders).await
    }
    ::mock_runtime::__private::drive_apart(
            &__MOCK_TEST,
            ::mock_runtime::__private::Body::Plain(|servers| ::mock_runtime::__private::Box::pin(
                reads_an_order(
                    <MockServer as ::mock_runtime::__private::FromMockServer>::from_mock_server(
                        servers.at(0usize),
                    ),
                ),
            )),
        )
        .await
}
