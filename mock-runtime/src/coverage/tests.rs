use expect_test::{Expect, expect};

use super::*;
use crate::registry::{RegisteredPact, RegisteredServer, RegisteredTest, Settings};

const PACT: RegisteredPact = RegisteredPact {
    file: "pacts/jobs.json",
    text: r#"{"interactions": [
        {"description": "start", "providerState": "a worker is idle"},
        {"description": "poll"},
        {"description": "cancel"}
    ]}"#,
};

const SERVER: RegisteredServer =
    RegisteredServer { name: "jobs", pact: PACT.file, pacts: &[PACT], ..RegisteredServer::DEFAULT };

const TEST: RegisteredTest = RegisteredTest {
    name: "shop::test",
    file: "tests/shop.rs",
    line: 1,
    servers: &[SERVER],
    settings: Settings::DEFAULT,
    ignored: false,
    should_panic: false,
};

static OF_ALL: RegisteredTest = TEST;
static IGNORED: RegisteredTest = RegisteredTest { ignored: true, ..TEST };
static OF_A_STATE: RegisteredTest = RegisteredTest {
    servers: &[RegisteredServer { state: Some("a worker is idle"), ..SERVER }],
    ..TEST
};
static OF_TWO: RegisteredTest = RegisteredTest {
    servers: &[RegisteredServer { interactions: &["poll", "cancel"], ..SERVER }],
    ..TEST
};
static WITHOUT_CANCELLING: RegisteredTest = RegisteredTest {
    servers: &[RegisteredServer { calls: &[("cancel", 0, None), ("poll", 2, None)], ..SERVER }],
    ..TEST
};

#[test]
fn what_tests_exercise() {
    #[track_caller]
    fn check(tests: &[&'static RegisteredTest], expected: &Expect) {
        let coverage = pacts::of_tests(tests);
        expected.assert_eq(&coverage.to_string());
        assert_eq!(Coverage::from_json(&coverage.to_json()).unwrap(), coverage);
    }
    check(
        &[],
        &expect![[r#"
        no interaction of any contract is known
        help: `coverage()` knows the tests of its own binary alone: call it in the test file in which the `#[mock_test]` functions are (`with_pacts` adds contracts that none of them names)"#]],
    );
    check(&[&OF_ALL], &expect!["all 3 interactions are exercised"]);
    check(&[&OF_A_STATE, &OF_TWO], &expect!["all 3 interactions are exercised"]);
    check(
        &[&IGNORED],
        &expect![[r#"
            3 of 3 interactions are exercised by no test:
              "start" (pacts/jobs.json:2) given a worker is idle
              "poll" (pacts/jobs.json:3)
              "cancel" (pacts/jobs.json:4)
            help: `coverage()` knows the tests of its own binary alone: call it in the test file in which the `#[mock_test]` functions are (`with_pacts` adds contracts that none of them names)"#]],
    );
    check(
        &[&OF_A_STATE, &WITHOUT_CANCELLING],
        &expect![[r#"
        1 of 3 interactions are exercised by no test:
          "cancel" (pacts/jobs.json:4)"#]],
    );
}

#[test]
fn parts_make_a_whole() {
    let (of_a_state, of_two) = (pacts::of_tests(&[&OF_A_STATE]), pacts::of_tests(&[&OF_TWO]));
    let merged = of_two.clone().merge(of_a_state.clone());
    assert_eq!(merged, of_a_state.clone().merge(of_two).merge(of_a_state));
    merged.assert_complete();
}

#[test]
#[should_panic(expected = "\"poll\" (pacts/jobs.json:3)")]
fn what_is_missing_is_told() {
    pacts::of_tests(&[&OF_A_STATE]).assert_complete();
}

#[test]
fn nothing_is_not_complete() {
    assert!(!pacts::of_tests(&[]).is_complete());
    assert!(!pacts::of_tests(&[&IGNORED]).is_complete());
}

#[test]
#[should_panic(expected = "`coverage()` knows the tests of its own binary alone")]
fn a_binary_without_tests_is_told() {
    Coverage::new().assert_complete();
}

#[test]
fn contracts_that_no_test_names_count() {
    let coverage = Coverage::new().with_pacts("pacts/ord*.json");
    assert!(coverage.to_string().contains("(pacts/orders.json:"), "{coverage}");
}

#[test]
#[should_panic(expected = "there is no contract at `pacts/*.xml`")]
fn contracts_that_are_not_there_are_told() {
    drop(Coverage::new().with_pacts("pacts/*.xml"));
}

#[test]
fn what_is_no_coverage_is_refused() {
    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(Coverage::from_json(text).unwrap_err().to_string(), expected);
    }
    let missing =
        |name| format!("this is no coverage: `{name}` is not there, or is something else");
    check("", "EOF while parsing a value at line 1 column 0");
    check("[]", &missing("contracts"));
    check(r#"{"contracts": [{"package": ""}]}"#, &missing("file"));
    check(
        r#"{"contracts": [{"package": "", "file": "", "interactions": [{"line": -1}]}]}"#,
        &missing("line"),
    );
}

#[test]
fn a_contract_is_one_however_it_is_written() {
    #[track_caller]
    fn check(written: &str, expected: &str) {
        assert_eq!(plain(written), expected);
    }
    check("pacts/orders.json", "pacts/orders.json");
    check("./pacts/../pacts//orders.json", "pacts/orders.json");
    check("../shared/pacts/orders.json", "../shared/pacts/orders.json");
    check("tests/../../pacts/orders.json", "../pacts/orders.json");
    check(concat!(env!("CARGO_MANIFEST_DIR"), "/pacts/orders.json"), "pacts/orders.json");
    check("/var/orders.json", "/var/orders.json");
}
