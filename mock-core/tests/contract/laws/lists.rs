//! Lists whose elements come in any order fit in every order, and in no other way.

use proptest::prelude::*;

use super::config;
use super::rules::ANY_ORDER;
use super::tree::{Tree, tree};
use crate::support::{Direction, judge_json, rules};

fn judge(expected: &[Tree], actual: &[Tree]) -> String {
    let text = |list: &[Tree]| Tree::List(list.to_vec()).to_string();
    judge_json(Direction::Request, &rules(&[("$", ANY_ORDER)]), &text(expected), &text(actual))
}

/// A list and the same in another order.
fn shuffled() -> impl Strategy<Value = (Vec<Tree>, Vec<Tree>)> {
    proptest::collection::vec(tree(), 0..6)
        .prop_flat_map(|list| (Just(list.clone()), Just(list).prop_shuffle()))
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn every_order_fits((list, shuffled) in shuffled()) {
        let said = judge(&list, &shuffled);
        prop_assert!(said.is_empty(), "{said}\n{list:?}\n{shuffled:?}");
    }

    #[test]
    fn one_more_does_not((list, mut shuffled) in shuffled(), more in tree()) {
        shuffled.insert(shuffled.len() / 2, more);
        prop_assert!(!judge(&list, &shuffled).is_empty());
        prop_assert!(!judge(&shuffled, &list).is_empty());
    }
}
