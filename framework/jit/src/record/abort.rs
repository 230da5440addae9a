//! Why a recording was given up.

/// Each reason has a counter in `--tw-stats` and a line in `--tw-log`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Abort {
    /// More instructions than the trace limit.
    TooLong,
    /// A round of an inner loop that has no code of its own was met too often.
    InnerLoop,
    /// The path left the loop's function.
    LeftFrame,
    /// The path went round another loop without coming back.
    OtherLoop,
    /// A residual helper raised.
    HelperRaised,
    /// An exception left the trace's frames.
    Unwound,
    /// An op decided after it had committed an effect.
    DecidedAfterCommit,
    /// A frame of another run was entered or left.
    Barrier,
    /// An op looks at the guest's frames.
    FramesObserved,
    /// Calls are nested deeper than the trace allows.
    TooDeep,
    /// During a call an object died that the trace knows as a constant.
    DeadConstant,
    /// A call of compiled code did not come back soon.
    LongCall,
    /// The optimiser proved that the path cannot be taken again.
    Impossible,
    /// One place has met too many kinds of values, each with a bridge of its own.
    Megamorphic,
    /// The code generator refused.
    Codegen,
    /// The optimiser or the code generator panicked.
    Bug,
    /// Nothing would be gained: the trace is empty.
    Empty,
}

impl Abort {
    /// Every reason.
    pub const ALL: [Abort; 17] = [
        Abort::TooLong,
        Abort::InnerLoop,
        Abort::LeftFrame,
        Abort::OtherLoop,
        Abort::HelperRaised,
        Abort::Unwound,
        Abort::DecidedAfterCommit,
        Abort::Barrier,
        Abort::FramesObserved,
        Abort::TooDeep,
        Abort::DeadConstant,
        Abort::LongCall,
        Abort::Impossible,
        Abort::Megamorphic,
        Abort::Codegen,
        Abort::Bug,
        Abort::Empty,
    ];

    /// As in options, statistics and logs.
    pub fn name(self) -> &'static str {
        match self {
            Abort::TooLong => "too-long",
            Abort::InnerLoop => "inner-loop",
            Abort::LeftFrame => "left-frame",
            Abort::OtherLoop => "other-loop",
            Abort::HelperRaised => "helper-raised",
            Abort::Unwound => "unwound",
            Abort::DecidedAfterCommit => "decided-after-commit",
            Abort::Barrier => "barrier",
            Abort::FramesObserved => "frames-observed",
            Abort::TooDeep => "too-deep",
            Abort::DeadConstant => "dead-constant",
            Abort::LongCall => "long-call",
            Abort::Impossible => "impossible",
            Abort::Megamorphic => "megamorphic",
            Abort::Codegen => "codegen",
            Abort::Bug => "bug",
            Abort::Empty => "empty",
        }
    }
}
