//! What a contract means, seen from outside: through the public API alone.

mod binary_and_text;
mod bodies;
mod forms;
mod headers;
mod hostile;
mod json_arrays;
mod json_objects;
mod laws;
mod line_and_query;
mod precedence;
mod responses;
mod selection;
mod strategies;
mod support;
mod writing;
