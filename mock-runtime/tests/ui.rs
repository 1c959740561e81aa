//! What the compiler says about uses of `#[mock_test]`; `ui/README.md` tells what each file pins.
//! `TRYBUILD=overwrite` writes the expected output anew.

use std::fs;
use std::io;
use std::path::Path;

#[test]
fn ui() {
    copy_contracts().expect("the contracts can be copied");
    let cases = trybuild::TestCases::new();
    cases.pass("tests/ui/pass/*.rs");
    cases.compile_fail("tests/ui/fail/*.rs");
}

/// trybuild compiles the cases in a crate of its own, and the paths of contracts start at the
/// root of that crate.
fn copy_contracts() -> io::Result<()> {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("..");
    let project = target.join("tests/trybuild").join(env!("CARGO_PKG_NAME"));
    fs::create_dir_all(project.join("pacts"))?;
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ui/pacts"))? {
        let entry = entry?;
        fs::copy(entry.path(), project.join("pacts").join(entry.file_name()))?;
    }
    Ok(())
}
