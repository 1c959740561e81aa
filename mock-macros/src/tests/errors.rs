//! The wording of every error, in `tests/golden/errors`. `UPDATE_EXPECT=1` writes it anew.
//! Where each of them points is pinned by the runtime's UI tests.

use std::fmt::Write;
use std::path::Path;

use expect_test::expect_file;
use proc_macro2::{TokenStream, TokenTree};

use super::root;

/// Expands each of the uses of the attribute, and compares all messages with a golden file.
#[track_caller]
fn check(name: &str, uses: &[(&str, &str)]) {
    let mut text = String::new();
    for (args, item) in uses {
        let messages = expand(Some(&root()), args, item);
        assert!(!messages.is_empty(), "no error for {args} on {item}");
        writeln!(text, "#[mock_test({args})] {item}").expect("a string takes it");
        for message in messages {
            writeln!(text, "    {}", message.replace('\n', "\n    ")).expect("a string takes it");
        }
    }
    expect_file![root().join("errors").join(name)].assert_eq(&text);
}

/// The same for arguments over a function that is right.
#[track_caller]
fn check_args(name: &str, args: &[&str]) {
    let uses: Vec<(&str, &str)> = args.iter().map(|args| (*args, "fn reads() {}")).collect();
    check(name, &uses);
}

/// The same for functions under arguments that are right.
#[track_caller]
fn check_functions(name: &str, items: &[&str]) {
    let uses: Vec<(&str, &str)> = items.iter().map(|item| (RIGHT, *item)).collect();
    check(name, &uses);
}

const RIGHT: &str = "pact = \"pacts/orders.json\"";

fn expand(root: Option<&Path>, args: &str, item: &str) -> Vec<String> {
    let tokens = |text: &str| text.parse::<TokenStream>().expect("Rust tokens");
    messages(crate::expand::mock_test(root, tokens(args), tokens(item)))
}

/// The texts of all `compile_error!`s.
fn messages(tokens: TokenStream) -> Vec<String> {
    let mut messages = Vec::new();
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Ident(ident) if ident == "compile_error" => {
                let Some(TokenTree::Group(group)) = tokens.nth(1) else { panic!("no message") };
                let text: syn::LitStr = syn::parse2(group.stream()).expect("a message");
                messages.push(text.value());
            }
            TokenTree::Group(group) => messages.extend(self::messages(group.stream())),
            _ => {}
        }
    }
    messages
}

#[test]
fn nothing_is_wrong() {
    let none: [String; 0] = [];
    for args in [
        "",
        "pact = \"pacts/orders.json\"",
        "pact = r\"pacts/orders.json\",",
        "pact = \"./pacts/../pacts/orders.json\"",
        "interactions = [\"read an order\", \"read an order that is not there\",]",
        "state = \"there are no orders\"",
        "interactions = [\"read an order\"], state = \"order 42 exists\"",
        "crate = crate::mock",
        "pact = concat!(\"pacts/\", \"orders\", \".json\")",
        "pact = concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/tests/golden/pacts/orders.json\")",
        "pact = \"pacts/orders.js?n\"",
        "pact = \"pacts/o*.json\", within = \"2s\", settle = \"0.5 s\", timeout = \"1m\"",
        "calls(\"read an order\" = 2.., \"read an order that is not there\" = ..=3), unexpected = \"allow\"",
        "pact = \"pacts/orders.json\", env(ORDERS_URL = orders, rust_log = \"a{{}}={orders}/v1\")",
    ] {
        assert_eq!(
            expand(Some(&root()), args, "fn reads_an_order(orders: MockServer) {}"),
            none,
            "{args}"
        );
    }
    for item in [
        "fn t(_: MockServer) -> impl Termination {}",
        "fn t(_: MockServer) -> Result<(), Box<dyn Error>> {}",
        "pub(crate) async fn t(_: String, mut a: MockServer, Client { url, .. }: Client) -> ! {}",
        "#[gtest] fn t(_: &Shop, #[ignore] client: Client) {}",
        "fn t(#[case] n: u8, #[allow(unused)] orders: Vec<Client<'_>>) {}",
        "fn t(f: fn(u8) -> u8) { syntax that only the compiler knows }",
    ] {
        assert_eq!(expand(Some(&root()), RIGHT, item), none, "{item}");
    }
}

#[test]
fn malformed_arguments() {
    check_args(
        "malformed_arguments.txt",
        &[
            "pact = \"pacts/orders.json\" state = \"there are no orders\"",
            "\"pacts/orders.json\"",
            "pact",
            "pact =",
            "pact(\"pacts/orders.json\")",
            "pact = 7",
            "pact = ORDERS",
            "pact = concat!(\"pacts/\", ORDERS)",
            "pact = concat!(\"pacts/\", env!(\"NOBODY_SETS_THIS\"))",
            "pact = b\"pacts/orders.json\"",
            "pact = \"pacts/orders.json\" \"again\"",
            "interactions = \"read an order\"",
            "interactions = []",
            "interactions = [\"read an order\", 7]",
            "interactions = [, \"read an order\"]",
            "interactions = [\"read an order\", \"read an order\"]",
            "state = [\"order 42 exists\"]",
            "crate = \"mock\"",
            "= 7",
            ",",
        ],
    );
}

/// What the arguments with values of their own kind say.
#[test]
fn values() {
    check_args(
        "values.txt",
        &[
            "within = 2",
            "within = \"2 hours\"",
            "settle = \"ms\"",
            "settle = \"-1s\"",
            "timeout = \"0s\"",
            "timeout = \"1e3s\"",
            "calls",
            "calls()",
            "calls = 1",
            "calls(\"read an order\")",
            "calls(\"read an order\" = )",
            "calls(poll = 1)",
            "calls(\"read an order\" = \"once\")",
            "calls(\"read an order\" = 5..2, \"list orders\" = ..0, \"create\" = 3..=2)",
            "calls(\"read an order\" = -1)",
            "calls(\"read an order\" = 1, \"read an order\" = 2)",
            "pact = \"pacts/orders.json\", calls(\"read an ordr\" = 1)",
            "pact = \"pacts/orders.json\", interactions = [\"read an order\"], calls(\"create an order\" = 1)",
            "unexpected = true",
            "unexpected = \"ignore\"",
            "env()",
            "env(ORDERS_URL)",
            "env(\"ORDERS_URL\" = orders)",
            "pact = \"pacts/orders.json\", env(ORDERS_URL = order, OTHER = 7)",
            "pact = \"pacts/orders.json\", env(ORDERS_URL = orders, ORDERS_URL = orders)",
            "pact = \"pacts/orders.json\", env(ORDERS_URL = \"{orders\", OTHER = \"}\", THIRD = \"{order}\")",
            "env(ORDERS_URL = \"a\\0b\")",
            "pact = \"pacts/orders.json\", spawn = \"shop\", env(PORT = orders)",
            "pact = \"pacts/orders.json\", spawn = \"shop\", env(PORT = \"80 80\")",
            "spawn = shop",
        ],
    );
}

#[test]
fn several_servers() {
    let pacts = "pacts(orders = \"pacts/orders.json\", kinds = \"pacts/type.json\")";
    let none: [String; 0] = [];
    for item in [
        "fn t(orders: MockServer, kinds: MockServer) {}",
        "fn t(_kinds: MockServer, r#orders: String, orders_url: BaseUrl) {}",
        "fn t(_: MockServer, Client { url, .. }: Client) {}",
        "fn t(Client(url): Client, orders: MockServer, #[case] id: u8) {}",
        "#[rstest] fn t(orders: Client, fixture: Fixture, kinds: BaseUrl) {}",
    ] {
        assert_eq!(expand(Some(&root()), pacts, item), none, "{item}");
    }
    check(
        "several_servers.txt",
        &[
            (pacts, "fn t(order: MockServer, mut user: MockServer) {}"),
            (pacts, "fn t(orders: MockServer, kinds: MockServer, Client(url): Client) {}"),
            (pacts, "fn t(service: Service) {}"),
            ("pacts(orders = \"pacts/orders.json\"), pact = \"pacts/orders.json\"", "fn t() {}"),
            ("pacts()", "fn t() {}"),
            ("pacts = [\"pacts/orders.json\"]", "fn t() {}"),
            ("pacts(orders = \"pacts/order.json\", orders = \"\", 7)", "fn t() {}"),
            (&format!("{pacts}, interactions = [\"create an order\"]"), "fn t() {}"),
            (pacts, "fn t(kinds: MockServer, kinds_url: BaseUrl) {}"),
            (&format!("{pacts}, state = \"order 43 exists\""), "fn t() {}"),
            (&format!("{pacts}, env(A = orders, B = kind)"), "fn t(orders: MockServer) {}"),
        ],
    );
}

#[test]
fn unknown_and_repeated_arguments() {
    check_args(
        "unknown_arguments.txt",
        &[
            "pakt = \"pacts/orders.json\"",
            "interaction = [\"read an order\"]",
            "record",
            "ignore",
            "should_panic = \"text\"",
            "tls",
            "hosts(orders = \"https://api.example.com\")",
            "state = \"order 42 exists\", state = \"there are no orders\"",
            "pact = 7, pact = \"pacts/orders.json\"",
        ],
    );
}

#[test]
fn paths() {
    check_args(
        "paths.txt",
        &[
            "",
            "pact = \"\"",
            "pact = \"/pacts/orders.json\"",
            "pact = \"C:/pacts/orders.json\"",
            "pact = \"pacts\"",
            "pact = \"pacts/order.json\"",
            "pact = \"orders.json\"",
            "pact = \"contracts/order.json\"",
            "pact = \"golden/pacts/orders.json\"",
            "pact = \"pacts/payments.json\"",
            "pact = \"pacts/more\"",
            "pact = \"pacts/ord*\", interactions = [\"read an ordr\"]",
            "pact = \"pacts/x*.json\"",
            "pact = \"pacts/***.json\"",
            "pact = \"src\"",
        ],
    );
    check("default_path.txt", &[("", "fn reads_an_ordr() {}"), ("", "fn r#else() {}")]);
}

#[test]
fn contracts() {
    check_args(
        "contracts.txt",
        &[
            "pact = \"pacts/broken.json\"",
            "pact = \"pacts/invalid.json\"",
            "pact = \"pacts/empty.json\"",
        ],
    );
}

#[test]
fn selections() {
    let item = "fn reads_an_order() {}";
    check(
        "selections.txt",
        &[
            ("interactions = [\"read an ordr\"]", item),
            ("interactions = [\"delete\", \"read an order\", \"creat\"]", item),
            ("state = \"order 43 exists\"", item),
            ("state = \"payments\"", item),
            ("interactions = [\"read an order\"], state = \"there are no orders\"", item),
        ],
    );
}

#[test]
fn functions() {
    check_functions(
        "functions.txt",
        &[
            "struct Orders;",
            "mod orders { fn reads() {} }",
            "fn reads_an_order();",
            "#[test] #[mock_test] #[mock_runtime::mock_test(pact = \"a\")] fn t() {}",
            "fn t(&self) {}",
            "fn t<T, 'a, const N: usize>() where T: Sized {}",
            "fn t(orders: Vec<(impl Into<String>, u8)>) {}",
            "const unsafe extern \"C\" fn t(orders: MockServer, ...) {}",
            "fn t() {}",
            "#[rstest] fn t(orders: OrdersClient, #[case] n: u8) {}",
            "fn t(#[cfg(unix)] orders: MockServer) {}",
        ],
    );
}

#[test]
fn all_errors_at_once() {
    check(
        "all_at_once.txt",
        &[(
            "pact = \"pacts/orders.json\", interactions = [\"read an ordr\", \"delete\"], tls",
            "const fn reads_an_order<T>(&self, orders: impl Sized) {}",
        )],
    );
}

#[test]
fn without_cargo_there_is_no_root() {
    let messages = expand(None, RIGHT, "fn reads() {}");
    let [message] = messages.as_slice() else { panic!("{messages:?}") };
    assert!(message.contains("CARGO_MANIFEST_DIR"), "{message}");
}
