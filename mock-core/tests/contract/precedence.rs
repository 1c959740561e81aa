//! Which rule holds for a value: the heaviest path, the same one every time.

use crate::support::{Direction, judge_json, rules};

/// Rules for these paths, none of which any value fits, so that the one that holds tells itself.
fn holding(paths: &[&str], example: &str) -> String {
    let own: Vec<String> =
        paths.iter().map(|path| format!(r#"{{"match": "include", "value": {path:?}}}"#)).collect();
    let entries: Vec<_> =
        paths.iter().zip(&own).map(|(path, rule)| (*path, rule.as_str())).collect();
    judge_json(Direction::Request, &rules(&entries), example, example)
}

/// The rule that holds for the only value of the example, in whatever order the file has them.
#[track_caller]
fn check(example: &str, paths: &[&str], winner: &str) {
    let expected = format!("to include '{winner}'");
    let mut paths = paths.to_vec();
    for _ in 0..paths.len() {
        paths.rotate_left(1);
        let said = holding(&paths, example);
        assert!(said.ends_with(&expected), "{paths:?}: {said}");
        let mut reversed = paths.clone();
        reversed.reverse();
        let said = holding(&reversed, example);
        assert!(said.ends_with(&expected), "{reversed:?}: {said}");
    }
}

const MEMBER: &str = r#"{"a": {"b": "x"}}"#;
const ELEMENT: &str = r#"{"a": [{"b": "x"}]}"#;

#[test]
fn the_longer_and_the_more_specific_path_wins() {
    check(MEMBER, &["$", "$.a", "$.a.b"], "$.a.b");
    check(MEMBER, &["$", "$.a"], "$.a");
    check(MEMBER, &["$", "$.*"], "$.*");
    check(MEMBER, &["$.a", "$.*.*"], "$.a");
    check(MEMBER, &["$.a.b", "$.a.*", "$.*.b", "$.*.*"], "$.a.b");
    check(MEMBER, &["$.a", "$.a.*"], "$.a.*");
    check(MEMBER, &["$.*", "$.*.*"], "$.*.*");
    check(ELEMENT, &["$.a[0].b", "$.a[*].b", "$.a[*].*"], "$.a[0].b");
    check(ELEMENT, &["$.a[*].b", "$.a[*].*", "$.*[0].*"], "$.a[*].b");
    check(ELEMENT, &["$.a[0]", "$.a[*]"], "$.a[0]");
    // By weight alone: three exact steps beat four of which two are wild.
    check(ELEMENT, &["$.a[0]", "$.a[*].*"], "$.a[0]");
    check(ELEMENT, &["$.a", "$.*[*].*"], "$.a");
}

#[test]
fn ties_go_to_the_path_that_is_more_specific_further_left() {
    check(MEMBER, &["$.a.*", "$.*.b"], "$.a.*");
    check(ELEMENT, &["$.a[*].*", "$.*[0].*", "$.*[*].b"], "$.a[*].*");
    check(ELEMENT, &["$.a[0].*", "$.a[*].b", "$.*[0].b"], "$.a[0].*");
}

#[test]
fn of_equal_paths_the_first_wins() {
    for (paths, winner) in [
        (["$.a.b", "$['a'].b"], "$.a.b"),
        (["$['a'].b", "$.a.b"], "$['a'].b"),
        (["$.a[*]", "$.a.*"], "$.a[*]"),
        (["$.a.*", "$.a[*]"], "$.a.*"),
    ] {
        let example = if winner.contains('b') { MEMBER } else { r#"{"a": ["x"]}"# };
        let said = holding(&paths, example);
        assert!(said.ends_with(&format!("to include '{winner}'")), "{paths:?}: {said}");
    }
}

#[test]
fn only_paths_that_fit_are_asked() {
    check(MEMBER, &["$.a", "$.b", "$.a.c", "$.a.b.c", "$[0]", "$.a[0]", "$.a.B"], "$.a");
    check(ELEMENT, &["$.a", "$.a[1]", "$.a[1].b", "$.a.b", "$.a['0'].b"], "$.a");
    check(ELEMENT, &["$.a", "$.a.*"], "$.a.*");
    // A name that is a number may be written as an index, as other tools do.
    check(r#"{"100": "x"}"#, &["$", "$[100]"], "$[100]");
    check(r#"{"100": "x"}"#, &["$", "$['100']"], "$['100']");
    check(r#"{"it's [a]": "x"}"#, &["$", r"$['it\'s [a]']"], r"$['it\'s [a]']");
}

#[test]
fn the_choice_is_the_same_every_time() {
    let paths: Vec<String> = (0..40)
        .map(|n| {
            let step = |bit: u32, name: &str| {
                if n >> bit & 1 == 1 { name.to_owned() } else { "*".to_owned() }
            };
            format!("$.{}.{}.{}.{}", step(0, "a"), step(1, "b"), step(2, "c"), step(3, "d"))
        })
        .collect();
    let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
    let example = r#"{"a": {"b": {"c": {"d": "x"}}}}"#;
    let first = holding(&paths, example);
    for _ in 0..20 {
        assert_eq!(holding(&paths, example), first);
    }
}

#[test]
fn deep_paths_do_not_overflow() {
    let depth = 200;
    let example = r#"{"a":"#.repeat(depth) + "\"x\"" + &"}".repeat(depth);
    let exact = format!("${}", ".a".repeat(depth));
    let wild = format!("${}", ".*".repeat(depth));
    let nearly = format!("${}.*", ".a".repeat(depth - 1));
    check(&example, &["$", &exact, &wild, &nearly], &exact);
    check(&example, &["$", &wild, &nearly], &nearly);
    // The weight of a wild step is less than that of none, however many there are.
    check(&example, &["$.a.a.a.a.a.a.a.a.a.a", &wild], "$.a.a.a.a.a.a.a.a.a.a");
    let long = format!("$.{}", "b".repeat(10_000));
    check(&example, &["$", &long], "$");
}
