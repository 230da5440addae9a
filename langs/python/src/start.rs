//! Making a machine that runs Python.

use crate::builtins;
use crate::dicts;
use crate::flags::Flags;
use crate::roots;
use crate::runtime::{self, RECENT_CHARACTERS, interned, rt};
use crate::types::arrays::*;
use crate::types::builtin::Cls;
use crate::types::class::{
    Class, FLAG_BUILTIN, FLAG_EXCEPTION, FLAG_METACLASS, FLAG_PAYLOAD, FLAG_SLOTS, make,
};
use crate::types::module;
use crate::types::objects::*;
use crate::types::ring::{Ring, RingIter};
use crate::types::walk::Walk;
use trackway::options::{Options, Session, setup};
use trackway::{CollectKind, Machine, Value};
use trackway_kit as kit;
use trackway_kit::{Array, Dict, List, Str, Tuple};

/// Frames before RecursionError, as CPython.
const DEPTH: i64 = 1000;

/// A machine with builtins; no program yet. The session prints the statistics at the end.
pub fn machine(options: &Options) -> (Box<Machine>, Session) {
    machine_with(options, Flags::default())
}

/// As [`machine`], with the options of a command line.
pub fn machine_with(options: &Options, flags: Flags) -> (Box<Machine>, Session) {
    let machine = Machine::new::<crate::Python>();
    let session = setup::<crate::Python>(&machine, options);
    register(&machine);
    runtime::install(&machine);
    rt(&machine).out.set_unbuffered(flags.unbuffered);
    *rt(&machine).flags.borrow_mut() = flags;
    singletons(&machine);
    classes(&machine);
    modules(&machine);
    builtins::install(&machine);
    crate::modules::sys::constants(&machine);
    names(&machine);
    machine.set_depth_limit(DEPTH);
    // Ops treat roots as constants, so they must not move any more.
    machine.bump_epoch();
    machine.collect(CollectKind::Minor);
    (machine, session)
}

fn register(machine: &Machine) {
    let heap = &machine.heap;
    kit::register(heap);
    macro_rules! all {
        ($($t:ty),* $(,)?) => {$( heap.register::<$t>(); )*};
    }
    all!(
        Singleton,
        Instance,
        Class,
        Function,
        Builtin,
        BoundMethod,
        Module,
        Range,
        RangeIter,
        ListIter,
        TupleIter,
        StrIter,
        DictIter,
        Zipped,
        Enumerated,
        DictView,
        TailCall,
        Slice,
        Property,
        StaticMethod,
        ClassMethod,
        Super,
        Traceback,
        ExcState,
        CodeObject,
        CodeOwner,
        MappingProxy,
        Member,
        Frame,
        WeakCell,
        FrozenSet,
        Bytes,
        Complex,
        Stream,
        AsyncValue,
        ByteArray,
        BigRange,
        MemoryView,
        Ints,
        IntArray,
        FloatArray,
        ArrayIter,
        Views,
        Ring,
        RingIter,
        Walk,
        crate::modules::pickle::pickling::Pickling,
        crate::modules::pickle::unpickling::Unpickling,
        crate::modules::sre::Regex,
        crate::modules::sre::Match,
        crate::types::attr::AttrHit,
        crate::ops::class::CtorHit,
    );
}

fn singletons(machine: &Machine) {
    let heap = &machine.heap;
    let single = |root: usize| {
        let s = heap.alloc::<Singleton>();
        s.set(heap, Singleton::KIND, root as i64);
        machine.set_root(root, s.value());
    };
    [
        roots::UNBOUND,
        roots::NONE,
        roots::TRUE,
        roots::FALSE,
        roots::END,
        roots::NOT_IMPLEMENTED,
        roots::ELLIPSIS,
    ]
    .into_iter()
    .for_each(single);
    let state = heap.alloc::<ExcState>();
    state.set(heap, ExcState::HANDLED, machine.root(roots::NONE));
    machine.set_root(roots::EXC_STATE, state.value());
    machine.set_root(roots::FIBERS, trackway_kit::fiber::set_up(heap, machine.root(roots::NONE)).value());
    machine.set_root(roots::EMPTY_TUPLE, Tuple::new(heap, &[]).value());
    let characters: Vec<Value> = (0..=0xff).map(|p| Str::from_points(heap, [p]).value()).collect();
    machine.set_root(roots::CHARACTERS, Tuple::new(heap, &characters).value());
    let recent = heap.alloc_tail::<Array>(RECENT_CHARACTERS);
    machine.set_root(roots::RECENT_CHARACTERS, recent.value());
    machine.set_root(roots::EMPTY_STR, Str::new(heap, "").value());
    machine.set_root(roots::MODULES, Dict::new(heap).value());
}

fn classes(machine: &Machine) {
    let heap = &machine.heap;
    for (cls, name, base) in Cls::ALL {
        let mut bases = if *cls == Cls::Object { vec![] } else { vec![base.gc(machine)] };
        if *cls == Cls::ExceptionGroup {
            bases.push(Cls::Exception.gc(machine));
        }
        let name = interned(machine, name).value();
        let c =
            make(machine, name, &bases, Dict::new(heap), Value::ZERO).expect("builtin classes are in order");
        let mut flags = c.get(Class::FLAGS) & !FLAG_PAYLOAD | FLAG_BUILTIN;
        if *cls == Cls::Type {
            flags |= FLAG_METACLASS;
        }
        if *cls == Cls::Object {
            // Plain objects have no attributes of their own; those of derived classes have.
            flags |= FLAG_SLOTS;
        }
        c.set(heap, Class::FLAGS, flags);
        machine.set_root(cls.root(), c.value());
        if *cls == Cls::BaseException {
            c.set(heap, Class::FLAGS, flags | FLAG_EXCEPTION);
            crate::types::layout::root_shape(machine, c, &[]);
        }
    }
    for (cls, ..) in Cls::ALL {
        cls.gc(machine).set(heap, Class::METACLASS, Cls::Type.word(machine));
    }
}

fn modules(machine: &Machine) {
    machine.set_root(roots::SYS, Value::ZERO);
    machine.set_root(roots::BUILTINS, builtins::modules::named(machine, "builtins").value());
    machine.set_root(roots::SYS, builtins::modules::named(machine, "sys").value());
    machine.set_root(roots::PRELUDE, module::new(machine, "builtins").value());
}

/// Builtin names that are no functions.
fn names(machine: &Machine) {
    let hidden = [
        "NoneType",
        "function",
        "generator",
        "module",
        "method",
        "cell",
        "code",
        "traceback",
        "iterator",
        "frame",
        "coroutine",
        "PyCapsule",
        "Pattern",
        "Match",
        "array",
        "arrayiterator",
        "mappingproxy",
        "method-wrapper",
        "deque",
        "TextIOWrapper",
    ];
    let builtins = machine.root(roots::BUILTINS).cast::<Module>().expect("a module");
    for (cls, name, _) in Cls::ALL {
        if !hidden.contains(name)
            && !name.contains('_')
            && *name != "ellipsis"
            && *name != "NotImplementedType"
        {
            module::define(machine, builtins, name, cls.word(machine));
        }
    }
    module::define(machine, builtins, "NotImplemented", machine.root(roots::NOT_IMPLEMENTED));
    module::define(machine, builtins, "_IncompleteInputError", Cls::IncompleteInput.word(machine));
    for alias in ["EnvironmentError", "IOError"] {
        module::define(machine, builtins, alias, Cls::OSError.word(machine));
    }
    module::define(machine, builtins, "Ellipsis", machine.root(roots::ELLIPSIS));
    let debug = rt(machine).flags.borrow().optimize == 0;
    module::define(machine, builtins, "__debug__", roots::bool_word(machine, debug));
    let prelude = machine.root(roots::PRELUDE).cast::<Module>().expect("a module");
    module::define(machine, prelude, "_NOTHING", machine.root(roots::END));
    module::define(machine, prelude, "_array", Cls::Array.word(machine));
    let sys = machine.root(roots::SYS).cast::<Module>().expect("a module");
    for (name, number) in [("stdout", 1), ("stderr", 2)] {
        let s = machine.heap.alloc::<Stream>();
        s.set(&machine.heap, Stream::NUMBER, number);
        module::define(machine, sys, name, s.value());
        module::define(machine, sys, &format!("__{name}__"), s.value());
    }
}

/// Sets `sys.argv`, and the first entry of `sys.path`.
pub fn arguments(machine: &Machine, argv: &[String], dir: Option<&str>) {
    let heap = &machine.heap;
    let sys = machine.root(roots::SYS).cast::<Module>().expect("a module");
    let words: Vec<Value> = argv.iter().map(|s| Str::new(heap, s).value()).collect();
    module::define(machine, sys, "argv", List::new(heap, &words).value());
    let path = module::get(machine, sys, crate::runtime::known_sym(machine, "path"));
    if let (Some(path), Some(dir)) = (path.and_then(|p| p.cast::<List>()), dir) {
        let mut all = List::to_vec(&machine.heap, path);
        all.insert(0, Str::new(heap, dir).value());
        List::assign(heap, path, &all);
    }
    *rt(machine).argv.borrow_mut() = argv.to_vec();
    let modules = machine.root(roots::MODULES).cast::<Dict>().expect("sys.modules");
    let main = builtins::modules::named(machine, "__main__");
    dicts::set_str(machine, modules, interned(machine, "__main__"), main.value()).expect("a small dict");
}
