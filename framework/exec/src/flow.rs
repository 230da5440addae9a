//! What an op tells the loop to do next.

/// An exception is pending in the machine. Zero-sized, so that `?` costs a flag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Raise;

/// The next instruction, or one of [`Special`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Flow(pub(crate) u32);

/// The result of an op.
pub type Step = Result<Flow, Raise>;

/// First number that is not an instruction.
pub(crate) const SPECIAL: u32 = 0xffff_fff0;

/// Flow other than "continue at this instruction of this frame".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum Special {
    /// The machine runs another frame now.
    Switch = SPECIAL,
    /// As `Switch`, and the interrupt word was seen set.
    Safepoint,
    /// A loop header became hot; the machine's pc is the header.
    Hot,
    /// The bottom frame returned.
    Done,
    /// The loop ends, and the op at the machine's pc runs again in the outermost one.
    Unnest,
}

impl Flow {
    pub(crate) const fn special(s: Special) -> Flow {
        Flow(s as u32)
    }

    /// For the recorder.
    #[doc(hidden)]
    pub fn decode(self) -> Result<u32, Special> {
        match self.0 {
            x if x == Special::Switch as u32 => Err(Special::Switch),
            x if x == Special::Safepoint as u32 => Err(Special::Safepoint),
            x if x == Special::Hot as u32 => Err(Special::Hot),
            x if x == Special::Done as u32 => Err(Special::Done),
            x if x == Special::Unnest as u32 => Err(Special::Unnest),
            pc => Ok(pc),
        }
    }

    /// For the recorder.
    #[doc(hidden)]
    pub fn at(pc: u32) -> Flow {
        debug_assert!(pc < SPECIAL);
        Flow(pc)
    }

    /// For the recorder.
    #[doc(hidden)]
    pub fn of(s: Special) -> Flow {
        Flow::special(s)
    }
}

/// What becomes of a frame's result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Ret {
    /// Written to the caller's destination register.
    Write = 0,
    /// Dropped; the word below the callee slot is written instead. For constructors: the window
    /// is entered one register higher and the new object stands in its first register.
    Below = 1,
    /// Written, and the frame's owner is told that it finished; see `Mode::ret_mode`.
    Tagged = 2,
    /// A second kind of `Tagged`.
    Tagged2 = 3,
}

impl Ret {
    /// The two low bits.
    #[doc(hidden)]
    pub fn from_bits(bits: u64) -> Ret {
        match bits & 3 {
            0 => Ret::Write,
            1 => Ret::Below,
            2 => Ret::Tagged,
            _ => Ret::Tagged2,
        }
    }
}
