//! What is wrong with a contract: every problem at once, each with its place.
//!
//! Problems of a file (`PactError`) and problems of compiling it (`PlanError`) look alike to the
//! person who has to mend the file, so they share one form.

use std::fmt;

use crate::order::order;

/// A place in a contract's text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Place {
    /// The JSON pointer (RFC 6901); empty for the whole document.
    pub pointer: String,
    /// The line, counted from 1.
    pub line: u32,
    /// The column in characters, counted from 1.
    pub column: u32,
}

/// One thing that is wrong with a contract, or worth knowing about it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Problem {
    /// Where it is.
    pub place: Place,
    /// What it is, as a lowercase phrase.
    pub message: String,
    /// What would be right, when that can be guessed.
    pub help: Option<String>,
    /// Which contract it is in, by its index, of those that a plan was compiled from; nothing
    /// before that, or if it is about all of them.
    pub contract: Option<usize>,
}

impl Problem {
    pub(crate) fn new(place: Place, message: impl Into<String>) -> Self {
        Self { place, message: message.into(), help: None, contract: None }
    }

    /// A problem that has no place of its own.
    pub(crate) fn of_the_whole(message: String) -> Self {
        Self::new(Place::default(), message)
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Place { pointer, line, column } = &self.place;
        if *line > 0 {
            write!(f, "{line}:{column}: ")?;
        }
        if !pointer.is_empty() {
            write!(f, "at {pointer}: ")?;
        }
        f.write_str(&self.message)?;
        match &self.help {
            Some(help) => write!(f, "; {help}"),
            None => Ok(()),
        }
    }
}

/// The problems of a contract in the order of the text.
pub(crate) fn in_order(problems: &[Problem]) -> Vec<Problem> {
    let place = |at: usize| {
        let Problem { contract, place, .. } = &problems[at];
        (*contract, place.line, place.column)
    };
    let order = order(problems.len(), &|one, two| place(one).cmp(&place(two)));
    order.into_iter().map(|at| problems[at].clone()).collect()
}

/// The known word that is nearly `word`, as a help text.
pub(crate) fn did_you_mean<'a>(
    word: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Option<String> {
    nearest(word, known).map(|known| format!("did you mean \"{known}\"?"))
}

/// The known word that is nearly `word`: at most a third of it differs.
///
/// ```
/// assert_eq!(mock_core::nearest_word("rgex", ["type", "regex"]), Some("regex"));
/// assert_eq!(mock_core::nearest_word("banana", ["type", "regex"]), None);
/// ```
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    nearest_of(word, &mut known.into_iter())
}

/// Compiled once, wherever the words come from.
fn nearest_of<'a>(word: &str, known: &mut dyn Iterator<Item = &'a str>) -> Option<&'a str> {
    let lower = word.to_lowercase();
    let count = word.chars().count();
    let is_near = |distance: usize, known: &str| distance * 3 <= count.max(known.chars().count());
    let mut nearest: Option<(usize, &str)> = None;
    for known in known {
        // What differs that much in length alone is not worth the time that a long word takes.
        if !is_near(count.abs_diff(known.chars().count()), known) {
            continue;
        }
        let distance = strsim::osa_distance(&lower, &known.to_lowercase());
        if is_near(distance, known) && nearest.is_none_or(|(least, _)| distance < least) {
            nearest = Some((distance, known));
        }
    }
    nearest.map(|(_, known)| known)
}

macro_rules! problem_list {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        pub struct $name {
            file: Option<String>,
            /// By the index of the contract.
            files: Vec<String>,
            problems: Vec<Problem>,
        }

        impl $name {
            pub(crate) fn new(problems: Vec<Problem>) -> Self {
                Self { file: None, files: Vec::new(), problems }
            }

            /// Every problem, in the order of the text. Never empty.
            pub fn problems(&self) -> &[Problem] {
                &self.problems
            }

            /// The same with the file's name in front of each problem.
            #[must_use]
            pub fn in_file(self, file: impl Into<String>) -> Self {
                Self { file: Some(file.into()), ..self }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                for (number, problem) in self.problems.iter().enumerate() {
                    if number > 0 {
                        f.write_str("\n")?;
                    }
                    let own = problem.contract.and_then(|contract| self.files.get(contract));
                    if let Some(file) = own.or(self.file.as_ref()) {
                        write!(f, "{file}:")?;
                    }
                    problem.fmt(f)?;
                }
                Ok(())
            }
        }

        impl std::error::Error for $name {}
    };
}

problem_list! {
    /// Why a text is not a Pact contract: all its problems at once.
    ///
    /// One line each: `line:column: at /json/pointer: what is wrong; what would be right`.
    ///
    /// ```
    /// let error = mock_core::Pact::parse(r#"{"interactions": [{"response": {"status": "ok"}}]}"#);
    /// assert_eq!(
    ///     error.unwrap_err().in_file("pacts/orders.json").to_string(),
    ///     "pacts/orders.json:1:43: at /interactions/0/response/status: \
    ///      expected a status code between 100 and 999, found \"ok\"",
    /// );
    /// ```
    PactError
}

problem_list! {
    /// Why a contract that could be read cannot be served: all reasons at once.
    PlanError
}

impl PlanError {
    /// The same with the name of its own file in front of each problem, where several contracts
    /// were compiled together. What is about all of them has none.
    ///
    /// ```
    /// use mock_core::{Pact, Plan, Selection};
    ///
    /// let good = Pact::parse(r#"{"interactions": [{"description": "read"}]}"#).unwrap();
    /// let bad = Pact::parse(r#"{"interactions": [{"response": {"status": 101}}]}"#).unwrap();
    /// let error = Plan::select_all(&[good, bad], &Selection::all()).unwrap_err();
    /// assert_eq!(
    ///     error.in_files(&["a.json", "b.json"]).to_string(),
    ///     "b.json:1:19: at /interactions/0: the status 101 is no final response",
    /// );
    /// ```
    #[must_use]
    pub fn in_files(self, files: &[impl AsRef<str>]) -> Self {
        Self { files: files.iter().map(|file| file.as_ref().to_owned()).collect(), ..self }
    }
}
