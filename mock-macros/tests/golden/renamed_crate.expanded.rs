#[::core::prelude::v1::test]
fn reads_an_order() {
    static __MOCK_TEST: crate::testing::mock::__private::RegisteredTest = crate::testing::mock::__private::RegisteredTest {
        name: ::core::concat!(::core::module_path!(), "::", "reads_an_order"),
        file: ::core::file!(),
        line: ::core::line!(),
        servers: &[
            crate::testing::mock::__private::RegisteredServer {
                name: "orders",
                pact: "pacts/orders.json",
                pacts: &[
                    crate::testing::mock::__private::RegisteredPact {
                        file: "pacts/orders.json",
                        text: ::core::include_str!(
                            ::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), "/",
                            "pacts/orders.json")
                        ),
                    },
                ],
                ..crate::testing::mock::__private::RegisteredServer::DEFAULT
            },
        ],
        settings: crate::testing::mock::__private::Settings::DEFAULT,
        ignored: false,
        should_panic: false,
    };
    crate::testing::mock::__private::inventory::submit! {
        crate ::testing::mock::__private::Registration(& __MOCK_TEST)
    }
    #[allow(clippy::needless_pass_by_value)]
    fn reads_an_order(orders: crate::testing::mock::MockServer) {
        read(orders);
    }
    crate::testing::mock::__private::run(
        &__MOCK_TEST,
        crate::testing::mock::__private::Body::Plain(|servers| reads_an_order(
            <crate::testing::mock::MockServer as crate::testing::mock::__private::FromMockServer>::from_mock_server(
                servers.at(0usize),
            ),
        )),
    )
}
