//! `#[mock_test]` on every form of function that it takes, compiled and run.

mod attribute {
    mod asynchronous;
    mod attributes;
    mod client;
    mod listing;
    mod messages;
    mod other_macros;
    mod parameters;
    mod returns;
    mod several;
}
