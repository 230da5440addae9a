//! Functions for prelude code only: what it needs of the run time.

use super::native::{Inline, MANY, Native};
use super::{Home, Table};
use crate::calls;
use crate::dicts::{self, Hash};
use crate::errors::type_error;
use crate::number::{self, BinOp};
use crate::ops::compare::{Cmp, builtin, known_truth, unsupported};
use crate::ops::exception::{prepare, set_cause};
use crate::ops::pattern::Kind;
use crate::roots::{self, bool_word};
use crate::runtime::sym_of;
use crate::tail;
use crate::types::class::{self, Class};
use crate::types::instance;
use crate::types::objects::*;
use crate::values::{class_of, type_name, unwrap};
use trackway::{Gc, Machine, Raise, Value};
use trackway_kit::{Coroutine, Dict, List, Str, Tuple, coroutine, str_of, table};

type Answer = Result<Value, Raise>;

pub const TABLES: &[Table] = &[Table { home: Home::Prelude, natives: ALL }];

const ALL: &[Native] = &[
    Native::tail("_special", 2, 2, special),
    Native::tail("_special_name", 2, 2, special_name),
    Native::pure("_divmod_plain", 2, 2, super::functions::divmod_plain),
    Native::pure("_named_later", 1, 1, named_later),
    Native::pure("_binary_names", 1, 1, binary_names),
    Native::pure("_compare_names", 1, 1, compare_names),
    Native::tail("_binary_native", 3, 3, binary_native),
    Native::pure("_unary_native", 2, 2, |m, a| number::unary(m, unwrap(m, a[0]), a[1].as_int().unwrap_or(0))),
    Native::pure("_binary_error", 3, 3, binary_error),
    Native::pure("_compare_native", 3, 3, compare_native),
    Native::pure("_compare_error", 3, 3, compare_error),
    Native::pure("_unwrap", 1, 1, |m, a| Ok(unwrap(m, a[0]))),
    Native::pure("_plain_truth", 1, 1, |m, a| Ok(bool_word(m, known_truth(m, unwrap(m, a[0]))))),
    Native::tail("_tuple_item", 2, 2, |m, a| tail::prelude(m, "_tuple_item_slow", a))
        .inline(Inline::TupleItem),
    Native::pure("_is_end", 1, 1, |m, a| Ok(bool_word(m, a[0] == m.root(roots::END)))).inline(Inline::IsEnd),
    Native::pure("_end", 0, 0, |m, _| Ok(m.root(roots::END))),
    Native::effect("_step", 1, 1, |m, a| crate::ops::iter::step(m, a[0])),
    Native::effect("_drain", 1, 1, |m, a| {
        Ok(crate::iterate::drain(m, a[0])?.map_or(roots::none(m), |items| list(m, &items)))
    }),
    Native::effect("_dict_pairs", 2, 2, |m, a| crate::dicts::set_pairs(m, a[0], a[1])),
    Native::pure("_is_native_iterator", 1, 1, |m, a| Ok(bool_word(m, crate::ops::iter::is_iterator(a[0])))),
    Native::pure("_resume", 2, 2, |m, _| Err(type_error(m, "not a generator"))).inline(Inline::Resume),
    Native::pure("_throw", 2, 2, |m, _| Err(type_error(m, "not a generator"))).inline(Inline::Throw),
    Native::pure("_dict_values_type", 0, 0, |m, _| Ok(crate::types::builtin::Cls::DictValues.word(m))),
    Native::pure("_dict_items_type", 0, 0, |m, _| Ok(crate::types::builtin::Cls::DictItems.word(m))),
    Native::pure("_view_table", 1, 1, |m, a| {
        let v = unwrap(m, a[0]);
        let table = v.cast::<DictView>().map(|d| d.get(DictView::DICT));
        let table = table.or_else(|| v.cast::<MappingProxy>().map(|p| p.get(MappingProxy::DICT)));
        Ok(table.map_or(v, |d| d.value()))
    }),
    Native::effect("_repr_enter", 1, 1, |m, a| {
        let mut shown = crate::runtime::rt(m).shown.borrow_mut();
        let fresh = !shown.iter().any(|v| v.get() == a[0]);
        if fresh {
            shown.push(std::cell::Cell::new(a[0]));
        }
        Ok(bool_word(m, fresh))
    }),
    Native::effect("_repr_leave", 0, 0, |m, _| {
        crate::runtime::rt(m).shown.borrow_mut().pop();
        Ok(roots::none(m))
    }),
    Native::pure("_view_type", 0, 0, |m, _| {
        use crate::types::builtin::Cls;
        let views = [Cls::DictKeys, Cls::DictValues, Cls::DictItems].map(|c| c.word(m));
        Ok(Tuple::new(&m.heap, &views).value())
    }),
    Native::pure("_escaped", 1, 1, |m, a| {
        let text = str_of(a[0]).map_or(&[][..], |s| Str::bytes(&m.heap, s));
        Ok(Str::from_wtf8(&m.heap, &super::wtf8::quote::escape_beyond_ascii(text)).value())
    }),
    Native::pure("_frame_kind", 1, 1, frame_kind),
    Native::pure("_frame_name", 1, 1, frame_name),
    Native::pure("_is_async_value", 1, 1, |m, a| Ok(bool_word(m, a[0].cast::<AsyncValue>().is_some()))),
    Native::pure("_async_value_of", 1, 1, |_, a| {
        Ok(a[0].cast::<AsyncValue>().map_or(a[0], |v| v.get(AsyncValue::VALUE)))
    }),
    Native::pure("_has_special", 2, 2, |m, a| {
        let found = class::lookup(m, class_of(m, a[0]), sym_of(m, name(m, a[1])?));
        Ok(bool_word(m, found.is_some()))
    }),
    Native::pure("_result", 1, 1, result),
    Native::pure("_generator_state", 1, 1, generator_state).inline(Inline::GeneratorState),
    Native::effect("_generator_finish", 1, 1, generator_finish),
    Native::pure("_hash_native", 1, 1, hash_native),
    // What `__hash__` returned is the hash; only larger integers are hashed in turn.
    Native::pure("_hash_result", 1, 1, |m, a| match unwrap(m, a[0]) {
        v if v.as_int() == Some(-1) => Ok(Value::int(-2).expect("small")),
        v if v.as_int().is_some() => Ok(v),
        v => hash_native(m, &[v]),
    }),
    Native::pure("_probe", 3, 3, probe),
    Native::pure("_entry_key", 2, 2, |_, a| {
        Ok(entry(a).and_then(|(d, i)| Dict::key(d, i)).unwrap_or(Value::ZERO))
    }),
    Native::pure("_entry_value", 2, 2, |_, a| Ok(entry(a).map_or(Value::ZERO, |(d, i)| Dict::value(d, i)))),
    Native::pure("_version", 1, 1, version),
    Native::effect("_entry_set", 3, 3, entry_set),
    Native::effect("_entry_remove", 2, 2, entry_remove),
    Native::effect("_entry_insert", 4, 4, entry_insert),
    Native::pure("_table", 1, 1, table_of),
    Native::effect("_prepare", 1, 1, |m, a| prepare(m, a[0])),
    Native::effect("_set_cause", 2, 2, |m, a| set_cause(m, a[0], a[1]).map(|()| roots::none(m))),
    Native::pure("_build", 5, 5, build),
    Native::pure("_native_new", 2, 2, native_new),
    Native::pure("_object_new", 1, 1, object_new),
    Native::pure("_kind", 1, 1, kind),
    Native::pure("_wrap", 2, 2, wrap),
    Native::effect("_syntax_warnings", 0, 0, |m, _| Ok(crate::import::warned::take(m))),
    Native::effect("_import_prepare", 1, 1, |m, a| crate::import::load::prepare(m, a[0])),
    Native::effect("_import_done", 1, 1, |m, a| {
        crate::import::done(m, a[0]);
        Ok(roots::none(m))
    }),
    Native::pure("_import_missing", 2, 2, |m, a| crate::import::missing_name(m, a[0], name(m, a[1])?)),
    Native::effect("_mark_abstract", 2, 2, |m, a| {
        let c = class_arg(m, a[0])?;
        let flags = c.get(Class::FLAGS) & !class::FLAG_ABSTRACT;
        let mark = if a[1] == m.root(roots::TRUE) { class::FLAG_ABSTRACT } else { 0 };
        c.set(&m.heap, Class::FLAGS, flags | mark);
        m.bump_epoch();
        Ok(roots::none(m))
    }),
    // `(names, name)`: the nearest name, or None.
    Native::pure("_nearest", 2, 2, |m, a| {
        let text = |v: Value| str_of(v).map(|s| Str::text(&m.heap, s).into_owned());
        let names: Vec<String> = a[0]
            .cast::<List>()
            .map_or_else(Vec::new, |l| List::to_vec(&m.heap, l))
            .into_iter()
            .filter_map(text)
            .collect();
        let found = text(a[1]).and_then(|name| crate::report::nearest(&name, &names));
        Ok(found.map_or(roots::none(m), |found| Str::new(&m.heap, &found).value()))
    }),
    // `(abstract, class)`: the class is registered.
    Native::effect("_mark_collection", 2, 2, |m, a| {
        let c = class_arg(m, a[1])?;
        let mark = match crate::ops::pattern::kind_of_class(m, class_arg(m, a[0])?) {
            Some(Kind::Sequence) => class::FLAG_SEQUENCE,
            Some(Kind::Mapping) => class::FLAG_MAPPING,
            None => 0,
        };
        c.set(&m.heap, Class::FLAGS, c.get(Class::FLAGS) | mark);
        Ok(roots::none(m))
    }),
    Native::effect("_load_into", 2, 2, |m, a| crate::import::load::library_body(m, a[0], a[1])),
    Native::effect("_load_source", 3, 3, crate::import::load::source_body),
    Native::effect("_load_native", 2, 2, |m, a| crate::import::load::native_body(m, a[0], a[1])),
    Native::effect("_import_failed", 1, 1, |m, a| crate::import::failed(m, a[0])),
    Native::pure("_module", 1, 1, |m, a| Ok(crate::import::loaded(m, a[0]).unwrap_or(roots::none(m)))),
    Native::effect("_module_set", 3, 3, module_set),
    Native::pure("_plain_repr", 1, 1, plain_repr),
    Native::tail("_setattr_how", 3, 3, set_how),
    Native::pure("_get_native", 2, 2, |m, a| crate::items::get(m, unwrap(m, a[0]), a[1])),
    Native::effect("_set_native", 3, 3, |m, a| {
        crate::items::set(m, unwrap(m, a[0]), a[1], a[2]).map(|()| roots::none(m))
    }),
    Native::effect("_delete_native", 2, 2, |m, a| {
        crate::items::delete(m, unwrap(m, a[0]), a[1]).map(|()| roots::none(m))
    }),
    Native::tail("_get_plain", 2, 2, |m, a| instance::get_plain(m, a[0], name(m, a[1])?)),
    Native::tail("_call", 1, MANY, |m, a| tail::callable(m, a[0], &a[1..])),
    Native::effect("_set_payload", 2, 2, |m, a| {
        if let Some(i) = a[0].cast::<Instance>() {
            i.set_item(&m.heap, Instance::SLOTS, 0, a[1]);
        }
        Ok(roots::none(m))
    }),
    Native::pure("_module_type", 0, 0, |m, _| Ok(crate::types::builtin::Cls::Module.word(m))),
    Native::pure("_excess_for_new", 1, 1, |m, a| {
        match super::slot_run::excess_for_new(m, class_arg(m, a[0])?) {
            Some(r) => Err(r),
            None => Ok(roots::none(m)),
        }
    }),
    Native::tail("_property_set", 3, 3, |m, a| crate::types::descriptor::set_through(m, a[0], a[1], a[2])),
    Native::tail("_property_delete", 2, 2, |m, a| crate::types::descriptor::delete_through(m, a[0], a[1])),
    Native::pure("_range_left", 1, 1, |m, a| Ok(super::iterators::range_left(m, a[0]))),
    Native::pure("_copy_iterator", 1, 1, |m, a| super::iterators::copy(m, a[0])),
    Native::pure("_cell_content", 1, 1, |m, a| {
        let v = a[0].cast::<trackway_kit::CellBox>().map(|c| c.get(trackway_kit::CellBox::VALUE));
        Ok(v.filter(|v| *v != m.root(roots::UNBOUND)).unwrap_or(m.root(roots::END)))
    }),
    Native::effect("_restore_annotate", 2, 2, |m, a| {
        if let Some(f) = a[0].cast::<Function>() {
            f.set(&m.heap, Function::ANNOTATE, a[1]);
        }
        Ok(roots::none(m))
    }),
    Native::pure("_type_named", 1, 1, |m, a| {
        let name = Str::text(&m.heap, name(m, a[0])?).into_owned();
        let known = crate::types::builtin::Cls::ALL.iter().find(|(_, n, _)| *n == name);
        Ok(known.map_or(roots::none(m), |(c, ..)| c.word(m)))
    }),
    Native::effect("_set_mro", 2, 2, |m, a| {
        if let (Some(c), Some(mro)) = (a[0].cast::<Class>(), a[1].cast::<Tuple>()) {
            c.set(&m.heap, Class::MRO, mro);
            m.bump_epoch();
        }
        Ok(roots::none(m))
    }),
    Native::effect("_class_dict_set", 3, 3, |m, a| {
        if let (Some(c), Some(name)) = (a[0].cast::<Class>(), str_of(a[1])) {
            dicts::set_str(m, c.get(Class::DICT), name, a[2])?;
        }
        Ok(roots::none(m))
    }),
    Native::pure("_is_type", 1, 1, |m, a| Ok(bool_word(m, a[0].cast::<Class>().is_some()))),
    Native::tail("_global", 2, 2, |m, a| {
        let globals = a[0].cast::<Dict>().ok_or_else(|| type_error(m, "not a dict"))?;
        crate::ops::names::global_slow(m, globals, a[1])
    }),
    Native::pure("_global_or_builtin", 2, 2, |m, a| {
        let globals = a[0].cast::<Dict>().ok_or_else(|| type_error(m, "not a dict"))?;
        crate::ops::names::global_or_builtin(m, globals, a[1])
    }),
    Native::pure("_cell_or_name", 2, 2, |m, a| crate::ops::names::cell_or_name(m, a[0], name(m, a[1])?)),
    Native::pure("_name_missing", 1, 1, |m, a| Err(crate::ops::names::not_defined(m, name(m, a[0])?))),
    Native::pure("_arguments_error", 1, 1, |m, a| {
        Err(type_error(m, &super::text::text_of(m, a[0]).unwrap_or_default()))
    }),
];

fn name(machine: &Machine, v: Value) -> Result<Gc<Str>, Raise> {
    super::args::name_arg(machine, v)
}

/// The method `name` of the value's class, bound to it; None when there is none.
fn special(machine: &Machine, args: &[Value]) -> Answer {
    let class = class_of(machine, args[0]);
    let Some((v, _)) = class::lookup(machine, class, sym_of(machine, name(machine, args[1])?)) else {
        return Ok(roots::none(machine));
    };
    if v == roots::none(machine) {
        return Ok(v);
    }
    if v.cast::<Function>().is_some() || v.cast::<Builtin>().is_some() {
        return Ok(crate::types::attr::bind(machine, v, args[0]));
    }
    crate::types::descriptor::describe(machine, v, args[0], class)
}

/// As `_special`, but None unless a class written in Python defines it. One that is set to None
/// forbids the operation; for `__hash__` and `__iter__` the caller says so.
fn special_name(machine: &Machine, args: &[Value]) -> Answer {
    let name = name(machine, args[1])?;
    match class::user_special_sym(machine, class_of(machine, args[0]), sym_of(machine, name)) {
        Some(f) if f == roots::none(machine) => match &*Str::text(&machine.heap, name) {
            "__hash__" | "__iter__" => Ok(f),
            "__contains__" => {
                let given = type_name(machine, args[0]);
                Err(type_error(machine, &format!("'{given}' object is not a container")))
            }
            _ => Err(type_error(machine, "'NoneType' object is not callable")),
        },
        Some(_) => special(machine, args),
        None => Ok(roots::none(machine)),
    }
}

/// The items of a class body whose values have `__set_name__`.
fn named_later(machine: &Machine, args: &[Value]) -> Answer {
    let Some(names) = unwrap(machine, args[0]).cast::<Dict>() else { return Ok(list(machine, &[])) };
    let hook = crate::runtime::known_sym(machine, "__set_name__");
    let has = |v: &Value| class::user_special_sym(machine, class_of(machine, *v), hook).is_some();
    let pairs = Dict::pairs(names).into_iter().filter(|(_, v)| has(v));
    let pairs: Vec<Value> = pairs.map(|(k, v)| Tuple::new(&machine.heap, &[k, v]).value()).collect();
    Ok(list(machine, &pairs))
}

fn strings(machine: &Machine, parts: &[&str]) -> Value {
    let words: Vec<Value> = parts.iter().map(|p| crate::runtime::interned(machine, p).value()).collect();
    Tuple::new(&machine.heap, &words).value()
}

fn op_of(v: Value) -> BinOp {
    BinOp::from_number(v.as_int().unwrap_or(0))
}

/// Method, reflected method, in-place method, sign.
fn binary_names(machine: &Machine, args: &[Value]) -> Answer {
    let op = op_of(args[0]);
    let (left, right, _) = op.names();
    let sign = BinOp::sign(args[0].as_int().unwrap_or(0));
    Ok(strings(machine, &[left, right, op.in_place_name(), &sign]))
}

fn compare_names(machine: &Machine, args: &[Value]) -> Answer {
    let (left, right, sign) = Cmp::from_number(args[0].as_int().unwrap_or(0)).names();
    Ok(strings(machine, &[left, right, sign]))
}

/// The operator on builtin values or what they wrap; NotImplemented where there is none.
fn binary_native(machine: &Machine, args: &[Value]) -> Answer {
    let (a, b) = (unwrap(machine, args[0]), unwrap(machine, args[1]));
    let op = op_of(args[2]);
    // A format string shows its argument as the class says, not as the builtin value behind it.
    let formats = op == number::BinOp::Mod && a.cast::<Str>().is_some();
    let v = number::try_binary(machine, a, if formats { args[1] } else { b }, op)?;
    Ok(v.unwrap_or(machine.root(roots::NOT_IMPLEMENTED)))
}

fn binary_error(machine: &Machine, args: &[Value]) -> Answer {
    let sign = super::text::text_of(machine, args[2]).unwrap_or_default();
    Err(number::unsupported(machine, args[0], args[1], &sign))
}

/// The comparison of builtin values; None where guest code must look inside.
fn compare_native(machine: &Machine, args: &[Value]) -> Answer {
    let op = Cmp::from_number(args[2].as_int().unwrap_or(0));
    let (a, b) = (unwrap(machine, args[0]), unwrap(machine, args[1]));
    Ok(match builtin(machine, a, b, op)? {
        Some(known) => bool_word(machine, known),
        None => roots::none(machine),
    })
}

fn compare_error(machine: &Machine, args: &[Value]) -> Answer {
    Err(unsupported(machine, args[0], args[1], Cmp::from_number(args[2].as_int().unwrap_or(0))))
}

/// A suspended frame: 0 a generator or what is delegated to like one, 1 a coroutine; -1 for other values.
fn frame_kind(_machine: &Machine, args: &[Value]) -> Answer {
    use crate::types::builtin::Cls;
    let kind = match args[0].cast::<Coroutine>().map(crate::values::suspended_class) {
        None | Some(Cls::AsyncGenerator) => -1,
        Some(Cls::Coroutine) => 1,
        Some(_) => 0,
    };
    Ok(Value::int(kind).expect("small"))
}

/// What messages call a suspended frame.
fn frame_name(machine: &Machine, args: &[Value]) -> Answer {
    use crate::types::builtin::Cls;
    let name = match args[0].cast::<Coroutine>().map(crate::values::suspended_class) {
        Some(Cls::Coroutine) => "coroutine",
        Some(Cls::AsyncGenerator) => "async generator",
        _ => "generator",
    };
    Ok(Str::new(&machine.heap, name).value())
}

/// What a finished generator returned.
fn result(machine: &Machine, args: &[Value]) -> Answer {
    Ok(args[0].cast::<Coroutine>().map_or(roots::none(machine), |c| c.get(Coroutine::EXTRA)))
}

fn generator_state(machine: &Machine, args: &[Value]) -> Answer {
    match args[0].cast::<Coroutine>() {
        Some(c) => Ok(Value::int(c.get(Coroutine::STATE)).expect("small")),
        None => Err(type_error(machine, "not a generator")),
    }
}

fn generator_finish(machine: &Machine, args: &[Value]) -> Answer {
    if let Some(c) = args[0].cast::<Coroutine>() {
        c.set(&machine.heap, Coroutine::STATE, coroutine::STATE_DONE);
    }
    Ok(roots::none(machine))
}

/// The hash of a builtin value; None where guest code must compute it.
fn hash_native(machine: &Machine, args: &[Value]) -> Answer {
    Ok(match dicts::hash(machine, args[0])? {
        Hash::Is(h) => Value::int(h).expect("a hash of 63 bits"),
        Hash::Ask => roots::none(machine),
    })
}

/// `_probe(dict, hash, probes)`: the next entry with that hash and the probes made, or None.
fn probe(machine: &Machine, args: &[Value]) -> Answer {
    let d = args[0].cast::<Dict>().ok_or_else(|| type_error(machine, "not a table"))?;
    let (h, probes) = (args[1].as_int().unwrap_or(0), args[2].as_int().unwrap_or(0));
    Ok(match table::candidate(d, h, probes as usize) {
        Some((entry, probes)) => {
            let int = |n: usize| Value::int(n as i64).expect("small");
            Tuple::new(&machine.heap, &[int(entry), int(probes)]).value()
        }
        None => roots::none(machine),
    })
}

fn entry(args: &[Value]) -> Option<(Gc<Dict>, usize)> {
    Some((args[0].cast::<Dict>()?, args[1].as_int()? as usize))
}

fn version(_machine: &Machine, args: &[Value]) -> Answer {
    Ok(args[0].cast::<Dict>().and_then(|d| Value::int(d.get(Dict::VERSION))).unwrap_or(Value::ZERO))
}

fn entry_set(machine: &Machine, args: &[Value]) -> Answer {
    if let Some((d, i)) = entry(args) {
        dicts::set_value(machine, d, i, args[2]);
    }
    Ok(roots::none(machine))
}

fn entry_remove(machine: &Machine, args: &[Value]) -> Answer {
    Ok(entry(args).map_or(roots::none(machine), |(d, i)| dicts::remove_at(machine, d, i)))
}

/// `_entry_insert(dict, hash, key, value)`: the key is absent.
fn entry_insert(machine: &Machine, args: &[Value]) -> Answer {
    if let Some(d) = args[0].cast::<Dict>() {
        dicts::insert(machine, d, args[1].as_int().unwrap_or(0), args[2], args[3])?;
    }
    Ok(roots::none(machine))
}

/// The table of a dict, set or view.
fn table_of(machine: &Machine, args: &[Value]) -> Answer {
    let v = unwrap(machine, args[0]);
    let d = v
        .cast::<Dict>()
        .or_else(|| dicts::set_table(v))
        .or_else(|| v.cast::<DictView>().map(|v| v.get(DictView::DICT)));
    d.map(|d| d.value()).ok_or_else(|| type_error(machine, "not a table"))
}

/// `_build(name, bases, namespace, metaclass)`: a class.
fn build(machine: &Machine, args: &[Value]) -> Answer {
    let (Some(bases), Some(namespace)) = (args[1].cast::<Tuple>(), unwrap(machine, args[2]).cast::<Dict>())
    else {
        return Err(type_error(machine, "type.__new__() arguments must be str, tuple, dict"));
    };
    crate::types::build::build_class(machine, args[0], bases, namespace, args[3], args[4]).map(|c| c.value())
}

/// `_native_new(class, arguments)`: a value of the builtin type behind the class, or None.
fn native_new(machine: &Machine, args: &[Value]) -> Answer {
    let construct = args[0].cast::<Class>().map_or(Value::ZERO, |c| c.get(Class::CONSTRUCT));
    if construct == Value::ZERO { Ok(roots::none(machine)) } else { Ok(construct) }
}

fn class_arg(machine: &Machine, v: Value) -> Result<Gc<Class>, Raise> {
    v.cast::<Class>().ok_or_else(|| {
        type_error(machine, &format!("object.__new__(X): X is not a type object ({})", type_name(machine, v)))
    })
}

fn object_new(machine: &Machine, args: &[Value]) -> Answer {
    let c = class_arg(machine, args[0])?;
    if c.get(Class::FLAGS) & class::FLAG_ABSTRACT != 0 {
        let names = crate::types::build::abstract_names(machine, c);
        let list: Vec<String> = names.iter().map(|n| format!("'{n}'")).collect();
        let s = if names.len() == 1 { "" } else { "s" };
        let text = format!(
            "Can't instantiate abstract class {} without an implementation for abstract method{s} {}",
            class::class_name(machine, c),
            list.join(", ")
        );
        return Err(type_error(machine, &text));
    }
    Ok(class::new_instance(machine, c).value())
}

/// How instances of a class are made: 0 plain, 1 exception, 2 wraps a builtin, 3 is builtin, 4 metaclass.
fn kind(machine: &Machine, args: &[Value]) -> Answer {
    let c = class_arg(machine, args[0])?;
    let flags = c.get(Class::FLAGS);
    let n = if flags & class::FLAG_METACLASS != 0 {
        4
    } else if flags & class::FLAG_EXCEPTION != 0 {
        1
    } else if flags & class::FLAG_PAYLOAD != 0 {
        2
    } else if c.get(Class::CONSTRUCT) != Value::ZERO {
        3
    } else {
        0
    };
    Ok(Value::int(n).expect("small"))
}

/// `_wrap(class, value)`: an instance around a builtin value.
fn wrap(machine: &Machine, args: &[Value]) -> Answer {
    let i = class::new_instance(machine, class_arg(machine, args[0])?);
    i.set_item(&machine.heap, Instance::SLOTS, 0, args[1]);
    Ok(i.value())
}

fn module_set(machine: &Machine, args: &[Value]) -> Answer {
    if let (Some(m), Some(n)) = (args[0].cast::<Module>(), str_of(args[1])) {
        crate::types::module::set(machine, m, sym_of(machine, n), args[2]);
    }
    Ok(roots::none(machine))
}

fn plain_repr(machine: &Machine, args: &[Value]) -> Answer {
    if let Some(super::num::Int::Big(n)) = super::num::int(machine, args[0]) {
        super::num::int_text::check_digits(machine, n)?;
    }
    match super::text::repr(machine, args[0]) {
        Some(b) => Ok(Str::from_wtf8(&machine.heap, &b).value()),
        None => Ok(Str::new(&machine.heap, &super::text::plain(machine, args[0])).value()),
    }
}

/// `setattr`, or a tail.
fn set_how(machine: &Machine, args: &[Value]) -> Answer {
    instance::set(machine, args[0], name(machine, args[1])?, args[2])
}

/// For natives that build lists.
pub fn list(machine: &Machine, items: &[Value]) -> Value {
    List::new(&machine.heap, items).value()
}

/// For natives that pass arguments on.
pub fn tuple_words(v: Value) -> Vec<Value> {
    v.cast::<Tuple>().map_or_else(Vec::new, Tuple::to_vec)
}

/// For natives that call another native.
pub fn run(machine: &Machine, b: Gc<Builtin>, args: &[Value]) -> Answer {
    calls::run(machine, b, args)
}
