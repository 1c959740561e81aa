#[::core::prelude::v1::test]
fn r#type() {
    static __MOCK_TEST: ::mock_runtime::__private::RegisteredTest = ::mock_runtime::__private::RegisteredTest {
        name: ::core::concat!(::core::module_path!(), "::", "r#type"),
        file: ::core::file!(),
        line: ::core::line!(),
        servers: &[
            ::mock_runtime::__private::RegisteredServer {
                name: "match",
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
    fn r#type(r#match: MockServer) {
        read(r#match);
    }
    ::mock_runtime::__private::run(
        &__MOCK_TEST,
        ::mock_runtime::__private::Body::Plain(|servers| r#type(
            <MockServer as ::mock_runtime::__private::FromMockServer>::from_mock_server(
                servers.at(0usize),
            ),
        )),
    )
}
