//! Why a server could not start.

use std::error::Error;
use std::{fmt, io};

use mock_core::{PactError, PlanError};

use crate::descriptors::explained;

/// Why a mock server could not start.
///
/// ```
/// let error = mock_runtime::MockServer::start("pacts/no-such-file.json").unwrap_err();
/// assert!(error.to_string().contains("pacts/no-such-file.json"));
///
/// let error = mock_runtime::MockServer::start(r#"{"interactions": {}}"#).unwrap_err();
/// assert!(error.to_string().contains("/interactions"));
/// ```
#[derive(Debug)]
pub struct StartError {
    file: Option<String>,
    kind: Kind,
}

#[derive(Debug)]
enum Kind {
    NoContract,
    Read(io::Error),
    Pact(PactError),
    Plan(PlanError),
    Expectations(Vec<String>),
    Environment(String),
    Serve(io::Error),
}

impl StartError {
    fn new(kind: Kind) -> Self {
        Self { file: None, kind }
    }

    pub(crate) fn no_contract() -> Self {
        Self::new(Kind::NoContract)
    }

    pub(crate) fn read(error: io::Error) -> Self {
        Self::new(Kind::Read(error))
    }

    pub(crate) fn pact(error: PactError) -> Self {
        Self::new(Kind::Pact(error))
    }

    pub(crate) fn plan(error: PlanError) -> Self {
        Self::new(Kind::Plan(error))
    }

    pub(crate) fn expectations(phrases: Vec<String>) -> Self {
        Self::new(Kind::Expectations(phrases))
    }

    pub(crate) fn environment(message: String) -> Self {
        Self::new(Kind::Environment(message))
    }

    pub(crate) fn serve(error: io::Error) -> Self {
        Self::new(Kind::Serve(error))
    }

    /// Whether the port that was asked for belongs to somebody else.
    pub(crate) fn is_port_taken(&self) -> bool {
        matches!(&self.kind, Kind::Serve(error) if error.kind() == io::ErrorKind::AddrInUse)
    }

    /// Says which file it is about, unless that is known already.
    pub(crate) fn in_file(self, file: &str) -> Self {
        Self { file: self.file.or_else(|| Some(file.to_owned())), ..self }
    }
}

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the mock server")?;
        if let Some(file) = &self.file {
            write!(f, " for {file}")?;
        }
        f.write_str(" could not start:")?;
        match &self.kind {
            Kind::NoContract => f.write_str(" no contract was given; call pact(..) on the builder"),
            Kind::Read(error) => write!(f, " the contract cannot be read: {}", explained(error)),
            Kind::Pact(error) => problems(f, &error.to_string()),
            Kind::Plan(error) => problems(f, &error.to_string()),
            Kind::Expectations(phrases) => problems(f, &phrases.join("\n")),
            Kind::Environment(message) => write!(f, " {message}"),
            Kind::Serve(error) => write!(f, " no port could be opened: {}", explained(error)),
        }
    }
}

/// One problem on the same line, several on lines of their own.
fn problems(f: &mut fmt::Formatter<'_>, lines: &str) -> fmt::Result {
    if !lines.contains('\n') {
        return write!(f, " {lines}");
    }
    lines.lines().try_for_each(|line| write!(f, "\n  {line}"))
}

impl Error for StartError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match &self.kind {
            Kind::Read(error) | Kind::Serve(error) => Some(error),
            Kind::Pact(error) => Some(error),
            Kind::Plan(error) => Some(error),
            Kind::NoContract | Kind::Expectations(_) | Kind::Environment(_) => None,
        }
    }
}
