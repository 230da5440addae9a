//! The ways in which a guest program must give the same output.

/// Options of a guest's binary, under a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mode {
    pub name: &'static str,
    /// What goes before the script's name.
    pub options: &'static [&'static str],
}

const ALL: &str = "--tw-jit=threshold=1,bridge-threshold=1,sync";

/// All of them. To add one: a line here; every language runs it from then on.
pub const MODES: &[Mode] = &[
    Mode { name: "default", options: &[] },
    Mode { name: "interpreter", options: &["--tw-jit=off"] },
    Mode { name: "traced", options: &[ALL] },
    Mode { name: "exits:1", options: &[ALL, "--tw-stress=exits:1"] },
    Mode { name: "exits:3", options: &[ALL, "--tw-stress=exits:3"] },
    Mode { name: "exits:17", options: &[ALL, "--tw-stress=exits:17"] },
    Mode { name: "gc", options: &[ALL, "--tw-stress=gc"] },
    Mode { name: "gc-interpreter", options: &["--tw-jit=off", "--tw-stress=gc"] },
    Mode { name: "fuel", options: &[ALL, "--tw-stress=fuel:1"] },
    Mode { name: "double", options: &["--tw-jit=threshold=1,bridge-threshold=1,sync,double-record"] },
    Mode { name: "delayed", options: &["--tw-jit=threshold=1,bridge-threshold=1,sync,delay-install=3"] },
];
