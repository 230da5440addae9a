//! Python source to bytecode, without the run time.
#![forbid(unsafe_code)]
