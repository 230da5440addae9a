//! What a plain guest keeps in Rust: its global variables, its output, and where an error came from.

use super::{END, FALSE, FIBERS, NIL, Singleton, TRUE, UNBOUND};
use crate::fiber;
use crate::sequence::CellBox;
use crate::string::Str;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::io::{BufWriter, Stdout, Write, stdout};
use std::rc::Rc;
use trackway::bytecode::Const;
use trackway::{CodeRef, Gc, Machine, Raise, Value};

/// The machine's guest state.
pub struct World {
    /// Index of each global's cell in `globals`.
    names: RefCell<HashMap<Rc<str>, usize>>,
    globals: Rc<RefCell<Vec<Cell<Value>>>>,
    out: RefCell<BufWriter<Stdout>>,
    /// The file that errors are reported in.
    file: RefCell<Rc<str>>,
    /// Where the exception on its way passed that file first.
    raised_at: Cell<Option<(CodeRef, u32)>>,
}

impl World {
    /// Errors are reported in this file from now on.
    pub fn set_file(&self, file: &str) {
        *self.file.borrow_mut() = file.into();
        self.raised_at.set(None);
    }

    /// Remembers the innermost place of an error, if it is in the program's own file.
    pub fn note(&self, code: CodeRef, pc: u32) {
        if self.raised_at.get().is_none() && code.unit.file == *self.file.borrow() {
            self.raised_at.set(Some((code, pc)));
        }
    }

    /// The bytes of the source to blame.
    pub fn blamed(&self) -> std::ops::Range<usize> {
        self.raised_at.get().map_or(0..0, |(code, pc)| {
            let span = code.span_at(pc);
            span.start as usize..span.end as usize
        })
    }

    /// File and line of what [`World::blamed`] names.
    pub fn blamed_place(&self) -> Option<(String, u32)> {
        let (code, pc) = self.raised_at.get()?;
        Some((code.unit.file.to_string(), code.span_at(pc).line))
    }

    /// The error on its way is dealt with.
    pub fn forget_error(&self) {
        self.raised_at.set(None);
    }

    /// Names of the globals, sorted.
    pub fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = self.names.borrow().keys().map(|name| name.to_string()).collect();
        names.sort();
        names
    }

    /// Writes to standard output. An error there is not the program's affair.
    pub fn write(&self, text: &str) {
        _ = self.out.borrow_mut().write_all(text.as_bytes());
    }

    pub fn flush(&self) {
        _ = self.out.borrow_mut().flush();
    }
}

/// Makes a fresh machine ready: the kit's types, the singletons, no globals yet.
pub fn set_up(machine: &Machine) {
    let heap = &machine.heap;
    crate::register(heap);
    heap.register::<Singleton>();
    for i in [UNBOUND, NIL, TRUE, FALSE, END] {
        let s = heap.alloc::<Singleton>();
        s.set(heap, Singleton::NUMBER, i as i64);
        machine.set_root(i, s.value());
    }
    machine.set_root(FIBERS, fiber::set_up(heap, machine.root(NIL)).value());
    let globals: Rc<RefCell<Vec<Cell<Value>>>> = Rc::default();
    let visited = globals.clone();
    machine.add_roots(move |_, visit| visited.borrow().iter().for_each(visit));
    machine.set_guest(World {
        names: RefCell::default(),
        globals,
        out: RefCell::new(BufWriter::new(stdout())),
        file: RefCell::new("".into()),
        raised_at: Cell::new(None),
    });
}

/// The cell that holds the global `name`; it is the same one for ever.
pub fn global(machine: &Machine, name: &str) -> Gc<CellBox> {
    let world = machine.guest::<World>();
    if let Some(i) = world.names.borrow().get(name) {
        return world.globals.borrow()[*i].get().cast().expect("a cell");
    }
    let cell = machine.heap.alloc::<CellBox>();
    cell.set(&machine.heap, CellBox::VALUE, machine.root(UNBOUND));
    world.names.borrow_mut().insert(name.into(), world.globals.borrow().len());
    world.globals.borrow_mut().push(Cell::new(cell.value()));
    cell
}

/// A string.
pub fn text(machine: &Machine, s: &str) -> Value {
    Str::new(&machine.heap, s).value()
}

/// Raises an error, which is a string.
pub fn error(machine: &Machine, message: &str) -> Raise {
    let v = text(machine, message);
    machine.raise(v)
}

/// The value of a constant.
///
/// # Panics
/// If the compiler made one that plain guests do not have.
pub fn constant(machine: &Machine, c: &Const) -> Value {
    match c {
        Const::Nil => machine.root(NIL),
        Const::Bool(b) => machine.root(if *b { TRUE } else { FALSE }),
        Const::Int(i) => Value::int(*i).expect("the compiler checks the range"),
        Const::Float(f) => machine.heap.float(*f),
        Const::Str(s) => text(machine, s),
        other => unreachable!("a plain guest has no constant {other:?}"),
    }
}
