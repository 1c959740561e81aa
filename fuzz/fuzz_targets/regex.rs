#![allow(missing_docs)]
#![cfg_attr(fuzzing, no_main)]

fuzz::target!(regex);
