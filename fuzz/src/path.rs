//! Path expressions.

use std::str::from_utf8;

use mock_core::{PathExpr, Segment};

/// A path that is read means the same when it is written with quotes.
pub fn path(bytes: &[u8]) {
    let Ok(text) = from_utf8(bytes) else { return };
    match PathExpr::parse(text) {
        Ok(path) => {
            assert_eq!(path.as_str(), text);
            let quoted: String = path.segments().iter().map(quoted).collect();
            let again = PathExpr::parse(&format!("${quoted}"));
            assert_eq!(again.map(|path| path.segments().to_vec()).as_deref(), Ok(path.segments()));
        }
        Err(problem) => assert!(problem.contains(" at character "), "{problem}"),
    }
}

fn quoted(segment: &Segment) -> String {
    match segment {
        Segment::Key(name) => format!("['{}']", name.replace('\\', r"\\").replace('\'', r"\'")),
        Segment::Index(index) => format!("[{index}]"),
        Segment::AnyKey => ".*".to_owned(),
        Segment::AnyIndex => "[*]".to_owned(),
        other => panic!("{other:?}"),
    }
}
