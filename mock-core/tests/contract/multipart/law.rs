//! What holds for every multipart body.

use proptest::prelude::*;

use super::{body, expecting, received};
use crate::laws::tree::tree;
use crate::support::judge;

/// A part: a name that others may have too, or none; a text or JSON.
fn part() -> impl Strategy<Value = String> {
    let name = prop_oneof![
        Just(String::new()),
        "[ab]".prop_map(|name| format!("Content-Disposition: form-data; name=\"{name}\"\n")),
        "[ab é]{1,3}".prop_map(|name| format!(
            "Content-Disposition: form-data; filename=f; name=\"{name}\"\n"
        )),
    ];
    let content = prop_oneof![
        "[a-z\\-\n =é]{0,12}".prop_map(|text| format!("\n{text}")),
        tree().prop_map(|tree| format!("Content-Type: application/json\n\n{tree}")),
        tree().prop_map(|tree| format!("Content-Type: text/plain; charset=utf-8\nX: y\n\n{tree}")),
    ];
    (name, content).prop_map(|(name, content)| format!("{name}{content}"))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(128) })]

    #[test]
    fn an_example_keeps_its_own_contract_whatever_its_boundary(
        parts in prop::collection::vec(part(), 0..6), boundary in "[A-Za-z0-9'()+_,./:=?-]{1,69}",
    ) {
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        let example = body("x", &parts);
        let expected = expecting("form-data", "{}", &example);
        // A boundary is one that the parts do not hold.
        prop_assume!(!parts.iter().any(|part| part.contains(&format!("--{boundary}")) || part.contains("--x")));
        let same = judge(&expected, received("form-data", "x", &example));
        prop_assert!(same.is_empty(), "{same}\n{example}");
        let other = body(&boundary, &parts);
        let said = judge(&expected, received("form-data", &boundary, &other));
        prop_assert!(said.is_empty(), "{said}\n{other}");
    }

    /// A part that is left out, or one too many, is found.
    #[test]
    fn no_part_is_missed(parts in prop::collection::vec(part(), 1..5), at in any::<prop::sample::Index>()) {
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        prop_assume!(!parts.iter().any(|part| part.contains("--x")));
        let mut fewer = parts.clone();
        fewer.remove(at.index(parts.len()));
        let (whole, rest) = (body("x", &parts), body("x", &fewer));
        for (expected, actual) in [(&whole, &rest), (&rest, &whole)] {
            let said = judge(&expecting("mixed", "{}", expected), received("mixed", "x", actual));
            prop_assert!(!said.is_empty(), "{expected}\n{actual}");
        }
    }
}
