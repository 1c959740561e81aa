//! An outcome as text: the only place that lays out a report. The same outcome gives the same
//! text, to the byte.

mod curl;
mod wording;

use std::fmt;

use crate::mismatch::{Mismatch, MismatchKind};
use crate::outcome::Outcome;
use crate::value::Value;
use crate::verdict::{Exchange, Verdict};

/// So many mismatches of one request are shown, so many requests in detail, and so many
/// characters of a value; what is left out is counted.
const SHOWN_MISMATCHES: usize = 25;
const SHOWN_STRAYS: usize = 10;
const SHOWN_REQUESTS: usize = 50;
const SHOWN_CHARACTERS: usize = 300;

/// An outcome as a person reads it.
///
/// ```
/// use std::sync::Arc;
/// use mock_core::{Pact, Plan, Report, Session};
///
/// let pact = Pact::parse(r#"{
///   "consumer": {"name": "Shop"},
///   "provider": {"name": "Orders"},
///   "interactions": [{"description": "list orders", "request": {"path": "/orders"}}]
/// }"#).unwrap();
/// let outcome = Session::new(Arc::new(Plan::compile(&pact).unwrap())).finish();
/// assert_eq!(
///     Report::new(&outcome).pact_file("pacts/orders.json").to_string(),
///     r#"The contract was not kept: 1 of 1 interactions missing.
///   pact  Shop -> Orders (pacts/orders.json)
///
/// ✗ "list orders" (pacts/orders.json:4)
///     GET /orders: never requested
///     try: curl -i "$URL/orders"
/// "#,
/// );
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Report<'a> {
    outcome: &'a Outcome,
    file: Option<&'a str>,
    test: Option<(&'a str, &'a str, u32)>,
    url: Option<&'a str>,
}

impl<'a> Report<'a> {
    /// The report of an outcome.
    pub fn new(outcome: &'a Outcome) -> Self {
        Self { outcome, file: None, test: None, url: None }
    }

    /// Names the pact file, as the user wrote it.
    #[must_use]
    pub fn pact_file(self, file: &'a str) -> Self {
        Self { file: Some(file), ..self }
    }

    /// Names the test and where it stands.
    #[must_use]
    pub fn test(self, name: &'a str, file: &'a str, line: u32) -> Self {
        Self { test: Some((name, file, line)), ..self }
    }

    /// Puts the server's URL into the lines to repeat requests with, in place of `$URL`.
    #[must_use]
    pub fn base_url(self, url: &'a str) -> Self {
        Self { url: Some(url), ..self }
    }

    /// Where an interaction stands.
    fn place(&self, interaction: usize) -> String {
        let line = self.outcome.interactions()[interaction].place.line;
        match self.file {
            Some(file) => format!("{file}:{line}"),
            None => format!("line {line}"),
        }
    }

    fn name(&self, interaction: usize) -> String {
        let description = &self.outcome.interactions()[interaction].description;
        format!("\"{description}\" ({})", self.place(interaction))
    }

    fn head(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let outcome = self.outcome;
        let count = |wanted: fn(&Verdict) -> bool| {
            outcome.exchanges().iter().filter(|exchange| wanted(&exchange.verdict)).count()
        };
        let mismatched = count(|verdict| matches!(verdict, Verdict::Mismatched { .. }));
        let unexpected = count(|verdict| matches!(verdict, Verdict::Unexpected { .. }));
        let refused = count(|verdict| matches!(verdict, Verdict::Refused { .. }));
        let missing = outcome.missing().count();
        let all = outcome.interactions().len();
        let parts: Vec<String> = [
            (missing, format!("{missing} of {all} interactions missing")),
            (mismatched, plural(mismatched, "mismatched request")),
            (unexpected, plural(unexpected, "unexpected request")),
            (refused, plural(refused, "refused request")),
        ]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(_, text)| text)
        .collect();
        if outcome.is_success() {
            writeln!(f, "The contract was kept: {}.", plural(all, "interaction"))?;
        } else {
            writeln!(f, "The contract was not kept: {}.", parts.join(", "))?;
        }
        if let Some((name, file, line)) = self.test {
            writeln!(f, "  test  {name} ({file}:{line})")?;
        }
        let plan = outcome.plan();
        write!(f, "  pact  {} -> {}", plan.consumer().name, plan.provider().name)?;
        match self.file {
            Some(file) => writeln!(f, " ({file})"),
            None => writeln!(f),
        }
    }

    fn interaction(&self, index: usize, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let interaction = &self.outcome.interactions()[index];
        let Some(http) = interaction.http() else {
            return Ok(());
        };
        let matched = self.outcome.count(index);
        let differing: Vec<_> = self
            .outcome
            .exchanges()
            .iter()
            .enumerate()
            .filter_map(|(number, exchange)| match &exchange.verdict {
                Verdict::Mismatched { closest, mismatches } if *closest == index => {
                    Some((number, exchange, mismatches))
                }
                _ => None,
            })
            .collect();
        let mark = if matched > 0 && differing.is_empty() { '✓' } else { '✗' };
        writeln!(f, "\n{mark} {}", self.name(index))?;
        write!(f, "    {} {}: ", http.request.method, http.request.path)?;
        let states = interaction.provider_states.iter().map(|state| state.name.as_str());
        let states = states.collect::<Vec<_>>().join("; ");
        match (matched, differing.len()) {
            (0, 0) => writeln!(f, "never requested")?,
            (times, 0) => writeln!(f, "requested {}", plural(times, "time"))?,
            (0, wrong) => writeln!(f, "{} it", differ(wrong))?,
            (times, wrong) => {
                writeln!(f, "requested {}, and {} it", plural(times, "time"), differ(wrong))?;
            }
        }
        if mark == '✗' && !states.is_empty() {
            writeln!(f, "    given {states}")?;
        }
        if matched == 0 && differing.is_empty() {
            return self.repeat("try", &http.request.example(), f);
        }
        for (number, exchange, mismatches) in differing {
            writeln!(f, "    request {}: {}", number + 1, line(exchange))?;
            write_mismatches(mismatches, f)?;
            self.repeat("repeat", &exchange.request, f)?;
        }
        Ok(())
    }

    fn strays(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let strays = self.outcome.exchanges().iter().enumerate().filter(|(_, exchange)| {
            matches!(exchange.verdict, Verdict::Unexpected { .. } | Verdict::Refused { .. })
        });
        let strays: Vec<_> = strays.collect();
        for (number, exchange) in strays.iter().take(SHOWN_STRAYS) {
            match &exchange.verdict {
                Verdict::Refused { reason } => {
                    writeln!(f, "\n✗ request {} was refused: {}", number + 1, line(exchange))?;
                    writeln!(f, "    {reason}")?;
                    continue;
                }
                Verdict::Unexpected { nearest } => {
                    writeln!(
                        f,
                        "\n✗ request {} is not in the contract: {}",
                        number + 1,
                        line(exchange)
                    )?;
                    if let Some((index, mismatches)) = nearest {
                        writeln!(f, "    nearest: {}", self.name(*index))?;
                        write_mismatches(mismatches, f)?;
                    }
                }
                Verdict::Matched { .. } | Verdict::Mismatched { .. } => {}
            }
            self.repeat("repeat", &exchange.request, f)?;
        }
        match strays.len().saturating_sub(SHOWN_STRAYS) {
            0 => Ok(()),
            more => {
                writeln!(f, "\n✗ and {} that the contract does not have", plural(more, "request"))
            }
        }
    }

    fn requests(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let exchanges = self.outcome.exchanges();
        if exchanges.len() < 2 {
            return Ok(());
        }
        writeln!(f, "\nrequests, in order")?;
        let name = |index: usize| &self.outcome.interactions()[index].description;
        for (number, exchange) in exchanges.iter().enumerate().take(SHOWN_REQUESTS) {
            write!(f, "{:>4}  {}  ", number + 1, line(exchange))?;
            match &exchange.verdict {
                Verdict::Matched { interaction } => writeln!(f, "✓ \"{}\"", name(*interaction))?,
                Verdict::Mismatched { closest, .. } => {
                    writeln!(f, "✗ differs from \"{}\"", name(*closest))?;
                }
                Verdict::Unexpected { .. } => writeln!(f, "✗ not in the contract")?,
                Verdict::Refused { .. } => writeln!(f, "✗ refused")?,
            }
        }
        match exchanges.len().saturating_sub(SHOWN_REQUESTS) {
            0 => Ok(()),
            more => writeln!(f, "      and {more} more"),
        }
    }

    fn repeat(
        &self,
        word: &str,
        request: &crate::ReceivedRequest,
        f: &mut fmt::Formatter<'_>,
    ) -> fmt::Result {
        writeln!(f, "    {word}: {}", curl::line(request, self.url))
    }
}

impl fmt::Display for Report<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.head(f)?;
        for index in 0..self.outcome.interactions().len() {
            self.interaction(index, f)?;
        }
        self.strays(f)?;
        self.requests(f)
    }
}

fn plural(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

fn differ(count: usize) -> String {
    if count == 1 {
        "1 request differs from".into()
    } else {
        format!("{count} requests differ from")
    }
}

/// A request in a few words.
fn line(exchange: &Exchange) -> String {
    format!("{} {}", exchange.request.method, cut(&exchange.request.target()))
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(SHOWN_CHARACTERS) {
        Some((end, _)) => format!("{}… ({} bytes)", &text[..end], text.len()),
        None => text.to_owned(),
    }
}

fn shown(value: &Value) -> String {
    let kind = value.json_kind().map(|kind| format!(" ({kind})")).unwrap_or_default();
    cut(&value.to_string()) + &kind
}

fn write_mismatches(mismatches: &[Mismatch], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    for mismatch in mismatches.iter().take(SHOWN_MISMATCHES) {
        writeln!(f, "      {}", mismatch.location)?;
        for (word, text) in facts(mismatch) {
            writeln!(f, "        {word:<11}{text}")?;
        }
    }
    match mismatches.len().saturating_sub(SHOWN_MISMATCHES) {
        0 => Ok(()),
        more => writeln!(
            f,
            "      and {}",
            plural(more, "further mismatch").replace("mismatchs", "mismatches")
        ),
    }
}

/// What a mismatch says, line by line.
fn facts(mismatch: &Mismatch) -> Vec<(&'static str, String)> {
    let names = |names: &[String], without: &[String]| {
        let names = names.iter().filter(|name| !without.contains(name));
        names.map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ")
    };
    match &mismatch.kind {
        MismatchKind::NotEqual { expected, actual } | MismatchKind::Type { expected, actual } => {
            vec![("expected", shown(expected)), ("actual", shown(actual))]
        }
        MismatchKind::Rule { rule, expected, actual, message } => vec![
            ("rule", format!("{rule}: {}", cut(message))),
            ("expected", format!("{}, for example", shown(expected))),
            ("actual", shown(actual)),
        ],
        MismatchKind::Missing { expected } => {
            vec![("expected", shown(expected)), ("actual", "missing".to_owned())]
        }
        MismatchKind::Unexpected { actual } => {
            vec![("expected", "nothing".to_owned()), ("actual", shown(actual))]
        }
        MismatchKind::Keys { expected, actual, open } => {
            let mut facts = vec![("missing", names(expected, actual))];
            if !open {
                facts.push(("unexpected", names(actual, expected)));
            }
            facts.retain(|(_, names)| !names.is_empty());
            facts
        }
        MismatchKind::Length { expected, actual } => {
            vec![("expected", plural(*expected, "element")), ("actual", plural(*actual, "element"))]
        }
        MismatchKind::Variant { expected, .. } => vec![
            ("expected", format!("an element like {}", shown(expected))),
            ("actual", "no such element".to_owned()),
        ],
        MismatchKind::Malformed { format, reason } => {
            vec![("expected", (*format).to_owned()), ("actual", reason.clone())]
        }
    }
}

#[cfg(test)]
mod tests;
