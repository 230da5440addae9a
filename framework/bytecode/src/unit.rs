//! The data: units, instructions, operands, constants.

use crate::pack::{Archive, Damaged, PackedBody};
use std::cell::OnceCell;
use std::fmt;
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

/// One instruction.
#[derive(Clone, Debug, PartialEq)]
pub struct Insn {
    /// The op's name, as in its `#[op]` function.
    pub op: Rc<str>,
    pub operands: Vec<Operand>,
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

/// One compiled function, class body or module body. Its body is read when first looked at: most
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
    pub body: LazyBody,
    /// What the guest wants to know about its functions (parameter kinds and names, flags), in a
    /// form of its own.
    pub meta: Const,
}

impl CodeUnit {
    /// Reads the body now, if it has not been read.
    pub(crate) fn read_body(&self) -> Result<(), Damaged> {
        if let (None, Some(p)) = (self.body.read.get(), &self.body.packed) {
            let _first = self.body.read.set(p.read()?);
        }
        Ok(())
    }
}

impl CodeUnit {
    /// Reads all of it but nested units.
    pub(crate) fn read_all(&self) -> Result<(), Damaged> {
        self.read_body()?;
        self.insns.read()
    }

    /// Calls `f` with op and operands of each instruction.
    ///
    /// # Panics
    /// If the archive is damaged.
    pub fn each_insn(&self, mut f: impl FnMut(&Rc<str>, &[Operand])) {
        match (self.insns.read.get(), &self.insns.packed) {
            (None, Some((archive, at))) => archive
                .insns(*at, |op, operands, _| f(op, operands))
                .unwrap_or_else(|e| panic!("{}: {e}", self.qualname)),
            _ => self.insns.iter().for_each(|i| f(&i.op, &i.operands)),
        }
    }
}

impl Deref for CodeUnit {
    type Target = Body;
    fn deref(&self) -> &Body {
        self.body.get()
    }
}

impl DerefMut for CodeUnit {
    fn deref_mut(&mut self) -> &mut Body {
        self.body.get();
        self.body.read.get_mut().expect("just read")
    }
}

/// A body, or where it stands in an archive.
#[derive(Clone, Debug)]
pub struct LazyBody {
    read: OnceCell<Body>,
    packed: Option<PackedBody>,
}

impl LazyBody {
    pub(crate) fn packed(packed: PackedBody) -> LazyBody {
        LazyBody { read: OnceCell::new(), packed: Some(packed) }
    }

    /// # Panics
    /// If the archive is damaged.
    fn get(&self) -> &Body {
        self.read.get_or_init(|| match &self.packed {
            Some(p) => p.read().unwrap_or_else(|e| panic!("{p:?}: {e}")),
            None => Body::default(),
        })
    }
}

impl From<Body> for LazyBody {
    fn from(body: Body) -> LazyBody {
        LazyBody { read: OnceCell::from(body), packed: None }
    }
}

impl PartialEq for LazyBody {
    fn eq(&self, other: &LazyBody) -> bool {
        self.get() == other.get()
    }
}

/// Instructions, or where they stand in an archive.
#[derive(Clone, Default)]
pub struct LazyInsns {
    read: OnceCell<Vec<Insn>>,
    packed: Option<(Rc<Archive>, usize)>,
}

impl LazyInsns {
    pub(crate) fn packed(archive: Rc<Archive>, at: usize) -> LazyInsns {
        LazyInsns { read: OnceCell::new(), packed: Some((archive, at)) }
    }

    fn read(&self) -> Result<(), Damaged> {
        if let (None, Some((archive, at))) = (self.read.get(), &self.packed) {
            let mut all = Vec::new();
            archive.insns(*at, |op, operands, span| {
                all.push(Insn { op: op.clone(), operands: operands.to_vec(), span });
            })?;
            let _first = self.read.set(all);
        }
        Ok(())
    }
}

impl Deref for LazyInsns {
    type Target = Vec<Insn>;
    /// # Panics
    /// If the archive is damaged.
    fn deref(&self) -> &Vec<Insn> {
        self.read().unwrap_or_else(|e| panic!("instructions: {e}"));
        self.read.get_or_init(Vec::new)
    }
}

impl DerefMut for LazyInsns {
    fn deref_mut(&mut self) -> &mut Vec<Insn> {
        let _read: &Vec<Insn> = self;
        self.read.get_mut().expect("just read")
    }
}

impl PartialEq for LazyInsns {
    fn eq(&self, other: &LazyInsns) -> bool {
        **self == **other
    }
}

impl fmt::Debug for LazyInsns {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        (**self).fmt(f)
    }
}
