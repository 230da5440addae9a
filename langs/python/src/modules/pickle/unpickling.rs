//! A pickle that is being read: a stack machine. What only guest code can do is handed back as a [`Request`].

use super::input::{Input, Short};
use super::opcodes::*;
use super::plain::is_simple;
use crate::builtins::int::to_int;
use crate::builtins::num::float_text;
use crate::dicts;
use crate::errors::{memory_error, value_error};
use crate::roots;
use crate::runtime::sym_of;
use crate::types::class::{Class, new_instance, user_special};
use crate::types::instance;
use crate::types::objects::{Bytes, Instance};
use crate::values::instance_class;
use num_bigint::BigInt as Big;
use std::cell::RefCell;
use trackway::{Counted, Gc, Machine, Native, Object, Raise, Value};
use trackway_kit::{BigInt, Dict, List, Set, Str, Tuple, str_of};

/// See the module.
#[derive(Object)]
#[object(id = 161)]
pub struct Unpickling {
    #[immutable]
    stack: Gc<List>,
    /// The memo by number; the unbound marker where there is nothing.
    #[immutable]
    memo: Gc<List>,
    #[immutable]
    state: Native<Counted<RefCell<State>>>,
}

#[derive(Default)]
struct State {
    input: Input,
    /// Heights of the stack at the marks.
    marks: Vec<usize>,
    protocol: u8,
}

/// What guest code is to do, with operands; the numbers are known to `_pickle_native.py`.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Request {
    /// The result.
    Done,
    /// Go on after a look at the interrupt word.
    Again,
    /// So many bytes are missing, -1: of a line; whether in the middle of something.
    More,
    /// Say what is wrong.
    Bad,
    /// Push what the operands give.
    Global,
    Extension,
    Call,
    New,
    NewWith,
    Make,
    Persistent,
    DecodeString,
    DecodeText,
    NextBuffer,
    ReadOnly,
    FrozenSet,
    ByteArray,
    /// Change the first operand by the second.
    Build,
    Append,
    SetItems,
    AddItems,
}

/// Why the machine stops.
enum Stop {
    Short(Short),
    Ask(Request, Vec<Value>),
    Bad(String),
    Raised(Raise),
}

impl From<Short> for Stop {
    fn from(s: Short) -> Stop {
        Stop::Short(s)
    }
}

impl From<Raise> for Stop {
    fn from(r: Raise) -> Stop {
        Stop::Raised(r)
    }
}

type Did = Result<(), Stop>;

/// Opcodes between two looks at the interrupt word.
const STEPS: usize = 50_000;
/// Numbers of a memo that are taken for good.
const MEMO_MAX: u64 = 1 << 28;

fn bad<T>(text: &str) -> Result<T, Stop> {
    Err(Stop::Bad(text.into()))
}

/// A run: the words of an [`Unpickling`], and the machine.
pub struct Unpickler<'m> {
    machine: &'m Machine,
    stack: Gc<List>,
    memo: Gc<List>,
    state: &'m RefCell<State>,
}

impl Unpickling {
    pub fn make(machine: &Machine) -> Gc<Unpickling> {
        let heap = &machine.heap;
        let u = heap.alloc::<Unpickling>();
        u.set(heap, Unpickling::STACK, List::new(heap, &[]));
        u.set(heap, Unpickling::MEMO, List::new(heap, &[]));
        u.set(heap, Unpickling::STATE, Native::new(Counted::new(heap, RefCell::new(State::default()), 0)));
        u
    }

    pub fn memo(u: Gc<Unpickling>) -> Gc<List> {
        u.get(Unpickling::MEMO)
    }
}

impl<'m> Unpickler<'m> {
    pub fn of(machine: &'m Machine, u: Gc<Unpickling>) -> Unpickler<'m> {
        let state = &**u.get(Unpickling::STATE).get(&machine.heap);
        Unpickler { machine, stack: u.get(Unpickling::STACK), memo: u.get(Unpickling::MEMO), state }
    }

    /// Begins with an empty stack.
    pub fn begin(&self) {
        List::assign(&self.machine.heap, self.stack, &[]);
        let mut s = self.state.borrow_mut();
        s.marks.clear();
        s.protocol = 0;
        s.input = Input::default();
    }

    pub fn feed(&self, data: &[u8]) {
        self.state.borrow_mut().input.feed(data);
    }

    /// The protocol that the pickle says it is of.
    pub fn protocol(&self) -> u8 {
        self.state.borrow().protocol
    }

    /// Bytes that have not been read.
    pub fn left(&self) -> usize {
        self.state.borrow().input.left()
    }

    pub fn push(&self, v: Value) -> Result<(), Raise> {
        List::push(&self.machine.heap, self.stack, v).map_err(|_| memory_error(self.machine))
    }

    /// Reads until the end or a request.
    pub fn run(&self) -> Result<(Request, Vec<Value>), Raise> {
        let mut s = self.state.borrow_mut();
        let int = |i: i64| Value::int(i).expect("small");
        for _ in 0..STEPS {
            let (start, height, marks) = (s.input.at, List::len(self.stack), s.marks.len());
            match self.step(&mut s) {
                Ok(()) => {}
                Err(Stop::Ask(request, words)) => return Ok((request, words)),
                Err(Stop::Raised(r)) => return Err(r),
                Err(Stop::Bad(text)) => {
                    return Ok((Request::Bad, vec![Str::new(&self.machine.heap, &text).value()]));
                }
                Err(Stop::Short(short)) => {
                    // Arguments are read before anything is done.
                    debug_assert_eq!((height, marks), (List::len(self.stack), s.marks.len()));
                    let inside = s.input.bytes.len() > start;
                    s.input.at = start;
                    let n = match short {
                        Short::Bytes(n) => i64::try_from(n).unwrap_or(i64::MAX >> 2).min(i64::MAX >> 2),
                        Short::Line => -1,
                    };
                    return Ok((Request::More, vec![int(n), int(inside.into())]));
                }
            }
        }
        Ok((Request::Again, Vec::new()))
    }

    fn pop(&self, s: &State) -> Result<Value, Stop> {
        let n = List::len(self.stack);
        if n <= s.marks.last().copied().unwrap_or(0) {
            return bad("pickle stack underflow");
        }
        Ok(List::take(&self.machine.heap, self.stack, n - 1))
    }

    fn top(&self, s: &State) -> Result<Value, Stop> {
        let n = List::len(self.stack);
        if n <= s.marks.last().copied().unwrap_or(0) {
            return bad("pickle stack underflow");
        }
        Ok(List::get(&self.machine.heap, self.stack, n - 1))
    }

    /// What stands above the last mark; the mark is gone.
    fn pop_mark(&self, s: &mut State) -> Result<Vec<Value>, Stop> {
        let Some(mark) = s.marks.pop() else { return bad("could not find MARK") };
        let items =
            (mark..List::len(self.stack)).map(|i| List::get(&self.machine.heap, self.stack, i)).collect();
        List::splice(&self.machine.heap, self.stack, mark, List::len(self.stack), &[])
            .map_err(|_| memory_error(self.machine))?;
        Ok(items)
    }

    fn ask<T>(&self, request: Request, words: &[Value]) -> Result<T, Stop> {
        Err(Stop::Ask(request, words.to_vec()))
    }

    fn put(&self, v: Value) -> Did {
        Ok(self.push(v)?)
    }

    fn text(&self, bytes: &[u8]) -> Value {
        Str::from_wtf8(&self.machine.heap, bytes).value()
    }

    fn bytes(&self, bytes: &[u8]) -> Value {
        self.machine.heap.alloc_bytes::<Bytes>(bytes).value()
    }

    fn list(&self, items: &[Value]) -> Value {
        List::new(&self.machine.heap, items).value()
    }

    fn step(&self, s: &mut State) -> Did {
        let op = s.input.byte()?;
        match op {
            MARK => {
                s.marks.push(List::len(self.stack));
                Ok(())
            }
            STOP => {
                let v = self.pop(s)?;
                self.ask(Request::Done, &[v])
            }
            PROTO => match s.input.byte()? {
                p @ 0..=5 => {
                    s.protocol = p;
                    Ok(())
                }
                p => Err(Stop::Ask(
                    Request::Bad,
                    vec![
                        self.text(format!("unsupported pickle protocol: {p}").as_bytes()),
                        Value::int(1).expect("small"),
                    ],
                )),
            },
            FRAME => {
                let n = usize::try_from(s.input.number(8)?).unwrap_or(usize::MAX);
                match s.input.left() {
                    left if left < n => Err(Short::Bytes(n - left).into()),
                    _ => Ok(()),
                }
            }
            NONE | NEWTRUE | NEWFALSE | INT | BININT | BININT1 | BININT2 | LONG | FLOAT | BINFLOAT
            | LONG1 | LONG4 => self.atom(s, op),
            BINUNICODE | SHORT_BINUNICODE | BINUNICODE8 | UNICODE | BINBYTES | SHORT_BINBYTES | BINBYTES8
            | BYTEARRAY8 | STRING | BINSTRING | SHORT_BINSTRING => self.data(s, op),
            EMPTY_TUPLE | TUPLE1 | TUPLE2 | TUPLE3 | TUPLE | EMPTY_LIST | LIST | EMPTY_DICT | DICT
            | EMPTY_SET | FROZENSET => self.container(s, op),
            APPEND | APPENDS | SETITEM | SETITEMS | ADDITEMS => self.fill(s, op),
            MEMOIZE | PUT | BINPUT | LONG_BINPUT | GET | BINGET | LONG_BINGET => self.memo(s, op),
            POP if s.marks.last() == Some(&List::len(self.stack)) => {
                s.marks.pop();
                Ok(())
            }
            POP => self.pop(s).map(|_| ()),
            POP_MARK => self.pop_mark(s).map(|_| ()),
            DUP => self.put(self.top(s)?),
            _ => self.object(s, op),
        }
    }

    /// Numbers and the like.
    fn atom(&self, s: &mut State, op: u8) -> Did {
        let heap = &self.machine.heap;
        let int = |i: i64| BigInt::from_i64(heap, i);
        let v = match op {
            NONE => roots::none(self.machine),
            NEWTRUE | NEWFALSE => roots::bool_word(self.machine, op == NEWTRUE),
            BININT => int(i64::from(s.input.number(4)? as u32 as i32)),
            BININT1 => int(s.input.number(1)? as i64),
            BININT2 => int(s.input.number(2)? as i64),
            BINFLOAT => heap.float(f64::from_bits(s.input.number(8)?.swap_bytes())),
            LONG1 => BigInt::word(heap, &Big::from_signed_bytes_le(s.input.sized(1)?)),
            LONG4 => {
                let n = s.input.number(4)? as u32 as i32;
                let Ok(n) = usize::try_from(n) else { return bad("LONG pickle has negative byte count") };
                BigInt::word(heap, &Big::from_signed_bytes_le(s.input.take(n)?))
            }
            FLOAT => match float_text::parse(s.input.line()?) {
                Some(f) => heap.float(f),
                None => {
                    return Err(value_error(self.machine, "could not convert string to float").into());
                }
            },
            _ => match s.input.line()? {
                b"00" if op == INT => roots::bool_word(self.machine, false),
                b"01" if op == INT => roots::bool_word(self.machine, true),
                line => {
                    let digits = line.strip_suffix(b"L").unwrap_or(line);
                    let text = self.text(digits);
                    to_int(self.machine, text, Some(Value::ZERO))?.unwrap_or(Value::ZERO)
                }
            },
        };
        self.put(v)
    }

    /// Strings and bytes.
    fn data(&self, s: &mut State, op: u8) -> Did {
        let v = match op {
            SHORT_BINUNICODE => self.unicode(s.input.sized(1)?)?,
            BINUNICODE => self.unicode(s.input.sized(4)?)?,
            BINUNICODE8 => self.unicode(s.input.sized(8)?)?,
            SHORT_BINBYTES => self.bytes(s.input.sized(1)?),
            BINBYTES => self.bytes(s.input.sized(4)?),
            BINBYTES8 => self.bytes(s.input.sized(8)?),
            BYTEARRAY8 => {
                let data = self.bytes(s.input.sized(8)?);
                return self.ask(Request::ByteArray, &[data]);
            }
            UNICODE => match s.input.line()? {
                line if line.is_ascii() && !line.contains(&b'\\') => self.text(line),
                line => return self.ask(Request::DecodeText, &[self.bytes(line)]),
            },
            SHORT_BINSTRING => {
                let data = self.bytes(s.input.sized(1)?);
                return self.ask(Request::DecodeString, &[data]);
            }
            BINSTRING => {
                let n = s.input.number(4)? as u32 as i32;
                let Ok(n) = usize::try_from(n) else {
                    return bad("BINSTRING pickle has negative byte count");
                };
                let data = self.bytes(s.input.take(n)?);
                return self.ask(Request::DecodeString, &[data]);
            }
            _ => {
                let line = s.input.line()?;
                // Between quotes of a kind, with escapes that guest code resolves.
                let data = self.bytes(line);
                return self.ask(Request::DecodeString, &[data, roots::bool_word(self.machine, true)]);
            }
        };
        self.put(v)
    }

    /// A string of UTF-8, surrogates included.
    fn unicode(&self, bytes: &[u8]) -> Result<Value, Stop> {
        if bytes.is_ascii() || std::str::from_utf8(bytes).is_ok() {
            return Ok(self.text(bytes));
        }
        let bytes = self.bytes(bytes);
        self.ask(Request::DecodeText, &[bytes, roots::bool_word(self.machine, true)])
    }

    fn container(&self, s: &mut State, op: u8) -> Did {
        let heap = &self.machine.heap;
        let v = match op {
            EMPTY_LIST => self.list(&[]),
            EMPTY_DICT => Dict::new(heap).value(),
            EMPTY_SET => Set::new(heap).value(),
            EMPTY_TUPLE => self.machine.root(roots::EMPTY_TUPLE),
            TUPLE1 | TUPLE2 | TUPLE3 => {
                let n = (op - TUPLE1 + 1).into();
                let height = List::len(self.stack);
                if height < n + s.marks.last().copied().unwrap_or(0) {
                    return bad("pickle stack underflow");
                }
                let items: Vec<Value> =
                    (height - n..height).map(|i| List::get(&self.machine.heap, self.stack, i)).collect();
                for _ in 0..n {
                    self.pop(s)?;
                }
                Tuple::new(heap, &items).value()
            }
            TUPLE => Tuple::new(heap, &self.pop_mark(s)?).value(),
            LIST => self.list(&self.pop_mark(s)?),
            FROZENSET => {
                let items = self.list(&self.pop_mark(s)?);
                return self.ask(Request::FrozenSet, &[items]);
            }
            _ => {
                let d = Dict::new(heap).value();
                let items = self.pop_mark(s)?;
                self.put(d)?;
                return self.set_items(d, items);
            }
        };
        self.put(v)
    }

    /// Elements for the container on the stack.
    fn fill(&self, s: &mut State, op: u8) -> Did {
        let items = match op {
            APPEND => vec![self.pop(s)?],
            SETITEM => {
                let v = self.pop(s)?;
                vec![self.pop(s)?, v]
            }
            _ => self.pop_mark(s)?,
        };
        let into = self.top(s)?;
        match op {
            APPEND | APPENDS => match into.cast::<List>() {
                Some(l) => {
                    for v in items {
                        List::push(&self.machine.heap, l, v).map_err(|_| memory_error(self.machine))?;
                    }
                    Ok(())
                }
                None => self.ask(Request::Append, &[into, self.list(&items)]),
            },
            ADDITEMS => self.ask(Request::AddItems, &[into, self.list(&items)]),
            _ => self.set_items(into, items),
        }
    }

    /// Keys and values in turn; from a key on that guest code has to compare it does the rest.
    fn set_items(&self, into: Value, items: Vec<Value>) -> Did {
        let mut done = 0;
        if !items.len().is_multiple_of(2) {
            return bad("odd number of items for SET ITEMS");
        }
        if let Some(d) = into.cast::<Dict>() {
            for pair in items.chunks_exact(2) {
                let set = match str_of(pair[0]) {
                    Some(key) => dicts::set_str(self.machine, d, key, pair[1]).map(|()| true),
                    None => dicts::set(self.machine, d, pair[0], pair[1]),
                };
                if !set? {
                    break;
                }
                done += 2;
            }
        }
        match &items[done..] {
            [] => Ok(()),
            rest => self.ask(Request::SetItems, &[into, self.list(rest)]),
        }
    }

    fn memo(&self, s: &mut State, op: u8) -> Did {
        let n = match op {
            MEMOIZE => List::len(self.memo) as u64,
            BINPUT | BINGET => s.input.number(1)?,
            LONG_BINPUT | LONG_BINGET => s.input.number(4)?,
            _ => match std::str::from_utf8(s.input.line()?).ok().and_then(|t| t.parse().ok()) {
                Some(n) => n,
                None => return Err(value_error(self.machine, "memo numbers are integers from 0 on").into()),
            },
        };
        let (unbound, count) = (self.machine.root(roots::UNBOUND), List::len(self.memo) as u64);
        if matches!(op, GET | BINGET | LONG_BINGET) {
            return match n < count && List::get(&self.machine.heap, self.memo, n as usize) != unbound {
                true => self.put(List::get(&self.machine.heap, self.memo, n as usize)),
                false => Err(Stop::Bad(format!("Memo value not found at index {n}"))),
            };
        }
        if n > MEMO_MAX {
            return Err(memory_error(self.machine).into());
        }
        let v = self.top(s)?;
        let heap = &self.machine.heap;
        for _ in count..=n {
            List::push(heap, self.memo, unbound).map_err(|_| memory_error(self.machine))?;
        }
        List::set(heap, self.memo, n as usize, v).map_err(|_| memory_error(self.machine).into())
    }

    /// The two lines that name something in a module.
    fn module_and_name(&self, s: &mut State) -> Result<(Value, Value), Stop> {
        let start = s.input.at;
        let module = s.input.line()?.len();
        let name = s.input.line()?.len();
        let bytes = &s.input.bytes[start..];
        Ok((self.text(&bytes[..module]), self.text(&bytes[module + 1..module + 1 + name])))
    }

    /// Classes, and what they make.
    fn object(&self, s: &mut State, op: u8) -> Did {
        let words = match op {
            GLOBAL => {
                let (module, name) = self.module_and_name(s)?;
                return self.ask(Request::Global, &[module, name]);
            }
            INST => {
                let (module, name) = self.module_and_name(s)?;
                let args = Tuple::new(&self.machine.heap, &self.pop_mark(s)?).value();
                return self.ask(Request::Make, &[module, name, args]);
            }
            STACK_GLOBAL => {
                let name = self.pop(s)?;
                let module = self.pop(s)?;
                if str_of(name).is_none() || str_of(module).is_none() {
                    return bad("STACK_GLOBAL requires str");
                }
                return self.ask(Request::Global, &[module, name]);
            }
            EXT1 | EXT2 | EXT4 => {
                let n = s.input.number([1, 2, 4][usize::from(op - EXT1)])?;
                let n = if op == EXT4 { i64::from(n as u32 as i32) } else { n as i64 };
                return self.ask(Request::Extension, &[BigInt::from_i64(&self.machine.heap, n)]);
            }
            PERSID => {
                let id = self.bytes(s.input.line()?);
                return self.ask(Request::Persistent, &[id, roots::bool_word(self.machine, true)]);
            }
            BINPERSID => vec![self.pop(s)?],
            OBJ => {
                let items = self.pop_mark(s)?;
                let Some((class, args)) = items.split_first() else { return bad("pickle stack underflow") };
                vec![*class, Tuple::new(&self.machine.heap, args).value()]
            }
            REDUCE | NEWOBJ => {
                let args = self.pop(s)?;
                vec![self.pop(s)?, args]
            }
            NEWOBJ_EX => {
                let keywords = self.pop(s)?;
                let args = self.pop(s)?;
                vec![self.pop(s)?, args, keywords]
            }
            BUILD => {
                let state = self.pop(s)?;
                vec![self.top(s)?, state]
            }
            READONLY_BUFFER => vec![self.pop(s)?],
            NEXT_BUFFER => vec![],
            _ => return Err(Stop::Bad(invalid_key(op))),
        };
        let request = match op {
            REDUCE => Request::Call,
            NEWOBJ => return self.new_object(words),
            NEWOBJ_EX => Request::NewWith,
            BUILD => return self.build(words),
            OBJ => Request::Make,
            BINPERSID => Request::Persistent,
            NEXT_BUFFER => Request::NextBuffer,
            _ => Request::ReadOnly,
        };
        self.ask(request, &words)
    }

    fn new_object(&self, words: Vec<Value>) -> Did {
        if let Some(class) = words[0].cast::<Class>()
            && words[1] == self.machine.root(roots::EMPTY_TUPLE)
            && is_simple(self.machine, class)
            && user_special(self.machine, class, "__new__").is_none()
        {
            return self.put(new_instance(self.machine, class).value());
        }
        self.ask(Request::New, &words)
    }

    /// Gives an instance its attributes.
    fn build(&self, words: Vec<Value>) -> Did {
        let special = |c, name| user_special(self.machine, c, name).is_some();
        if let (Some(i), Some(d)) = (words[0].cast::<Instance>(), words[1].cast::<Dict>()) {
            let class = instance_class(self.machine, i);
            let own = ["__setstate__", "__getattr__", "__getattribute__", "__dict__"];
            let pairs = Dict::pairs(d);
            if is_simple(self.machine, class)
                && !own.iter().any(|n| special(class, n))
                && pairs.iter().all(|(k, _)| k.cast::<Str>().is_some())
            {
                for (k, v) in pairs {
                    let name = k.cast::<Str>().expect("a string");
                    instance::set_own(self.machine, i, sym_of(self.machine, name), v)?;
                }
                return Ok(());
            }
        }
        self.ask(Request::Build, &words)
    }
}

fn invalid_key(op: u8) -> String {
    match op {
        0x20..=0x7e if op != b'\'' && op != b'\\' => format!("invalid load key, '{}'.", op as char),
        _ => format!("invalid load key, '\\x{op:02x}'."),
    }
}
