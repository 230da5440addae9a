//! Operand types: direction and role of an op's parameters, in its signature.

use crate::code::Code;

/// An instruction of linked code: the op's number and its operands.
#[derive(Clone, Copy)]
pub struct Insn(*const u32);

impl Insn {
    /// The one at `pc`, which is the start of an instruction.
    #[inline(always)]
    pub fn of(code: &Code, pc: u32) -> Insn {
        Insn(&raw const code.words[pc as usize])
    }

    /// The same without a look at the code's length.
    ///
    /// # Safety
    /// `words` are those of linked code, and an instruction begins at `pc`.
    #[inline(always)]
    pub(crate) unsafe fn among(words: *const u32, pc: u32) -> Insn {
        // SAFETY: as the caller says.
        Insn(unsafe { words.add(pc as usize) })
    }

    #[inline(always)]
    pub fn op(self) -> u32 {
        // SAFETY: an instruction's first word.
        unsafe { *self.0 }
    }

    /// For what `#[op]` makes: the `i`-th operand, which the op has.
    #[doc(hidden)]
    #[inline(always)]
    pub fn operand(self, i: u32) -> u32 {
        // SAFETY: the linker has checked that the instruction has its op's operands.
        unsafe { *self.0.add(1 + i as usize) }
    }
}

/// An operand as the interpreter reads it: one 32-bit word.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an operand type",
    label = "not an operand type",
    note = "operands say direction and role: In, Out, Block, Const, Name, Target, Imm, Count, Site, Loop, .."
)]
pub trait Operand: Copy {
    const KIND: OperandKind;

    /// What the word stands for; for a [`Src`], a register.
    fn decode(word: u32) -> Self;

    /// The same for a [`Src`] that is a constant.
    #[doc(hidden)]
    #[inline(always)]
    fn decode_constant(word: u32) -> Self {
        Self::decode(word)
    }

    /// The same for a [`Src`] of which the word has to say what it is.
    #[doc(hidden)]
    #[inline(always)]
    fn decode_either(word: u32) -> Self {
        Self::decode(word)
    }
}

/// An op with [`Src`] operands has three numbers, for three versions of its one function: all of them are registers,
/// the last one is a constant, or whatever the words say. So the common ones test nothing.
pub(crate) mod version {
    pub(crate) const LAST_IS_CONSTANT: u32 = 1;
    pub(crate) const ANY: u32 = 2;
}

/// What an operand means to the linker, the disassembler and the liveness analysis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OperandKind {
    /// A register read.
    In,
    /// A register read, or a constant: its word is the complement of the constant's number.
    Src,
    /// A register written.
    Out,
    /// A register block read; the next operand is its length.
    Block,
    /// As `Block`, with two registers per unit of length.
    Pairs,
    /// A register block written; the next operand is its length.
    OutBlock,
    /// A call window: reads the callee and `extra` + next operand words from the first argument
    /// on; everything from the window up is lost.
    Args {
        extra: u32,
    },
    /// The first register of a call window: writes it and the first argument.
    OutMethod,
    Const,
    Name,
    Target,
    Imm,
    /// A cache site.
    Site,
    /// The site of a loop's back edge; counts rounds.
    Loop,
}

macro_rules! operands {
    ($( $(#[$doc:meta])* $name:ident = $kind:ident ),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub struct $name(pub u32);
        impl Operand for $name {
            const KIND: OperandKind = OperandKind::$kind;
            #[inline(always)]
            fn decode(word: u32) -> Self {
                $name(word)
            }
        }
    )*};
}
operands! {
    /// A register read.
    In = In,
    /// A register written.
    Out = Out,
    /// The first of the registers read; a [`Count`] follows.
    Block = Block,
    /// The first of the registers read in pairs; a [`Count`] follows.
    Pairs = Pairs,
    /// The first of the registers written; a [`Count`] follows.
    OutBlock = OutBlock,
    /// The first register of a call window being prepared: callee and first argument are written.
    OutMethod = OutMethod,
    /// A constant.
    Const = Const,
    /// A name.
    Name = Name,
    /// A jump target.
    Target = Target,
    /// A small number.
    Imm = Imm,
    /// The length of the block before it.
    Count = Imm,
    /// A cache site.
    Site = Site,
    /// The site of a back edge.
    Loop = Loop,
}

/// A value read, from a register or a constant: saves the instruction that would load it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Src {
    index: u32,
    is_constant: bool,
}

impl Operand for Src {
    const KIND: OperandKind = OperandKind::Src;
    #[inline(always)]
    fn decode(word: u32) -> Self {
        Src { index: word, is_constant: false }
    }
    #[inline(always)]
    fn decode_constant(word: u32) -> Self {
        Src { index: !word, is_constant: true }
    }
    #[inline(always)]
    fn decode_either(word: u32) -> Self {
        if is_constant(word) { Src::decode_constant(word) } else { Src::decode(word) }
    }
}

/// Whether the word of a [`Src`] is a constant's.
pub(crate) fn is_constant(word: u32) -> bool {
    (word as i32) < 0
}

/// An operand whose value an op reads; see `Mode::get`.
pub trait Source: Operand {
    /// The register, or else the constant.
    fn place(self) -> Result<u32, Const>;
}

impl Source for In {
    #[inline(always)]
    fn place(self) -> Result<u32, Const> {
        Ok(self.0)
    }
}

impl Source for Src {
    #[inline(always)]
    fn place(self) -> Result<u32, Const> {
        if self.is_constant { Err(Const(self.index)) } else { Ok(self.index) }
    }
}

/// A call window with its callee and arguments; a [`Count`] follows. `EXTRA` arguments are there
/// besides those counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Args<const EXTRA: u32>(pub u32);

impl<const EXTRA: u32> Operand for Args<EXTRA> {
    const KIND: OperandKind = OperandKind::Args { extra: EXTRA };
    #[inline(always)]
    fn decode(word: u32) -> Self {
        Args(word)
    }
}
