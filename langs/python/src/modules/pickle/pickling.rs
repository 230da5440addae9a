//! A pickle that is being written: values wait in a work list, so that no nesting is too deep.
//!
//! What only guest code can turn into plain values (classes, functions, objects with a `__reduce_ex__`) is handed
//! back; it answers with a program, a list of operations and operands in turn.

use super::opcodes::*;
use super::output::Output;
use super::plain::Plain;
use crate::errors::{memory_error, raise};
use crate::roots;
use crate::types::builtin::Cls;
use crate::types::objects::{ByteArray, Bytes, FrozenSet, Instance};
use rustc_hash::FxHashMap;
use std::cell::RefCell;
use trackway::{Counted, Gc, Kind, Machine, Native, Object, Raise, Value};
use trackway_kit::{BigInt, Dict, List, Set, Str, Tuple};

/// See the module.
#[derive(Object)]
#[object(id = 160)]
pub struct Pickling {
    /// What is to be written yet, last first: three words each, a value, a place in it and a [`Work`].
    #[immutable]
    work: Gc<List>,
    /// The values of the memo, by number.
    #[immutable]
    memo: Gc<List>,
    /// Reduction functions by class, a dict.
    #[immutable]
    table: Value,
    #[immutable]
    state: Native<Counted<RefCell<State>>>,
}

/// What of a pickle is no value of the guest's.
pub struct State {
    pub out: Output,
    /// Numbers of the memo by the words of the values, which hold until objects move.
    numbers: FxHashMap<u64, u32>,
    /// Collections when the numbers were right.
    collections: u64,
    pub plain: Plain,
    checked: usize,
}

/// What to do with a value of the work list.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
enum Work {
    /// Elements of a list, appended in batches; as guest code's iterator gave them if `Appended`.
    List,
    Appended,
    /// Keys and values in turn.
    Pairs,
    Assigned,
    SetItems,
    Tuple,
    FrozenSet,
    Program,
    /// An instance whose class has been written, and its state.
    Instance,
    Build,
}

const WORK: [Work; 10] = [
    Work::List,
    Work::Appended,
    Work::Pairs,
    Work::Assigned,
    Work::SetItems,
    Work::Tuple,
    Work::FrozenSet,
    Work::Program,
    Work::Instance,
    Work::Build,
];

/// The operations of a program, besides 0: to save the operand.
const WRITE: i64 = 1;
const REMEMBER: i64 = 2;
const APPEND_ALL: i64 = 3;
const ASSIGN_ALL: i64 = 4;

/// Words of the work list beyond which an object is taken for one that has no end.
const DEEP: usize = 600_000;
/// Elements between two marks.
const BATCH: usize = 1000;
/// Values between two looks at the interrupt word.
const STEPS: usize = 50_000;

/// What a run comes to.
pub enum End {
    Done,
    /// There is more.
    Again,
    /// Guest code has to say how this is written.
    Reduce(Value),
}

/// A run: the words of a [`Pickling`], and the machine.
pub struct Pickler<'m> {
    machine: &'m Machine,
    work: Gc<List>,
    memo: Gc<List>,
    table: Value,
    state: &'m RefCell<State>,
}

impl Pickling {
    pub fn make(machine: &Machine, protocol: u8, instances: bool, table: Value) -> Gc<Pickling> {
        let heap = &machine.heap;
        let state = State {
            out: Output::new(protocol),
            numbers: FxHashMap::default(),
            collections: 0,
            plain: Plain::new(instances && protocol >= 2),
            checked: 0,
        };
        let p = heap.alloc::<Pickling>();
        p.set(heap, Pickling::WORK, List::new(heap, &[]));
        p.set(heap, Pickling::MEMO, List::new(heap, &[]));
        p.set(heap, Pickling::TABLE, table);
        p.set(heap, Pickling::STATE, Native::new(Counted::new(heap, RefCell::new(state), 0)));
        p
    }

    pub fn memo(p: Gc<Pickling>) -> Gc<List> {
        p.get(Pickling::MEMO)
    }
}

impl<'m> Pickler<'m> {
    pub fn of(machine: &'m Machine, p: Gc<Pickling>) -> Pickler<'m> {
        let state = &**p.get(Pickling::STATE).get(&machine.heap);
        let (work, memo) = (p.get(Pickling::WORK), p.get(Pickling::MEMO));
        Pickler { machine, work, memo, table: p.get(Pickling::TABLE), state }
    }

    /// A new pickle, with the memo of the one before.
    pub fn begin(&self, v: Value) -> Result<(), Raise> {
        List::assign(&self.machine.heap, self.work, &[]);
        let mut s = self.state.borrow_mut();
        s.out.bytes.clear();
        s.checked = 0;
        s.out.begin();
        let program = List::new(&self.machine.heap, &[Value::ZERO, v]);
        self.push(program.value(), Work::Program)
    }

    /// Guest code's program for what was handed back.
    pub fn program(&self, program: Value) -> Result<(), Raise> {
        self.push(program, Work::Program)
    }

    /// The bytes, when all is written.
    pub fn finish(&self) -> Vec<u8> {
        let mut s = self.state.borrow_mut();
        s.out.end();
        std::mem::take(&mut s.out.bytes)
    }

    fn push(&self, v: Value, work: Work) -> Result<(), Raise> {
        if List::len(self.work) > DEEP {
            let text = "maximum recursion depth exceeded while pickling an object";
            return Err(raise(self.machine, Cls::RecursionError, text));
        }
        for word in [v, Value::ZERO, Value::int(work as i64).expect("small")] {
            List::push(&self.machine.heap, self.work, word).map_err(|_| memory_error(self.machine))?;
        }
        Ok(())
    }

    fn pop(&self) {
        for _ in 0..3 {
            List::take(&self.machine.heap, self.work, List::len(self.work) - 1);
        }
    }

    /// Works until all is written or guest code is needed.
    pub fn run(&self) -> Result<End, Raise> {
        let mut s = self.state.borrow_mut();
        s.refresh(self.machine, self.memo);
        s.plain.forget();
        for _ in 0..STEPS {
            let n = List::len(self.work);
            if n == 0 {
                return Ok(End::Done);
            }
            let v = List::get(&self.machine.heap, self.work, n - 3);
            let at = List::get(&self.machine.heap, self.work, n - 2).as_int().unwrap_or(0) as usize;
            let work = WORK[List::get(&self.machine.heap, self.work, n - 1).as_int().unwrap_or(0) as usize];
            let next = match work {
                Work::List | Work::Appended => self.list(&mut s, v, n, at, work)?,
                Work::Pairs | Work::Assigned => self.pairs(&mut s, v, n, at, work)?,
                Work::SetItems => self.set_items(&mut s, v, at),
                Work::Tuple => self.tuple(&mut s, v, at)?,
                Work::FrozenSet => self.frozen_set(&mut s, v)?,
                Work::Program => self.step(&mut s, v, at)?,
                Work::Instance => self.instance(&mut s, v)?,
                Work::Build => {
                    s.out.op(BUILD);
                    None
                }
            };
            // What has been put above, or is gone, is looked at in the next round.
            let same = List::len(self.work) == n;
            match next {
                Some(next) => {
                    if matches!(work, Work::SetItems | Work::Tuple) {
                        self.set_place(n, at + 1);
                    }
                    if let Some(end) = self.save(&mut s, next)? {
                        return Ok(end);
                    }
                }
                None if same => self.pop(),
                None => {}
            }
        }
        self.check(&mut s)?;
        Ok(End::Again)
    }

    /// Sets the place of the work that ends at `n`.
    fn set_place(&self, n: usize, at: usize) {
        let at = Value::int(at as i64).expect("small");
        List::set(&self.machine.heap, self.work, n - 2, at).expect("an integer is in place of another");
    }

    /// Whether what has been written fits the heap.
    fn check(&self, s: &mut State) -> Result<(), Raise> {
        let n = s.out.bytes.len();
        if n > s.checked + (1 << 20) {
            s.checked = n;
            self.machine.heap.check(2 * n).map_err(|_| memory_error(self.machine))?;
        }
        Ok(())
    }

    /// Writes a number, a string, a constant, or what is in the memo; `false`: it is none of these.
    #[inline]
    fn atom(&self, s: &mut State, v: Value) -> Result<bool, Raise> {
        s.out.boundary();
        match v.kind() {
            Kind::Small(i) => self.int(s, i.get(), v),
            Kind::Float(f) => s.out.float(f),
            Kind::Object(_) => return self.atomic_object(s, v),
        }
        Ok(true)
    }

    fn atomic_object(&self, s: &mut State, v: Value) -> Result<bool, Raise> {
        if v == roots::none(self.machine) {
            s.out.op(NONE);
        } else if v == self.machine.root(roots::TRUE) || v == self.machine.root(roots::FALSE) {
            s.out.bool(v == self.machine.root(roots::TRUE));
        } else if let Some(n) = s.numbers.get(&v.bits()) {
            s.out.get(*n);
        } else if let Some(t) = v.cast::<Str>() {
            s.out.text(Str::bytes(&self.machine.heap, t));
            self.remember(s, v)?;
        } else if BigInt::holds(v) {
            self.big(s, v);
        } else {
            return Ok(false);
        }
        Ok(true)
    }

    /// Writes a plain value, or what begins one.
    fn save(&self, s: &mut State, v: Value) -> Result<Option<End>, Raise> {
        if self.atom(s, v)? {
            return Ok(None);
        }
        if v.cast::<Instance>().is_some() {
            return self.begin_instance(s, v);
        }
        self.container(s, v)
    }

    fn container(&self, s: &mut State, v: Value) -> Result<Option<End>, Raise> {
        let (heap, protocol) = (&self.machine.heap, s.out.protocol);
        let begin = |s: &mut State, op: u8, text: u8| match s.out.is_binary() {
            true => s.out.op(op),
            false => s.out.put(&[MARK, text]),
        };
        if let Some(l) = v.cast::<List>() {
            begin(s, EMPTY_LIST, LIST);
            self.remember(s, v)?;
            if List::len(l) > 0 {
                self.push(v, Work::List)?;
            }
        } else if let Some(d) = v.cast::<Dict>() {
            begin(s, EMPTY_DICT, DICT);
            self.remember(s, v)?;
            self.push_pairs(Dict::pairs(d))?;
        } else if v.cast::<Tuple>().is_some_and(|t| t.tail_len(Tuple::ITEMS) == 0) {
            begin(s, EMPTY_TUPLE, TUPLE);
        } else if let Some(t) = v.cast::<Tuple>() {
            if t.tail_len(Tuple::ITEMS) > 3 || protocol < 2 {
                s.out.op(MARK);
            }
            self.push(v, Work::Tuple)?;
        } else if let Some(b) = v.cast::<Bytes>().filter(|_| protocol >= 3) {
            s.out.byte_string(heap.bytes(b));
            self.remember(s, v)?;
        } else if let Some(b) = v.cast::<ByteArray>().filter(|_| protocol >= 5) {
            s.out.byte_array(&b.get(ByteArray::BYTES).get(heap).borrow());
            self.remember(s, v)?;
        } else if let Some(t) = v.cast::<Set>().filter(|_| protocol >= 4) {
            s.out.op(EMPTY_SET);
            self.remember(s, v)?;
            let items = Dict::keys(t.get(Set::TABLE));
            if !items.is_empty() {
                self.push(List::new(heap, &items).value(), Work::SetItems)?;
            }
        } else if let Some(f) = v.cast::<FrozenSet>().filter(|_| protocol >= 4) {
            s.out.op(MARK);
            self.push(v, Work::FrozenSet)?;
            // A program that saves each element.
            let items = Dict::keys(f.get(FrozenSet::TABLE));
            let program: Vec<Value> = items.into_iter().flat_map(|v| [Value::ZERO, v]).collect();
            self.push(List::new(heap, &program).value(), Work::Program)?;
        } else {
            return Ok(Some(End::Reduce(v)));
        }
        Ok(None)
    }

    fn push_pairs(&self, pairs: Vec<(Value, Value)>) -> Result<(), Raise> {
        if pairs.is_empty() {
            return Ok(());
        }
        let words: Vec<Value> = pairs.into_iter().flat_map(|(k, v)| [k, v]).collect();
        self.push(List::new(&self.machine.heap, &words).value(), Work::Pairs)
    }

    /// The value written last gets the next number.
    fn remember(&self, s: &mut State, v: Value) -> Result<(), Raise> {
        let n = List::len(self.memo) as u32;
        s.out.memoize(n);
        s.numbers.insert(v.bits(), n);
        List::push(&self.machine.heap, self.memo, v).map_err(|_| memory_error(self.machine))
    }

    fn int(&self, s: &mut State, i: i64, v: Value) {
        match i {
            -0x8000_0000..=0x7fff_ffff => s.out.int(i),
            _ => self.big(s, v),
        }
    }

    /// An integer that does not fit four bytes.
    fn big(&self, s: &mut State, v: Value) {
        let Some(n) = BigInt::of(&self.machine.heap, v) else { return };
        match s.out.protocol >= 2 {
            true => s.out.long(&n.to_signed_bytes_le()),
            false => s.out.put(format!("L{n}L\n").as_bytes()),
        }
    }

    /// Elements of a list from `at` on, up to one that is more than an atom. Its work ends at `top`.
    fn list(
        &self,
        s: &mut State,
        v: Value,
        top: usize,
        mut at: usize,
        work: Work,
    ) -> Result<Option<Value>, Raise> {
        let Some(list) = v.cast::<List>() else { return Ok(None) };
        let n = List::len(list);
        loop {
            batch(s, work == Work::Appended, at, n, (APPEND, APPENDS));
            if at >= n {
                return Ok(None);
            }
            let next = List::get(&self.machine.heap, list, at);
            at += 1;
            if !self.atom(s, next)? {
                self.set_place(top, at);
                return Ok(Some(next));
            }
        }
    }

    fn pairs(
        &self,
        s: &mut State,
        v: Value,
        top: usize,
        mut at: usize,
        work: Work,
    ) -> Result<Option<Value>, Raise> {
        let Some(list) = v.cast::<List>() else { return Ok(None) };
        let n = List::len(list);
        loop {
            if at.is_multiple_of(2) {
                batch(s, work == Work::Assigned, at / 2, n / 2, (SETITEM, SETITEMS));
            }
            if at >= n {
                break;
            }
            let next = List::get(&self.machine.heap, list, at);
            at += 1;
            if !self.atom(s, next)? {
                self.set_place(top, at);
                return Ok(Some(next));
            }
        }
        if work == Work::Pairs && (n / 2).is_multiple_of(BATCH) && s.out.is_binary() {
            // A dict of full batches ends with an empty one, as CPython writes it.
            s.out.put(&[MARK, SETITEMS]);
        }
        Ok(None)
    }

    fn set_items(&self, s: &mut State, v: Value, at: usize) -> Option<Value> {
        let list = v.cast::<List>()?;
        let n = List::len(list);
        if at > 0 && (at == n || at.is_multiple_of(BATCH)) {
            s.out.op(ADDITEMS);
        }
        if at.is_multiple_of(BATCH) {
            s.out.op(MARK);
            if at == n {
                s.out.op(ADDITEMS);
            }
        }
        (at < n).then(|| List::get(&self.machine.heap, list, at))
    }

    fn tuple(&self, s: &mut State, v: Value, at: usize) -> Result<Option<Value>, Raise> {
        let Some(t) = v.cast::<Tuple>() else { return Ok(None) };
        let n = t.tail_len(Tuple::ITEMS);
        if at < n {
            return Ok(Some(t.item(Tuple::ITEMS, at)));
        }
        let short = n <= 3 && s.out.protocol >= 2;
        // An element led back to the tuple, which has been written meanwhile.
        if let Some(number) = s.numbers.get(&v.bits()).copied() {
            match (short, s.out.is_binary()) {
                (false, true) => s.out.op(POP_MARK),
                (true, _) => s.out.put(&vec![POP; n]),
                (false, false) => s.out.put(&vec![POP; n + 1]),
            }
            s.out.get(number);
            return Ok(None);
        }
        s.out.op(if short { [TUPLE1, TUPLE2, TUPLE3][n - 1] } else { TUPLE });
        self.remember(s, v).map(|()| None)
    }

    fn frozen_set(&self, s: &mut State, v: Value) -> Result<Option<Value>, Raise> {
        match s.numbers.get(&v.bits()).copied() {
            Some(number) => {
                s.out.op(POP_MARK);
                s.out.get(number);
                Ok(None)
            }
            None => {
                s.out.op(FROZENSET);
                self.remember(s, v).map(|()| None)
            }
        }
    }

    /// Carries operations of a program out, up to a value to save or other work.
    fn step(&self, s: &mut State, v: Value, mut at: usize) -> Result<Option<Value>, Raise> {
        let n = List::len(self.work);
        let Some(program) = v.cast::<List>() else { return Ok(None) };
        while 2 * at + 1 < List::len(program) {
            let (op, operand) = (
                List::get(&self.machine.heap, program, 2 * at),
                List::get(&self.machine.heap, program, 2 * at + 1),
            );
            at += 1;
            self.set_place(n, at);
            match op.as_int() {
                Some(WRITE) => {
                    if let Some(b) = operand.cast::<Bytes>() {
                        s.out.put(self.machine.heap.bytes(b));
                    }
                }
                Some(REMEMBER) => match s.numbers.get(&operand.bits()).copied() {
                    Some(number) => {
                        s.out.op(POP);
                        s.out.get(number);
                    }
                    None => self.remember(s, operand)?,
                },
                Some(APPEND_ALL) => return self.push(operand, Work::Appended).map(|()| None),
                Some(ASSIGN_ALL) => return self.push(operand, Work::Assigned).map(|()| None),
                _ => return Ok(Some(operand)),
            }
        }
        Ok(None)
    }

    /// An instance whose pickle is known: its class comes first.
    fn begin_instance(&self, s: &mut State, v: Value) -> Result<Option<End>, Raise> {
        let Some(class) = s.plain.class(self.machine, v, self.table) else {
            return Ok(Some(End::Reduce(v)));
        };
        self.push(v, Work::Instance)?;
        match s.numbers.get(&class.bits()) {
            Some(number) => {
                s.out.get(*number);
                Ok(None)
            }
            None => Ok(Some(End::Reduce(class))),
        }
    }

    /// Behind its class: the instance and its attributes.
    fn instance(&self, s: &mut State, v: Value) -> Result<Option<Value>, Raise> {
        self.pop();
        s.out.boundary();
        s.out.put(&[EMPTY_TUPLE, NEWOBJ]);
        match s.numbers.get(&v.bits()).copied() {
            Some(number) => {
                s.out.op(POP);
                s.out.get(number);
            }
            None => self.remember(s, v)?,
        }
        let pairs = s.plain.attributes(self.machine, v);
        if !pairs.is_empty() {
            s.out.op(EMPTY_DICT);
            // The dict of an instance is made when somebody asks for it, so nobody has this one.
            self.remember(s, Value::ZERO)?;
            self.push(v, Work::Build)?;
            self.push_pairs(pairs)?;
        }
        Ok(None)
    }
}

/// Marks around batches of elements; a single one has none.
fn batch(s: &mut State, generic: bool, at: usize, n: usize, (one, many): (u8, u8)) {
    if !s.out.is_binary() {
        if at > 0 {
            s.out.op(one);
        }
        return;
    }
    // Of guest code's elements a last one by itself has no mark either.
    let single = |first: usize| n == 1 || generic && first + 1 == n;
    if at > 0 && (at == n || at.is_multiple_of(BATCH)) {
        let first = (at - 1) / BATCH * BATCH;
        s.out.op(if single(first) { one } else { many });
    }
    if at < n && at.is_multiple_of(BATCH) && !single(at) {
        s.out.op(MARK);
    }
}

impl State {
    /// Makes the numbers right after objects have moved.
    fn refresh(&mut self, machine: &Machine, memo: Gc<List>) {
        let stats = machine.heap.stats();
        let collections = stats.minor + stats.major;
        if self.collections == collections
            && self.numbers.len() <= List::len(memo)
            && !self.numbers.is_empty()
        {
            return;
        }
        self.collections = collections;
        self.numbers.clear();
        for n in 0..List::len(memo) {
            let v = List::get(&machine.heap, memo, n);
            if v != Value::ZERO {
                self.numbers.insert(v.bits(), n as u32);
            }
        }
    }
}
