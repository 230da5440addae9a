//! Calc's own heap types; lists, strings, dictionaries and cells are the kit's.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::io::{BufWriter, Stdout, Write, stdout};
use std::rc::Rc;
use trackway::bytecode::Const;
use trackway::{CodeRef, CollectKind, Gc, Machine, Object, Raise, Value, link};
use trackway_kit::{Array, CellBox, Coroutine, Dict, List, Str};

/// A function: code and the cells it captured.
#[derive(Object)]
#[object(id = 64)]
pub struct Function {
    #[immutable]
    code: CodeRef,
    #[immutable]
    closure: Gc<Array>,
}

/// A function written in Rust, by its number in the table of builtins.
#[derive(Object)]
#[object(id = 65)]
pub struct Builtin {
    #[immutable]
    number: i64,
}

/// An iterator over a range of integers.
#[derive(Object)]
#[object(id = 66)]
pub struct RangeIter {
    at: i64,
    #[immutable]
    end: i64,
}

/// An iterator over a list.
#[derive(Object)]
#[object(id = 67)]
pub struct ListIter {
    at: i64,
    #[immutable]
    list: Gc<List>,
}

/// A word that is only itself: nil, true, false, the marks.
#[derive(Object)]
#[object(id = 68)]
pub struct Singleton {
    #[immutable]
    number: i64,
}

// The machine's roots. Number 0 is what the framework fills new frames with.
pub const UNBOUND: usize = 0;
pub const NIL: usize = 1;
pub const TRUE: usize = 2;
pub const FALSE: usize = 3;
/// What `next` answers when there is nothing left.
pub const END: usize = 4;

/// What the run time keeps in Rust.
pub struct World {
    /// Index of each global's cell in `globals`.
    names: RefCell<HashMap<Rc<str>, usize>>,
    globals: Rc<RefCell<Vec<Cell<Value>>>>,
    pub out: RefCell<BufWriter<Stdout>>,
    /// Where the exception on its way was raised.
    raised_at: Cell<Option<(CodeRef, u32)>>,
}

impl World {
    /// Remembers the innermost place of an error.
    pub fn note(&self, code: CodeRef, pc: u32) {
        if self.raised_at.get().is_none() {
            self.raised_at.set(Some((code, pc)));
        }
    }

    pub fn raised_at(&self) -> Option<(CodeRef, u32)> {
        self.raised_at.get()
    }

    pub fn flush(&self) {
        let _ = self.out.borrow_mut().flush();
    }
}

/// Makes a fresh machine ready for calc programs.
pub fn set_up(machine: &Machine) {
    let heap = &machine.heap;
    trackway_kit::register(heap);
    heap.register::<Function>();
    heap.register::<Builtin>();
    heap.register::<RangeIter>();
    heap.register::<ListIter>();
    heap.register::<Singleton>();
    for i in [UNBOUND, NIL, TRUE, FALSE, END] {
        let s = heap.alloc::<Singleton>();
        s.set(heap, Singleton::NUMBER, i as i64);
        machine.set_root(i, s.value());
    }
    let globals: Rc<RefCell<Vec<Cell<Value>>>> = Rc::default();
    let visited = globals.clone();
    machine.add_roots(move |visit| visited.borrow().iter().for_each(visit));
    machine.set_guest(World {
        names: RefCell::default(),
        globals,
        out: RefCell::new(BufWriter::new(stdout())),
        raised_at: Cell::new(None),
    });
    crate::builtins::define(machine);
    machine.set_depth_limit(200_000);
    // From here on the singletons stay where they are: traces mention their addresses.
    machine.collect(CollectKind::Minor);
}

/// The cell that holds the global `name`.
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

/// An error with this message.
pub fn error(machine: &Machine, message: &str) -> Raise {
    let v = text(machine, message);
    machine.raise(v)
}

/// The value of a constant; functions are linked with the code that mentions them.
pub fn constant(machine: &Machine, c: &Const) -> Value {
    match c {
        Const::Nil => machine.root(NIL),
        Const::Bool(b) => machine.root(if *b { TRUE } else { FALSE }),
        Const::Int(i) => Value::int(*i).expect("the compiler checks the range"),
        Const::Float(f) => machine.heap.float(*f),
        Const::Str(s) => text(machine, s),
        Const::Code(unit) => {
            let code = link(machine, unit).expect("the compiler's code links");
            let f = machine.heap.alloc::<Function>();
            f.set(&machine.heap, Function::CODE, code);
            f.set(&machine.heap, Function::CLOSURE, Array::new(&machine.heap, 0));
            f.value()
        }
        other => unreachable!("calc has no constant {other:?}"),
    }
}

/// The value as `print` shows it. `nested`: inside a list, where strings have quotes.
pub fn show(machine: &Machine, v: Value, depth: u32) -> String {
    let heap = &machine.heap;
    let inner = |v| show(machine, v, depth + 1);
    if let Some(i) = v.as_int() {
        return i.to_string();
    }
    if let Some(f) = v.as_float() {
        return format!("{f:?}");
    }
    if let Some(s) = v.cast::<Str>() {
        let s = Str::text(heap, s);
        return if depth > 0 { format!("{s:?}") } else { s.into_owned() };
    }
    if depth > 50 {
        return "...".into();
    }
    if let Some(list) = v.cast::<List>() {
        return format!("[{}]", List::to_vec(list).into_iter().map(inner).collect::<Vec<_>>().join(", "));
    }
    if let Some(d) = v.cast::<Dict>() {
        let pairs = Dict::pairs(d).into_iter().map(|(k, v)| format!("{}: {}", inner(k), inner(v)));
        return format!("{{{}}}", pairs.collect::<Vec<_>>().join(", "));
    }
    match v {
        v if v == machine.root(NIL) => "nil".into(),
        v if v == machine.root(TRUE) => "true".into(),
        v if v == machine.root(FALSE) => "false".into(),
        v if v.cast::<Coroutine>().is_some() => "<generator>".into(),
        _ => "<function>".into(),
    }
}

/// The type's name, for messages.
pub fn type_name(machine: &Machine, v: Value) -> &'static str {
    let _ = machine;
    match () {
        () if v.is_small() => "int",
        () if v.is_float() => "float",
        () if v.cast::<Str>().is_some() => "str",
        () if v.cast::<List>().is_some() => "list",
        () if v.cast::<Dict>().is_some() => "dict",
        () if v.cast::<Singleton>().is_some() => "nil or bool",
        () => "function",
    }
}
