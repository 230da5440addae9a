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
    /// A call of code that had never run: most likely made a moment ago, and not run again.
    NewCode,
    /// During a call an object died that the trace knows as a constant.
    DeadConstant,
    /// A call of compiled code did not come back soon.
    LongCall,
    /// What the recording relied on changed before its end.
    Invalidated,
    /// The optimiser proved that the path cannot be taken again.
    Impossible,
    /// One place has met too many kinds of values, each with a bridge of its own.
    Megamorphic,
    /// None of a loop's bridges is better off as a branch of it.
    NoBranch,
    /// The code generator refused.
    Codegen,
    /// The optimiser or the code generator panicked.
    Bug,
    /// Nothing would be gained: the trace is empty.
    Empty,
}

impl Abort {
    /// Every reason.
    pub const ALL: [Abort; 20] = [
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
        Abort::NewCode,
        Abort::DeadConstant,
        Abort::LongCall,
        Abort::Invalidated,
        Abort::Impossible,
        Abort::Megamorphic,
        Abort::NoBranch,
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
            Abort::NewCode => "new-code",
            Abort::DeadConstant => "dead-constant",
            Abort::LongCall => "long-call",
            Abort::Invalidated => "invalidated",
            Abort::Impossible => "impossible",
            Abort::Megamorphic => "megamorphic",
            Abort::NoBranch => "no-branch",
            Abort::Codegen => "codegen",
            Abort::Bug => "bug",
            Abort::Empty => "empty",
        }
    }

    /// The reason, as a part of a sentence.
    pub fn reason(self) -> &'static str {
        match self {
            Abort::TooLong => "the recording reached the limit of instructions",
            Abort::InnerLoop => "an inner loop without code of its own went round too often",
            Abort::LeftFrame => "the path left the loop's function",
            Abort::OtherLoop => "the path went round another loop without coming back",
            Abort::HelperRaised => "a routine that the JIT does not look into raised an error",
            Abort::Unwound => "an error left the functions that were recorded",
            Abort::DecidedAfterCommit => "an op made a decision after it had changed something: split the op",
            Abort::Barrier => "the path crossed the end of a run that was started from outside",
            Abort::FramesObserved => "an op looked at the variables of running functions",
            Abort::TooDeep => "calls are nested deeper than a trace may be",
            Abort::NewCode => "it called code that had never run before",
            Abort::DeadConstant => "an object that the trace refers to died during a call",
            Abort::LongCall => "a call that the recording waited for did not come back soon",
            Abort::Invalidated => "what the recording relied on changed before its end",
            Abort::Impossible => "the path that was recorded cannot be taken again",
            Abort::Megamorphic => "too many kinds of values came here, each with a bridge of its own",
            Abort::NoBranch => "none of the loop's bridges is better off as a branch of it",
            Abort::Codegen => "the code generator refused the trace",
            Abort::Bug => "the optimiser or the code generator failed: a bug of the framework",
            Abort::Empty => "there was nothing to gain: the trace is empty",
        }
    }
}
