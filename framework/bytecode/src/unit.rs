//! The data: units, instructions, operands, constants.

use crate::lazy::{Lazy, LazyInsns};
use crate::pack::{Damaged, PackedBody};
use smallvec::SmallVec;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::{Deref, DerefMut};
use std::rc::Rc;

/// Words in front of a frame's registers, in this order: callee, code, return, link.
///
/// A call window starting at register `w` therefore has the callee in `w` and the first argument
/// in `w + FRAME_HEADER`; arguments are passed in place, without a copy.
pub const FRAME_HEADER: u32 = 4;

/// A register of the frame, counted from the frame's first register.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Reg(pub u32);

impl Reg {
    /// The register `n` places after this one.
    pub fn offset(self, n: u32) -> Reg {
        Reg(self.0 + n)
    }
}

/// One operand as the compiler wrote it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Operand {
    Reg(Reg),
    /// Index into [`CodeUnit::consts`].
    Const(u32),
    /// Index into [`CodeUnit::names`].
    Name(u32),
    /// Index of the target instruction in [`CodeUnit::insns`].
    Jump(u32),
    /// A small number: a count, a flag, a selector.
    Imm(u32),
    /// A cache site, counted from 0 within the unit.
    Site(u32),
}

/// A half-open range of bytes in the source file, with the line and column of its first byte.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct SourceSpan {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Line of `start`, from 1; 0 where the instruction has no source.
    pub line: u32,
    /// Column of `start`, from 0, in characters.
    pub column: u32,
}

/// The name of an op, as in its `#[op]` function.
#[derive(Clone, Debug)]
pub enum OpName {
    /// Spelt out in a compiler.
    Known(&'static str),
    Read(Rc<str>),
}

impl Deref for OpName {
    type Target = str;
    fn deref(&self) -> &str {
        match self {
            OpName::Known(s) => s,
            OpName::Read(s) => s,
        }
    }
}

impl fmt::Display for OpName {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(self)
    }
}

impl PartialEq for OpName {
    fn eq(&self, other: &OpName) -> bool {
        **self == **other
    }
}
impl Eq for OpName {}

impl Hash for OpName {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (**self).hash(state);
    }
}

/// The operands of one instruction.
pub type Operands = SmallVec<[Operand; 4]>;

/// One instruction.
#[derive(Clone, Debug, PartialEq)]
pub struct Insn {
    pub op: OpName,
    pub operands: Operands,
    pub span: SourceSpan,
}

/// A protected range: a raise in `start..end` continues at `target` with the exception in `exc`.
///
/// Where ranges overlap the first one in [`CodeUnit::handlers`] wins, so inner ranges come first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Handler {
    pub start: u32,
    pub end: u32,
    pub target: u32,
    pub exc: Reg,
}

/// A constant. Guests read it into their own values when they link the unit.
#[derive(Clone, Debug, PartialEq)]
pub enum Const {
    /// The guest's null (None, nil).
    Nil,
    Bool(bool),
    Int(i64),
    /// Decimal digits, optionally after `-`, of an integer that does not fit an `i64`.
    BigInt(Rc<str>),
    Float(f64),
    /// An imaginary literal.
    Imaginary(f64),
    Str(Rc<str>),
    /// Code points, for a string that UTF-8 cannot hold (lone surrogates).
    WideStr(Rc<[u32]>),
    Bytes(Rc<[u8]>),
    Tuple(Vec<Const>),
    /// A guest singleton known by name, such as `Ellipsis`.
    Named(Rc<str>),
    Code(Rc<CodeUnit>),
    /// Code that is read when it is needed.
    Packed(crate::pack::PackedUnit),
}

/// What a unit's code consists of.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Body {
    pub insns: LazyInsns,
    pub consts: Vec<Const>,
    pub names: Vec<Rc<str>>,
    pub handlers: Vec<Handler>,
}

/// One compiled function, class body or module body. The rest of it is read when first looked at: most
/// functions of a library are never called.
#[derive(Clone, Debug, PartialEq)]
pub struct CodeUnit {
    /// Short name, for tracebacks.
    pub name: Rc<str>,
    /// Dotted name.
    pub qualname: Rc<str>,
    /// The source file as the user named it.
    pub file: Rc<str>,
    /// Line of the definition, from 1.
    pub line: u32,
    /// Leading registers that the caller fills.
    pub params: u32,
    /// Registers in all, call windows included.
    pub regs: u32,
    /// Cache sites in all.
    pub sites: u32,
    pub(crate) rest: Lazy,
}

impl CodeUnit {
    /// A unit without instructions, whose first `params` registers the caller fills.
    pub fn new(name: Rc<str>, qualname: Rc<str>, file: Rc<str>, line: u32, params: u32) -> CodeUnit {
        CodeUnit { name, qualname, file, line, params, regs: params, sites: 0, rest: Lazy::default() }
    }

    /// What the guest wants to know about its functions (parameter kinds and names, flags), in a form of
    /// its own.
    ///
    /// # Panics
    /// If the archive is damaged.
    pub fn meta(&self) -> &Const {
        self.rest.meta()
    }

    pub fn set_meta(&mut self, meta: Const) {
        self.rest.set_meta(meta);
    }

    /// Where the body stands in an archive, if it is that of an archive still.
    pub fn packed(&self) -> Option<&PackedBody> {
        self.rest.packed()
    }

    /// Reads all of it but nested units.
    pub(crate) fn read_all(&self) -> Result<(), Damaged> {
        self.rest.read()?;
        self.insns.read()
    }

    /// Calls `f` with op and operands of each instruction.
    ///
    /// # Panics
    /// If the archive is damaged.
    pub fn each_insn(&self, mut f: impl FnMut(&str, &[Operand])) {
        match self.packed() {
            Some(p) if !self.rest.is_read() => {
                p.each_insn(f).unwrap_or_else(|e| panic!("{}: {e}", self.qualname));
            }
            _ => self.insns.iter().for_each(|i| f(&i.op, &i.operands)),
        }
    }
}

impl Deref for CodeUnit {
    type Target = Body;
    /// # Panics
    /// If the archive is damaged.
    fn deref(&self) -> &Body {
        self.rest.body()
    }
}

impl DerefMut for CodeUnit {
    fn deref_mut(&mut self) -> &mut Body {
        self.rest.body_mut()
    }
}
