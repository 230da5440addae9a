//! Reads the text form that [`crate::print_unit`] writes.
//!
//! Units are cut apart at their head lines and read from the last to the first: a code constant
//! has a greater number than its user, so it is ready when it is needed, whatever the nesting.

use crate::unit::{CodeUnit, Const, Handler, Insn, OpName, Operand, Operands, Reg, SourceSpan};
use std::collections::HashMap;
use std::fmt::{self, Display, Formatter};
use std::rc::Rc;

/// Tuples within tuples in a constant: more than any compiler writes, less than a native stack.
const TUPLE_DEPTH: u32 = 1000;

/// Text that is no unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseError {
    /// Line in the text, from 1.
    pub line: usize,
    pub message: String,
}

impl Display for ParseError {
    fn fmt(&self, f: &mut Formatter) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}

impl std::error::Error for ParseError {}

type Fallible<T> = Result<T, String>;
type Units = HashMap<u32, Rc<CodeUnit>>;

/// The first unit of `text`, with the ones it refers to in its constants.
pub fn parse_unit(text: &str) -> Result<CodeUnit, ParseError> {
    let is_content = |line: &str| !line.is_empty() && !line.starts_with(';');
    let lines: Vec<_> =
        text.lines().enumerate().map(|(i, l)| (i + 1, l.trim())).filter(|(_, l)| is_content(l)).collect();
    let heads: Vec<_> = (0..lines.len()).filter(|i| lines[*i].1.starts_with("unit ")).collect();
    if heads.first() != Some(&0) {
        let line = lines.first().map_or(1, |(n, _)| *n);
        return Err(ParseError { line, message: "expected `unit`".into() });
    }
    let mut units = Units::new();
    let mut end = lines.len();
    for &start in heads.iter().rev() {
        let (number, unit) = read_unit(&lines[start..end], &units)?;
        units.insert(number, Rc::new(unit));
        end = start;
        if start == 0 {
            let root = units.remove(&number).expect("just inserted");
            return Ok(Rc::try_unwrap(root).unwrap_or_else(|shared| (*shared).clone()));
        }
    }
    unreachable!("the first head is at line 0")
}

fn read_unit(lines: &[(usize, &str)], units: &Units) -> Result<(u32, CodeUnit), ParseError> {
    let at = |line: usize| move |message: String| ParseError { line, message };
    let (head_line, head) = lines[0];
    let (number, mut unit) = Cursor { rest: head, units }.head().map_err(at(head_line))?;
    for &(line, text) in &lines[1..] {
        Cursor { rest: text, units }.member(&mut unit).map_err(at(line))?;
    }
    for (insn, (line, _)) in unit.insns.iter().zip(insn_lines(lines)) {
        check_operands(&unit, insn).map_err(at(*line))?;
    }
    Ok((number, unit))
}

/// The lines that hold instructions: those that begin with their index.
fn insn_lines<'t>(lines: &'t [(usize, &'t str)]) -> impl Iterator<Item = &'t (usize, &'t str)> {
    lines.iter().filter(|(_, text)| text.starts_with(|c: char| c.is_ascii_digit()))
}

/// A unit that parses does not point outside its own tables.
fn check_operands(unit: &CodeUnit, insn: &Insn) -> Fallible<()> {
    for operand in &insn.operands {
        let (what, index, len) = match *operand {
            Operand::Const(k) => ("constant", k, unit.consts.len()),
            Operand::Name(n) => ("name", n, unit.names.len()),
            Operand::Jump(t) => ("jump target", t, unit.insns.len() + 1),
            // A row of no registers may start behind the last one.
            Operand::Reg(r) => ("register", r.0, unit.regs as usize + 1),
            Operand::Site(s) => ("site", s, unit.sites as usize),
            Operand::Imm(_) => continue,
        };
        if index as usize >= len {
            return Err(format!("{what} {index} does not exist"));
        }
    }
    Ok(())
}

/// What is left of one line.
struct Cursor<'t, 'u> {
    rest: &'t str,
    units: &'u Units,
}

impl<'t> Cursor<'t, '_> {
    fn head(mut self) -> Fallible<(u32, CodeUnit)> {
        self.keyword("unit")?;
        let number = self.number_after("u")?;
        let (name, qualname) = (self.string()?, self.string()?);
        let file = if self.eat("file") { self.string()? } else { "".into() };
        let mut field = |name| self.keyword(name).and_then(|()| self.number_after(""));
        let (line, params, regs, sites) = (field("line")?, field("params")?, field("regs")?, field("sites")?);
        self.end()?;
        let mut unit = CodeUnit::new(name, qualname, file, line, params);
        (unit.regs, unit.sites) = (regs, sites);
        Ok((number, unit))
    }

    /// One line after the head.
    fn member(mut self, unit: &mut CodeUnit) -> Fallible<()> {
        if self.rest.starts_with(|c: char| c.is_ascii_digit()) {
            let insn = self.insn(unit.insns.len())?;
            unit.insns.push(insn);
        } else if self.eat("meta") {
            let meta = self.constant(0)?;
            unit.set_meta(meta);
        } else if self.eat("name") {
            self.index("n", unit.names.len())?;
            unit.names.push(self.string()?);
        } else if self.eat("const") {
            self.index("k", unit.consts.len())?;
            unit.consts.push(self.constant(0)?);
        } else if self.eat("handler") {
            let (start, end) = self.range()?;
            let (target, exc) = (self.number_after("->")?, Reg(self.number_after("r")?));
            unit.handlers.push(Handler { start, end, target, exc });
        } else {
            return Err(format!("unexpected `{}`", self.rest));
        }
        self.end()
    }

    fn insn(&mut self, expected: usize) -> Fallible<Insn> {
        self.index("", expected)?;
        let op = OpName::Read(self.word()?.into());
        let mut operands = Operands::new();
        while !self.rest.is_empty() && !self.rest.starts_with(['|', ';']) {
            operands.push(self.operand()?);
        }
        let span = if self.eat("|") { self.span()? } else { SourceSpan::default() };
        if self.rest.starts_with(';') {
            self.rest = "";
        }
        Ok(Insn { op, operands, span })
    }

    fn operand(&mut self) -> Fallible<Operand> {
        let word = self.word()?;
        let (kind, digits) = word.split_at(if word.starts_with("->") { 2 } else { 1 });
        let n = digits.parse().map_err(|_| format!("`{word}` is no operand"))?;
        Ok(match kind {
            "r" => Operand::Reg(Reg(n)),
            "k" => Operand::Const(n),
            "n" => Operand::Name(n),
            "->" => Operand::Jump(n),
            "#" => Operand::Imm(n),
            "@" => Operand::Site(n),
            _ => return Err(format!("`{word}` is no operand")),
        })
    }

    fn span(&mut self) -> Fallible<SourceSpan> {
        let word = self.word()?;
        let (line, column) = word.split_once(':').ok_or("expected `line:column`")?;
        let (line, column) = (parse_number(line)?, parse_number(column)?);
        let (start, end) = self.range()?;
        Ok(SourceSpan { start, end, line, column })
    }

    fn range(&mut self) -> Fallible<(u32, u32)> {
        let (start, end) = self.word()?.split_once("..").ok_or("expected `start..end`")?;
        Ok((parse_number(start)?, parse_number(end)?))
    }

    fn constant(&mut self, depth: u32) -> Fallible<Const> {
        if let Some(rest) = self.rest.strip_prefix('(') {
            self.rest = rest.trim_start();
            return self.tuple(depth);
        }
        Ok(match self.word()? {
            "nil" => Const::Nil,
            "true" => Const::Bool(true),
            "false" => Const::Bool(false),
            "int" => Const::Int(self.word()?.parse().map_err(|_| "expected an integer")?),
            "big" => Const::BigInt(self.word()?.into()),
            "float" => Const::Float(self.float()?),
            "imaginary" => Const::Imaginary(self.float()?),
            "str" => Const::Str(self.string()?),
            "wide" => Const::WideStr(self.hex_list()?.into()),
            "bytes" => Const::Bytes(self.bytes()?.into()),
            "named" => Const::Named(self.string()?),
            "code" => {
                let number = self.number_after("u")?;
                Const::Code(self.units.get(&number).ok_or(format!("no unit u{number} below"))?.clone())
            }
            other => return Err(format!("`{other}` is no kind of constant")),
        })
    }

    /// The rest of a tuple whose `(` was read.
    fn tuple(&mut self, depth: u32) -> Fallible<Const> {
        if depth > TUPLE_DEPTH {
            return Err(format!("tuples are nested deeper than {TUPLE_DEPTH}"));
        }
        let mut items = Vec::new();
        while !self.punct(")") {
            items.push(self.constant(depth + 1)?);
            if !self.punct(",") && !self.rest.starts_with(')') {
                return Err("expected `,` or `)`".into());
            }
        }
        Ok(Const::Tuple(items))
    }

    fn float(&mut self) -> Fallible<f64> {
        let word = self.word()?;
        let parsed = match word.strip_prefix("bits:") {
            Some(bits) => u64::from_str_radix(bits, 16).ok().map(f64::from_bits),
            None => word.parse().ok(),
        };
        parsed.ok_or(format!("`{word}` is no float"))
    }

    fn bytes(&mut self) -> Fallible<Vec<u8>> {
        let byte = |i: u32| u8::try_from(i).map_err(|_| format!("{i:x} is no byte"));
        self.hex_list()?.into_iter().map(byte).collect()
    }

    fn hex_list(&mut self) -> Fallible<Vec<u32>> {
        let inner = self.rest.strip_prefix('[').and_then(|r| r.split_once(']'));
        let (items, rest) = inner.ok_or("expected `[..]`")?;
        self.rest = rest.trim_start();
        let hex = |w| u32::from_str_radix(w, 16).map_err(|_| format!("`{w}` is no hexadecimal number"));
        items.split_whitespace().map(hex).collect()
    }

    /// A string between double quotes.
    fn string(&mut self) -> Fallible<Rc<str>> {
        let mut chars = self.rest.strip_prefix('"').ok_or("expected a string")?.chars();
        let mut out = String::new();
        loop {
            match chars.next().ok_or("unterminated string")? {
                '"' => break,
                '\\' => out.push(unescape(&mut chars)?),
                c => out.push(c),
            }
        }
        self.rest = chars.as_str().trim_start();
        Ok(out.into())
    }

    /// Everything up to a blank or to what closes or parts a tuple.
    fn word(&mut self) -> Fallible<&'t str> {
        let end = self.rest.find([' ', ',', ')']).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest.trim_start();
        if word.is_empty() { Err("unexpected end of line".into()) } else { Ok(word) }
    }

    fn eat(&mut self, keyword: &str) -> bool {
        let rest = self.rest.strip_prefix(keyword).filter(|r| r.is_empty() || r.starts_with(' '));
        self.rest = rest.map_or(self.rest, str::trim_start);
        rest.is_some()
    }

    fn punct(&mut self, punct: &str) -> bool {
        let rest = self.rest.strip_prefix(punct);
        self.rest = rest.map_or(self.rest, str::trim_start);
        rest.is_some()
    }

    fn keyword(&mut self, keyword: &str) -> Fallible<()> {
        if self.eat(keyword) { Ok(()) } else { Err(format!("expected `{keyword}`")) }
    }

    fn number_after(&mut self, prefix: &str) -> Fallible<u32> {
        let word = self.word()?;
        let digits = word.strip_prefix(prefix).ok_or(format!("expected `{prefix}N`, not `{word}`"))?;
        parse_number(digits)
    }

    /// An index that only repeats the position: it is there for the reader.
    fn index(&mut self, prefix: &str, expected: usize) -> Fallible<()> {
        let found = self.number_after(prefix)? as usize;
        if found == expected { Ok(()) } else { Err(format!("expected index {expected}, not {found}")) }
    }

    fn end(&self) -> Fallible<()> {
        let rest = self.rest;
        if rest.is_empty() { Ok(()) } else { Err(format!("unexpected `{rest}`")) }
    }
}

fn parse_number(digits: &str) -> Fallible<u32> {
    digits.parse().map_err(|_| format!("`{digits}` is no number"))
}

/// The character that stands for what follows a backslash.
fn unescape(chars: &mut std::str::Chars) -> Fallible<char> {
    match chars.next() {
        Some('n') => Ok('\n'),
        Some('t') => Ok('\t'),
        Some(c @ ('"' | '\\')) => Ok(c),
        Some('u') => {
            let inner = chars.as_str().strip_prefix('{').and_then(|r| r.split_once('}'));
            let (hex, rest) = inner.ok_or("expected `\\u{..}`")?;
            *chars = rest.chars();
            let point = u32::from_str_radix(hex, 16).ok().and_then(char::from_u32);
            point.ok_or(format!("`{hex}` is no character"))
        }
        _ => Err("unknown escape".into()),
    }
}
