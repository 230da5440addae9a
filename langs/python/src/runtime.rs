//! What the running program keeps in Rust.

use crate::output::Output;
use crate::roots;
use crate::symbols::{Names, Sym};
use crate::types::attribute_table::AttributeTable;
use crate::types::namespace;
use crate::types::shape::Shapes;
use rustc_hash::{FxHashMap, FxHashSet};
use std::cell::{Cell, RefCell, RefMut};
use std::rc::Rc;
use trackway::{CodeRef, Gc, Heap, Machine, RootList, Value, Visitor};
use trackway_kit::{Array, Str, Tuple};

/// What a lookup found, and the class it stood in.
type Found = Option<(Cell<Value>, u32)>;

/// Places for strings of one character beyond Latin-1.
pub const RECENT_CHARACTERS: usize = 1024;

/// See the module.
#[derive(Default)]
pub struct Runtime {
    names: Names,
    shapes: RefCell<Shapes>,
    /// Class objects by number.
    classes: RootList,
    /// `_mourn` is running.
    pub mourning: Cell<bool>,
    /// The program has ended, or there was none: what runs was typed.
    pub at_prompt: Cell<bool>,
    /// An uncaught KeyboardInterrupt ended the program.
    pub interrupted: Cell<bool>,
    /// Where coroutines were made that nobody awaits: a unit's address and a word of its code.
    pub unawaited: RefCell<FxHashSet<(usize, i64)>>,
    /// Signals for which the program has a handler of its own, as bits.
    pub handled_signals: Cell<u64>,
    pub turns: crate::modules::turns::Turns,
    /// Warnings about sources just compiled.
    pub syntax_warnings: RefCell<Vec<crate::import::warned::Pending>>,
    /// Dicts that serve as globals, by number.
    pub namespaces: Rc<namespace::Namespaces>,
    pub transients: crate::transient::Transients,
    /// Code by its unit's address and its namespace's number.
    pub linked: RefCell<FxHashMap<(usize, u32), CodeRef>>,
    /// Code objects of units, by the units' addresses.
    pub code_objects: RefCell<FxHashMap<usize, Cell<Value>>>,
    /// What class lookups found, for one epoch of the machine.
    lookups: RefCell<FxHashMap<(u32, Sym), Found>>,
    lookup_epoch: Cell<u64>,
    pub key_sets: crate::types::key_set::KeySets,
    /// Dicts with the attributes of instances of a shape as keys.
    pub dict_models: RefCell<FxHashMap<u32, Cell<Value>>>,
    pub hash_ways: crate::dicts::Ways,
    pub attributes_read: AttributeTable,
    pub attributes_set: AttributeTable,
    /// Containers whose `repr` is being made by guest code.
    pub shown: RefCell<Vec<Cell<Value>>>,
    pub out: Output,
    /// Sources by file name, for tracebacks.
    pub sources: RefCell<FxHashMap<Rc<str>, Rc<str>>>,
    /// The options of the command line.
    pub flags: RefCell<crate::flags::Flags>,
    /// Files that the program has open.
    pub files: crate::modules::files::Files,
    /// Streams of compressed data.
    pub streams: crate::modules::streams::Streams<crate::modules::zlib::Stream>,
    pub bz2_streams: crate::modules::streams::Streams<crate::modules::bz2::Stream>,
    /// Regular expressions at work.
    pub matches: crate::modules::sre::Matches,
    /// Modules whose bodies are running.
    pub importing: RefCell<Vec<Box<str>>>,
    /// The folder of the library, which is within the binary.
    pub library: RefCell<String>,
    /// The arguments of the program, the script first.
    pub argv: RefCell<Vec<String>>,
    pub prelude: crate::prelude::Prelude,
    /// Format specifiers that were parsed, by their text.
    pub format_specs: RefCell<FxHashMap<Box<[u8]>, crate::builtins::formatting::spec::Spec>>,
    /// Format strings that were parsed, by their text.
    pub format_strings: RefCell<FxHashMap<Box<[u8]>, crate::builtins::formatting::fields::Pieces>>,
    /// Formats of packed data.
    pub struct_layouts: crate::modules::structs::Layouts,
    pub abstract_classes: crate::builtins::derivation::AbstractClasses,
}

/// The runtime of a machine.
#[inline]
pub fn rt(machine: &Machine) -> &Runtime {
    machine.guest::<Rc<Runtime>>()
}

/// Gives the machine a fresh runtime.
pub fn install(machine: &Machine) {
    let runtime = Rc::new(Runtime::default());
    let roots = runtime.clone();
    machine.set_guest(runtime);
    machine.add_roots(move |heap, visit| roots.visit(heap, visit));
    let weak = rt(machine).namespaces.clone();
    machine.add_weak_roots(move |_, visit| weak.visit(visit, false));
}

impl Runtime {
    fn visit(&self, heap: &Heap, visit: Visitor) {
        self.names.visit(heap, visit);
        self.classes.visit(heap, visit);
        if heap.is_marking() {
            self.transients.hold_pinned();
        }
        self.namespaces.visit(visit, true);
        self.code_objects.borrow().values().for_each(&mut *visit);
        self.dict_models.borrow().values().for_each(&mut *visit);
        self.attributes_read.visit(visit);
        self.attributes_set.visit(visit);
        self.lookups.borrow().values().flatten().for_each(|(v, _)| visit(v));
        self.shown.borrow().iter().for_each(&mut *visit);
        self.prelude.visit(heap, visit);
        self.matches.visit(visit);
    }

    pub fn shapes(&self) -> RefMut<'_, Shapes> {
        self.shapes.borrow_mut()
    }

    /// The guest's string for a name.
    pub fn name(&self, sym: Sym) -> Gc<Str> {
        self.names.string(sym)
    }

    pub fn add_class(&self, class: Value) -> u32 {
        self.classes.push(class) as u32
    }

    pub fn class(&self, number: u32) -> Gc<crate::types::class::Class> {
        self.classes.get(number as usize).cast().expect("a class")
    }

    /// What was found for an attribute of a class in this epoch: the value and the number of the
    /// class that has it.
    pub fn known_lookup(&self, epoch: u64, class: u32, name: Sym) -> Option<Option<(Value, u32)>> {
        if self.lookup_epoch.replace(epoch) != epoch {
            self.lookups.borrow_mut().clear();
        }
        self.lookups
            .borrow()
            .get(&(class, name))
            .map(|found| found.as_ref().map(|(v, owner)| (v.get(), *owner)))
    }

    pub fn remember_lookup(&self, class: u32, name: Sym, found: Option<(Value, u32)>) {
        self.lookups.borrow_mut().insert((class, name), found.map(|(v, owner)| (Cell::new(v), owner)));
    }

    /// The string of one code point; one object for each of Latin-1, others while they are met often.
    pub fn character(&self, machine: &Machine, point: u32) -> Value {
        match machine.root(roots::CHARACTERS).cast::<Tuple>() {
            Some(known) if point <= 0xff => known.item(Tuple::ITEMS, point as usize),
            _ => self.recent_character(machine, point),
        }
    }

    fn recent_character(&self, machine: &Machine, point: u32) -> Value {
        let heap = &machine.heap;
        let place = point as usize % RECENT_CHARACTERS;
        let recent = machine.root(roots::RECENT_CHARACTERS).cast::<Array>();
        let known = recent.and_then(|all| all.item(Array::ITEMS, place).cast::<Str>());
        if let Some(s) = known
            && Str::point(heap, s, 0) == point
        {
            return s.value();
        }
        let made = Str::from_points(heap, [point]).value();
        if let Some(all) = recent {
            all.set_item(heap, Array::ITEMS, place, made);
        }
        made
    }
}

/// The number of a guest string as a name.
pub fn sym_of(machine: &Machine, s: Gc<Str>) -> Sym {
    rt(machine).names.of(machine, s)
}

/// The number of a name.
pub fn sym(machine: &Machine, name: &str) -> Sym {
    rt(machine).names.intern(machine, name.as_bytes())
}

/// The number of a name that the run time knows.
#[inline]
pub fn known_sym(machine: &Machine, name: &'static str) -> Sym {
    rt(machine).names.literal(machine, name)
}

/// The one string object of a name.
pub fn interned(machine: &Machine, name: &str) -> Gc<Str> {
    rt(machine).names.string(sym(machine, name))
}
