//! What the function looks like.

mod case_01_fn_and_async_fn {
    use mock_runtime::{MockServer, mock_test};

    use crate::read_a_book;

    #[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
    fn a_function(library: MockServer) {
        read_a_book(&library);
    }

    #[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
    async fn a_future(library: MockServer) {
        read_a_book(&library);
        tokio::task::yield_now().await;
    }
}

mod case_02_parameters {
    use std::net::SocketAddr;

    use mock_runtime::{BaseUrl, MockServer, mock_test};

    use crate::{client, read_a_book, refused};

    #[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
    fn one(library: MockServer) {
        read_a_book(&library);
    }

    #[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
    fn several_of_one_pact(library: MockServer, url: BaseUrl, address: SocketAddr) {
        read_a_book(&library);
        assert_eq!(url.to_string(), format!("http://{address}"));
    }

    #[mock_test(
        pacts(library = "pacts/library.json", greeter = "pacts/greeter.json"),
        interactions = ["read a book", "greet"],
    )]
    fn several_of_one_type_by_name(greeter: MockServer, library: MockServer) {
        read_a_book(&library);
        assert_eq!(client::call(greeter.address(), "GET /hello", &[], "").unwrap(), 200);
    }

    #[test]
    fn none() {
        refused("out_of_reach", &["nothing can call the server"]);
    }
}

mod case_03_patterns {
    use mock_runtime::{BaseUrl, FromMockServer, MockServer, mock_test};

    use crate::{read_a_book, refused};

    struct Reader {
        library: MockServer,
        books: u32,
    }

    impl FromMockServer for Reader {
        fn from_mock_server(server: &MockServer) -> Self {
            Self { library: server.clone(), books: 0 }
        }
    }

    #[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
    fn mutable(mut reader: Reader) {
        read_a_book(&reader.library);
        reader.books += 1;
        assert_eq!(reader.books, 1);
    }

    #[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
    fn destructured_and_unused(Reader { library, mut books }: Reader, _: BaseUrl) {
        read_a_book(&library);
        books += 1;
        assert_eq!(books, 1);
    }

    #[test]
    fn methods() {
        refused("signature", &["a test cannot be a method"]);
    }
}

mod case_04_generics {
    #[test]
    fn are_refused() {
        let messages = [
            "a test cannot be generic",
            "a test cannot have a `where` clause",
            "name the type; `impl` does not say which value is to be injected",
        ];
        crate::refused("signature", &messages);
    }
}

mod case_05_qualifiers {
    #[test]
    fn are_refused() {
        let messages = [
            "a test cannot be `const`",
            "a test cannot be `unsafe`",
            "a test cannot have an ABI of its own",
        ];
        crate::refused("signature", &messages);
    }
}

mod case_06_parameters_of_others {
    use mock_runtime::{MockServer, mock_test};
    use rstest::{fixture, rstest};

    use crate::{read_a_book, refused};

    #[fixture]
    fn shelf() -> &'static str {
        "fiction"
    }

    #[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
    #[rstest]
    #[case(7)]
    fn are_theirs(
        #[case] book: u8,
        library: MockServer,
        #[values("a")] letter: &str,
        #[from(shelf)] name: &str,
        shelf: &str,
    ) {
        read_a_book(&library);
        assert_eq!((book, letter, name, shelf), (7, "a", "fiction", "fiction"));
    }

    #[test]
    fn conditions_are_refused() {
        refused("signature", &["a parameter cannot be conditional; put this on the test"]);
    }
}

mod case_07_raw_identifiers {
    use mock_runtime::{MockServer, mock_test};

    use crate::read_a_book;

    #[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
    fn r#fn(r#type: MockServer) {
        read_a_book(&r#type);
    }

    #[mock_test(pacts(r#type = "pacts/library.json"), interactions = ["read a book"])]
    fn r#match(r#type: MockServer) {
        read_a_book(&r#type);
    }
}

mod case_08_return_types {
    use std::error::Error;
    use std::fmt;
    use std::process::{ExitCode, Termination};

    use mock_runtime::{MockServer, mock_test};

    use crate::{fails, read_a_book, refused, shown};

    type TestResult<T = ()> = Result<T, Box<dyn Error + Send + Sync>>;

    #[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
    fn unit(library: MockServer) {
        read_a_book(&library);
    }

    #[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
    fn a_result(library: MockServer) -> Result<(), fmt::Error> {
        read_a_book(&library);
        Ok(())
    }

    #[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
    fn an_exit_code(library: MockServer) -> ExitCode {
        read_a_book(&library);
        ExitCode::SUCCESS
    }

    #[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
    fn a_result_of_an_exit_code(library: MockServer) -> Result<ExitCode, fmt::Error> {
        read_a_book(&library);
        Ok(ExitCode::SUCCESS)
    }

    #[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
    fn something_that_terminates(library: MockServer) -> impl Termination {
        read_a_book(&library);
        ExitCode::SUCCESS
    }

    #[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
    async fn an_alias(library: MockServer) -> TestResult {
        read_a_book(&library);
        Ok(())
    }

    #[test]
    fn never() {
        shown("mock-runtime/tests/ui/pass/bodies.rs", &["fn never(", "-> !"]);
    }

    #[test]
    fn what_is_returned_decides() {
        fails("endings/returns_a_failure_though_the_contract_is_kept", &["FAILED"]);
        refused("return_type", &["Termination"]);
    }
}

mod case_09_question_mark {
    use mock_runtime::{MockServer, mock_test};

    use crate::client;

    #[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
    fn returns_from_the_users_function(library: MockServer) -> std::io::Result<()> {
        let status = client::call(library.address(), "GET /books/7", &[], "")?;
        assert_eq!(status, 200);
        Ok(())
    }

    #[mock_test(pact = "pacts/library.json", interactions = ["read a book"])]
    async fn and_from_the_users_future(library: MockServer) -> Result<(), String> {
        let call = client::call(library.address(), "GET /books/7", &[], "");
        let status = std::future::ready(call).await.map_err(|error| error.to_string())?;
        assert_eq!(status, 200);
        Ok(())
    }
}
