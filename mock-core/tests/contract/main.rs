//! What a contract means, seen from outside: through the public API alone.

#![allow(clippy::unwrap_used, reason = "a helper that fails fails its test")]
#![allow(clippy::needless_pass_by_value, reason = "`expect![]` stands at the call")]

mod binary_and_text;
mod bodies;
mod charsets;
mod content_types;
mod dates;
mod expectations;
mod features;
mod forms;
mod headers;
mod hostile;
mod ignore_order;
mod integration_json;
mod journal;
mod json_arrays;
mod json_elements;
mod json_lines;
mod json_members;
mod json_objects;
mod laws;
mod line_and_query;
mod many;
mod meaningless_rules;
mod messages;
#[cfg(feature = "multipart")]
mod multipart;
mod plugins;
mod precedence;
mod received;
mod regressions;
mod responses;
mod selection;
mod support;
mod times;
mod writing;
#[cfg(feature = "xml")]
mod xml;
