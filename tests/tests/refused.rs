//! What the compiler says where attributes cannot be composed. `UPDATE_EXPECT=1` accepts what it
//! says now.

mod process;

use expect_test::expect_file;

#[test]
fn attributes_above_that_leave_nothing() {
    let mut errors = process::refused("must_not_compile");
    errors.sort();
    expect_file!["must_not_compile/errors.txt"].assert_eq(&errors.join(""));
}
