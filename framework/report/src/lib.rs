//! What a run's JIT did, as data: written at exit by every guest's binary (`--tw-report=FILE`, in
//! JSON), read by `tw trace` and `tw explain`.
//!
//! Indices point into the report's own lists. A *place* is an op of the guest: where in the
//! source, and what.
#![forbid(unsafe_code)]

use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Report {
    pub language: String,
    /// The processor's family, as Rust names it.
    pub arch: String,
    pub thresholds: Thresholds,
    pub places: Vec<Place>,
    pub functions: Vec<Function>,
    /// In the order in which they were installed.
    pub traces: Vec<Trace>,
    pub aborts: Vec<Abort>,
}

/// What it takes to be compiled.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Thresholds {
    pub on: bool,
    /// Rounds of a loop.
    pub loops: u64,
    /// Calls of a function.
    pub calls: u64,
    /// Exits through one guard.
    pub exits: u64,
    /// Recordings of one start that may fail.
    pub failures: u32,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    pub file: String,
    /// From 1; 0 if unknown.
    pub line: u32,
    pub function: String,
    pub op: String,
}

/// A piece of code that was linked.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Function {
    pub name: String,
    pub file: String,
    /// Lines with instructions, ascending.
    pub lines: Vec<u32>,
    pub entry: Start,
    pub loops: Vec<Start>,
}

/// Where a trace may start: a loop or a function's entry.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Start {
    pub first_line: u32,
    pub last_line: u32,
    /// Rounds or calls that the interpreter counted, where the threshold was never reached.
    pub counted: Option<u64>,
    pub state: State,
    pub failures: u32,
}

/// The life of a start or an exit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum State {
    Cold,
    /// Recorded; the code was not there yet when the program ended.
    Compiling,
    Compiled,
    /// Left to the interpreter for good.
    Blacklisted,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Kind {
    Loop,
    Entry,
    Bridge,
}

/// A loop, entry or bridge that was compiled.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Trace {
    pub kind: Kind,
    pub start: usize,
    /// Of a bridge: its trace, and the exit that leads here.
    pub parent: Option<(usize, usize)>,
    /// Branches that are part of its code: bridges of the traces before it.
    pub branches: usize,
    /// It was still in use at the end.
    pub alive: bool,
    /// Times that control came to its first instruction.
    pub entered: u64,
    /// Times that control came to its label; 0 without one.
    pub rounds: u64,
    pub recorded: Listing,
    pub optimised: Listing,
    pub code: Code,
    pub exits: Vec<Exit>,
    pub optimise_ns: u64,
    pub compile_ns: u64,
}

/// A trace's instructions as text.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Listing {
    /// One per instruction, in order; then the end.
    pub lines: Vec<Line>,
    /// The label's line, and the instruction it stands before.
    pub label: Option<(usize, String)>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Line {
    pub text: String,
    pub place: Option<usize>,
    /// Where it leaves the trace.
    pub exit: Option<usize>,
    pub calls: Option<Callee>,
}

/// What an instruction calls instead of being a part of the trace.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Callee {
    /// A routine of the language, opaque to the JIT; what it may do, in a word.
    Helper { name: String, effect: String },
    /// A function of the program, with the reason why it is not inlined.
    Function { name: String, why: NotInlined },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum NotInlined {
    /// It has loops, which have traces of their own.
    HasLoops,
    /// Bridges begin in it; inlined it would have them in every caller.
    Branches,
    /// It is running already in this trace, or the trace is many calls deep.
    Nested,
}

/// Placed machine code.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Code {
    pub address: u64,
    /// In hexadecimal.
    pub bytes: String,
    /// First byte, the one after the last, and what they are for.
    pub ranges: Vec<(u32, u32, Purpose)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Purpose {
    /// A line of the optimised listing.
    Line(usize),
    Exit(usize),
    /// Counting, which is there for this report only.
    Count,
    /// The function's frame, moves between registers.
    Frame,
}

/// A way out of a trace.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Exit {
    /// The op at which the interpreter, or the bridge, goes on.
    pub place: usize,
    pub taken: u64,
    /// The trace it leads to.
    pub bridge: Option<usize>,
    pub state: State,
    pub failures: u32,
    pub role: Role,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Role {
    /// A guard failed.
    Guard,
    /// Somebody asked for a pause: the collector, a signal.
    Poll,
    /// The trace ends here.
    End,
    /// It goes on in another header's code.
    Link,
}

/// A recording or compilation that was given up.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Abort {
    pub kind: Kind,
    /// What was to be compiled.
    pub start: usize,
    /// Where it was given up.
    pub place: usize,
    pub name: String,
    /// The reason as a sentence.
    pub why: String,
    pub times: u64,
}

impl Report {
    pub fn place(&self, i: usize) -> &Place {
        &self.places[i]
    }
}
