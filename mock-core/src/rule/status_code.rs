//! `statusCode`: a status code of a class, or one of a list.

use super::{Comparison, Rule, lists};
use crate::cursor::Cursor;
use crate::error::did_you_mean;
use crate::json::Kind;

/// A status code of a class, or one of a list (specification V4, "statusCode").
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct StatusCode {
    /// What the rule accepts.
    pub status: StatusClass,
}

/// The status codes that a rule accepts.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum StatusClass {
    /// 100 to 199
    Information,
    /// 200 to 299
    Success,
    /// 300 to 399
    Redirect,
    /// 400 to 499
    ClientError,
    /// 500 to 599
    ServerError,
    /// Below 400
    NonError,
    /// From 400
    Error,
    /// One of these.
    Codes(Vec<u16>),
}

const CLASSES: [(&str, StatusClass, &str); 7] = [
    ("info", StatusClass::Information, "a Informational response (100–199)"),
    ("success", StatusClass::Success, "a Successful response (200–299)"),
    ("redirect", StatusClass::Redirect, "a Redirect (300–399)"),
    ("clientError", StatusClass::ClientError, "a Client error (400–499)"),
    ("serverError", StatusClass::ServerError, "a Server error (500–599)"),
    ("nonError", StatusClass::NonError, "a Non-error response (< 400)"),
    ("error", StatusClass::Error, "a Error response (>= 400)"),
];

impl StatusClass {
    fn accepts(&self, code: u16) -> bool {
        match self {
            Self::Information => (100..200).contains(&code),
            Self::Success => (200..300).contains(&code),
            Self::Redirect => (300..400).contains(&code),
            Self::ClientError => (400..500).contains(&code),
            Self::ServerError => (500..600).contains(&code),
            Self::NonError => code < 400,
            Self::Error => code >= 400,
            Self::Codes(codes) => codes.contains(&code),
        }
    }

    fn phrase(&self) -> String {
        match self {
            Self::Codes(codes) => {
                let codes: Vec<String> = codes.iter().map(u16::to_string).collect();
                format!("one of {}", codes.join(", "))
            }
            class => CLASSES
                .iter()
                .find(|(_, known, _)| known == class)
                .map(|(_, _, phrase)| (*phrase).to_owned())
                .unwrap_or_default(),
        }
    }
}

impl Rule for StatusCode {
    const NAMES: &'static [&'static str] = &["statusCode", "status-code"];
    type Compiled = StatusClass;

    fn parse(at: &Cursor<'_>) -> Option<Self> {
        let Some(status) = at.get("status") else {
            return Some(Self { status: StatusClass::Success });
        };
        if status.kind() == Kind::Array {
            let code = |one: Cursor<'_>| {
                let code = one.plain_text().parse().ok();
                if code.is_none() {
                    one.problem(format!("expected a status code, found {}", one.shown()));
                }
                code
            };
            let codes = status.elements().filter_map(code).collect();
            return Some(Self { status: StatusClass::Codes(codes) });
        }
        let name = status.plain_text();
        if let Some((_, class, _)) = CLASSES.iter().find(|(known, ..)| *known == name) {
            return Some(Self { status: class.clone() });
        }
        status.problem_with_help(
            format!("unknown class of status codes \"{name}\""),
            did_you_mean(&name, CLASSES.iter().map(|(known, ..)| *known)),
        );
        None
    }

    fn compile(&self) -> Result<StatusClass, String> {
        Ok(self.status.clone())
    }

    fn check(class: &StatusClass, comparison: Comparison<'_>) -> Result<(), String> {
        let text = comparison.actual.to_text().unwrap_or_default();
        if text.parse().is_ok_and(|code| class.accepts(code)) || lists(comparison) {
            return Ok(());
        }
        Err(format!("Expected status code {text} to be {}", class.phrase()))
    }
}
