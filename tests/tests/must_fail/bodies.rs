//! Bodies that differ from what the contract expects, each in one thing, the last in several.

use std::net::SocketAddr;

use mock_runtime::mock_test;

use super::client::call;

const JSON: &str = "Content-Type: application/json";

/// A test that adds a book whose JSON is this.
macro_rules! adds {
    ($name:ident, $body:expr) => {
        adds!($name, JSON, $body);
    };
    ($name:ident, $header:expr, $body:expr) => {
        #[mock_test(pact = "pacts/library.json", interactions = ["add a book"])]
        fn $name(library: SocketAddr) {
            assert_eq!(call(library, "POST /books", &[$header], $body).unwrap(), 500);
        }
    };
}

adds!(
    wrong_value,
    r#"{"title":"Eden","year":1958,"isbn":"978-0156278065","language":"en","tags":["novel"]}"#
);
adds!(
    wrong_type,
    r#"{"title":"Eden","year":"1958","isbn":"978-0156278065","language":"pl","tags":["novel"]}"#
);
adds!(
    wrong_form,
    r#"{"title":"Eden","year":1958,"isbn":"0156278065","language":"pl","tags":["novel"]}"#
);
adds!(missing_key, r#"{"title":"Eden","year":1958,"isbn":"978-0156278065","tags":["novel"]}"#);
adds!(
    unexpected_key,
    r#"{"title":"Eden","year":1958,"isbn":"978-0156278065","language":"pl","tags":["novel"],"pages":262}"#
);
adds!(
    misspelled_key,
    r#"{"title":"Eden","year":1958,"isbn":"978-0156278065","lang":"pl","tags":["novel"]}"#
);
adds!(
    too_short_a_list,
    r#"{"title":"Eden","year":1958,"isbn":"978-0156278065","language":"pl","tags":[]}"#
);
adds!(
    wrong_element,
    r#"{"title":"Eden","year":1958,"isbn":"978-0156278065","language":"pl","tags":["novel",null]}"#
);
adds!(no_json, r#"{"title":"Eden","year":1958,"#);
adds!(another_json, "[]");
adds!(nothing, "");
adds!(wrong_content_type, "Content-Type: text/plain", "Eden");
adds!(several, r#"{"title":7,"year":19.5,"isbn":"none","language":null,"pages":262}"#);
