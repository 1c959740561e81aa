//! How the body of a test ended, as one process tells the other.

use std::any::Any;

use super::wire::{Reader, Writer};
use crate::end::End;

/// How a test ended. What there is to say has been printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// The body was fine, and so is the contract.
    Passed,
    /// The body panicked, with this text if it was one.
    Panicked(Option<String>),
    /// The contract was not kept, or the body returned an error.
    Failed(String),
}

/// What a panic carries that was no text.
struct NoText;

impl Ending {
    pub(super) fn of(end: &End<()>) -> Self {
        match end {
            End::Value(()) => Self::Passed,
            End::Panic(panic) => Self::of_panic(&**panic),
            End::Failure(text) => Self::Failed(text.clone()),
        }
    }

    pub(super) fn of_panic(panic: &(dyn Any + Send)) -> Self {
        let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
        Self::Panicked(text.or_else(|| panic.downcast_ref::<String>().cloned()))
    }

    pub(super) fn into_end(self) -> End<()> {
        match self {
            Self::Passed => End::Value(()),
            Self::Panicked(Some(text)) => End::Panic(Box::new(text)),
            Self::Panicked(None) => End::Panic(Box::new(NoText)),
            Self::Failed(text) => End::Failure(text),
        }
    }

    pub(super) fn write<'a>(&self, to: &'a mut Writer) -> &'a mut Writer {
        match self {
            Self::Passed => to.number(0),
            Self::Panicked(None) => to.number(1),
            Self::Panicked(Some(text)) => to.number(2).text(text),
            Self::Failed(text) => to.number(3).text(text),
        }
    }

    pub(super) fn read(from: &mut Reader<'_>) -> Option<Self> {
        Some(match from.number()? {
            0 => Self::Passed,
            1 => Self::Panicked(None),
            2 => Self::Panicked(Some(from.text()?.to_owned())),
            3 => Self::Failed(from.text()?.to_owned()),
            _ => return None,
        })
    }
}
