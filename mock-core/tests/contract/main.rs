//! What a contract means, seen from outside: through the public API alone.

mod hostile;
mod writing;
