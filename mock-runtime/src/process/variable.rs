//! The variable by which a process learns that it is the inner one of a test.

use std::fmt;
use std::hash::{BuildHasher, RandomState};
use std::net::SocketAddr;

/// Its name.
pub(super) const NAME: &str = "MOCK_TEST_PROCESS";

/// Its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Variable {
    /// Where the outer process listens.
    pub(super) control: SocketAddr,
    /// What nobody else knows.
    pub(super) token: String,
    /// The ports of the test's servers.
    pub(super) ports: Vec<u16>,
    /// The test that is meant: processes that it starts inherit the variable.
    pub(super) test: String,
}

impl Variable {
    /// A token that nobody has used before.
    pub(super) fn new_token() -> String {
        // Each state has keys of its own, which the system made by chance.
        let random = || RandomState::new().hash_one(NAME);
        format!("{:016x}{:016x}", random(), random())
    }

    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut words = text.split(' ');
        let mut word = || words.next();
        Some(Self {
            control: word()?.parse().ok()?,
            token: word()?.to_owned(),
            ports: word()?.split(',').map(|port| port.parse().ok()).collect::<Option<_>>()?,
            test: word()?.to_owned(),
        })
    }
}

impl fmt::Display for Variable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { control, token, ports, test } = self;
        let ports: Vec<String> = ports.iter().map(u16::to_string).collect();
        write!(f, "{control} {token} {} {test}", ports.join(","))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_read_as_it_was_written() {
        let variable = Variable {
            control: ([127, 0, 0, 1], 4000).into(),
            token: Variable::new_token(),
            ports: vec![4001, 4002],
            test: "shop::orders::are_read".to_owned(),
        };
        assert_eq!(Variable::parse(&variable.to_string()), Some(variable));
        for text in ["", "127.0.0.1:1 t 1", "127.0.0.1:1 t x test", "1 t 1 test"] {
            assert_eq!(Variable::parse(text), None, "{text}");
        }
    }

    #[test]
    fn tokens_differ() {
        assert_ne!(Variable::new_token(), Variable::new_token());
    }
}
