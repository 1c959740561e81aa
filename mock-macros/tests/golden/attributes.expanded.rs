/// What it is for.
#[ignore = "slow"]
#[should_panic(expected = "total")]
#[allow(unused_variables)]
#[allow(clippy::unwrap_used, reason = "a test")]
#[track_caller]
#[clippy::cognitive_complexity = "100"]
#[serial]
#[::core::prelude::v1::test]
pub(crate) fn reads_an_order() {
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
        ignored: true,
        should_panic: true,
    };
    ::mock_runtime::__private::inventory::submit! {
        ::mock_runtime::__private::Registration(& __MOCK_TEST)
    }
    #[allow(clippy::needless_pass_by_value)]
    /// What it is for.
    #[allow(unused_variables)]
    #[expect(clippy::unwrap_used, reason = "a test")]
    #[track_caller]
    #[clippy::cognitive_complexity = "100"]
    fn reads_an_order(orders: MockServer) {
        read(orders).unwrap();
    }
    ::mock_runtime::__private::run(
        &__MOCK_TEST,
        ::mock_runtime::__private::Body::Plain(|servers| reads_an_order(
            <MockServer as ::mock_runtime::__private::FromMockServer>::from_mock_server(
                servers.at(0usize),
            ),
        )),
    )
}
