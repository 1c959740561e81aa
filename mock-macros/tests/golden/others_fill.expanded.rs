#[gtest]
fn by_type(filled_0: &Shop, till: &mut Till, filled_2: (u8, u8)) {
    static __MOCK_TEST: ::mock_runtime::__private::RegisteredTest = ::mock_runtime::__private::RegisteredTest {
        name: ::core::concat!(::core::module_path!(), "::", "by_type"),
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
    fn by_type(
        _: &Shop,
        mut till: &mut Till,
        (left, right): (u8, u8),
        orders: MockServer,
        client: Client,
    ) {
        read(orders, client);
    }
    ::mock_runtime::__private::run(
        &__MOCK_TEST,
        ::mock_runtime::__private::Body::With(
            &mut ::mock_runtime::__private::once(|servers| by_type(
                filled_0,
                till,
                filled_2,
                <MockServer as ::mock_runtime::__private::FromMockServer>::from_mock_server(
                    servers.at(0usize),
                ),
                <Client as ::mock_runtime::__private::FromMockServer>::from_mock_server(
                    servers.at(0usize),
                ),
            )),
        ),
    )
}
#[sqlx::test(migrations = "m")]
async fn of_sqlx(pool: PgPool) -> sqlx::Result<()> {
    static __MOCK_TEST: ::mock_runtime::__private::RegisteredTest = ::mock_runtime::__private::RegisteredTest {
        name: ::core::concat!(::core::module_path!(), "::", "of_sqlx"),
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
    async fn of_sqlx(pool: PgPool, orders: mock_runtime::BaseUrl) -> sqlx::Result<()> {
        read(pool, orders).await
    }
    ::mock_runtime::__private::drive(
            &__MOCK_TEST,
            ::mock_runtime::__private::Body::With(
                &mut ::mock_runtime::__private::once(|
                    servers,
                | -> ::mock_runtime::__private::BoxedFuture<'_, _> {
                    ::mock_runtime::__private::Box::pin(
                        of_sqlx(
                            pool,
                            <mock_runtime::BaseUrl as ::mock_runtime::__private::FromMockServer>::from_mock_server(
                                servers.at(0usize),
                            ),
                        ),
                    )
                }),
            ),
        )
        .await
}
#[test_case::test_case(1, "one")]
fn by_position(number: u8, name: &str) {
    static __MOCK_TEST: ::mock_runtime::__private::RegisteredTest = ::mock_runtime::__private::RegisteredTest {
        name: ::core::concat!(::core::module_path!(), "::", "by_position"),
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
    fn by_position(number: u8, name: &str, orders: MockServer) {
        read(number, name, orders);
    }
    ::mock_runtime::__private::run(
        &__MOCK_TEST,
        ::mock_runtime::__private::Body::With(
            &mut ::mock_runtime::__private::once(|servers| by_position(
                number,
                name,
                <MockServer as ::mock_runtime::__private::FromMockServer>::from_mock_server(
                    servers.at(0usize),
                ),
            )),
        ),
    )
}
