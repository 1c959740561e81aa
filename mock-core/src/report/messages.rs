//! What became of a message: taken or not, and what came back.

use std::fmt;

use super::facts::write_mismatches;
use super::interactions::Received;
use super::{SHOWN_STRAYS, plural, write_states};
use crate::expectations::times;
use crate::pact::Interaction;
use crate::verdict::{Answer, Delivery, MessagePart};

/// A message that was not taken, not so often as expected, or not answered as written.
pub(super) fn write(
    interaction: &Interaction,
    received: &Received<'_>,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    let Received { deliveries, .. } = received;
    let numbered = deliveries.iter().enumerate();
    let unkept: Vec<_> = numbered.filter(|(_, delivery)| !delivery.is_kept()).collect();
    let became = match deliveries.as_slice() {
        [] => "never taken".to_owned(),
        [only] if !only.is_kept() => summary(only),
        _ => format!("taken {}", times(deliveries.len())),
    };
    writeln!(f, "    message: {became}{}", received.expected(&interaction.description))?;
    write_states(interaction, f)?;
    for (number, delivery) in unkept.iter().take(SHOWN_STRAYS) {
        if deliveries.len() > 1 {
            writeln!(f, "    taken as number {}: {}", number + 1, summary(delivery))?;
        }
        let wrong = delivery.answers.iter().filter(|answer| !answer.mismatches.is_empty());
        for answer in wrong.take(SHOWN_STRAYS) {
            writeln!(f, "    {}", part(answer))?;
            write_mismatches(&answer.mismatches, f)?;
        }
    }
    match unkept.len().saturating_sub(SHOWN_STRAYS) {
        0 => Ok(()),
        more => writeln!(f, "    and not kept {} more", times(more)),
    }
}

/// What is wrong with one delivery, in a line.
fn summary(delivery: &Delivery) -> String {
    let wrong = delivery.answers.iter().filter(|answer| !answer.mismatches.is_empty()).count();
    let differs = match wrong {
        0 => None,
        1 => Some("1 answer differs from it".to_owned()),
        more => Some(format!("{} differ from it", plural(more, "answer"))),
    };
    let unanswered = (!delivery.is_answered()).then(|| unanswered(delivery));
    differs.into_iter().chain(unanswered).collect::<Vec<_>>().join(", and it was ")
}

/// What is still to be given, and how.
fn unanswered(delivery: &Delivery) -> String {
    match delivery.answers.len() {
        0 => "never answered: call reply(…) with what its handler answers, \
              or request(…) with what its sender sends"
            .to_owned(),
        given => format!(
            "answered {} where the contract has {}: call reply(…) for each",
            times(given),
            plural(delivery.expected_responses, "response"),
        ),
    }
}

fn part(answer: &Answer) -> String {
    match answer.part {
        MessagePart::Request => "request(…)".to_owned(),
        MessagePart::Response(number) => format!("reply {}", number + 1),
    }
}
