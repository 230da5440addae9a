//! Moves, constants, global names, cells.

use crate::code::Signature;
use crate::roots;
use crate::types::attr::AttrHit;
use crate::types::builtin::Cls;
use crate::types::objects::{Function, Module};
use crate::types::{instance, module, namespace};
use crate::{dicts, prelude};
use trackway::*;
use trackway_kit::{Array, CellBox, Coroutine, Dict, Str, Tuple};

/// `d := s`
#[op]
pub fn mov<M: Mode>(m: M, d: Out, s: In) -> Step {
    m.set(d, m.get(s));
    m.next()
}

/// `d := k`
#[op]
pub fn load_const<M: Mode>(m: M, d: Out, k: Const) -> Step {
    m.set(d, T::lit(m.constant(k)));
    m.next()
}

/// The globals of the running code. Static.
#[inline(always)]
pub fn globals<M: Mode>(m: M) -> Gc<Dict> {
    m.code().guest::<Signature>().globals()
}

/// `d := ` the global or builtin `n`
#[op]
pub fn load_global<M: Mode>(m: M, d: Out, n: Name, site: Site) -> Step {
    let name = m.name(n);
    let space = T::lit(globals(m));
    let found = m.cached(site, m.lasting_shape(space), |vm, shape| find_global(vm, shape, name));
    match found {
        Some(hit) => {
            m.set(d, variable(m, space, hit));
            m.next()
        }
        None => {
            let v = global_slow::call(m, space, T::lit(name))?;
            super::call::finish(m, d, v)
        }
    }
}

/// What a lookup in a namespace found.
#[inline(always)]
pub fn variable<M: Mode>(m: M, space: T<M, Gc<Dict>>, hit: Value) -> T<M, Value> {
    match hit.as_int() {
        Some(slot) => m.item(m.field(space, Dict::ENTRIES), Array::ITEMS, T::lit(value_at(slot))),
        None => T::lit(hit.cast::<AttrHit>().map_or(hit, |h| h.get(AttrHit::VALUE))),
    }
}

/// Where in a dict's array the value of the entry is that a cache remembers as a slot.
#[inline(always)]
pub fn value_at(slot: i64) -> i64 {
    3 * (slot >> 1) + 2
}

/// In the namespace with this shape, then among the usual builtins where they are constant.
fn find_global(vm: &Machine, shape: i64, name: Value) -> Option<Value> {
    if let Some(hit) = namespace::find(vm, shape, name) {
        return Some(hit);
    }
    let space = namespace::by_shape(vm, shape)?;
    if space.own_builtins().is_some()
        || space.mapping().is_some()
        || !namespace::is_absent(vm, &space, name.cast::<Str>()?)
    {
        return None;
    }
    let builtins = namespace::builtins(vm);
    namespace::find(vm, builtins.shape() as i64, name).filter(|hit| hit.as_int().is_none())
}

/// The variable, or what a mapping with `__missing__` says, or the builtin of that name.
#[residual(repeatable)]
pub fn global_slow(machine: &Machine, globals: Gc<Dict>, name: Value) -> Result<Value, Raise> {
    if let Some(mapping) = namespace::known(machine, globals).and_then(|n| n.mapping())
        && dicts::get_str(machine, globals, name.cast::<Str>().expect("a name is a string")).is_none()
    {
        return crate::tail::prelude(machine, "_load_missing", &[mapping, globals.value(), name]);
    }
    global_or_builtin(machine, globals, name)
}

/// The variable, or what the builtins or the prelude have under that name.
pub fn global_or_builtin(machine: &Machine, globals: Gc<Dict>, name: Value) -> Result<Value, Raise> {
    let text = name.cast::<Str>().expect("a name is a string");
    find_builtin(machine, globals, text).ok_or_else(|| not_defined(machine, text))
}

fn find_builtin(machine: &Machine, globals: Gc<Dict>, name: Gc<Str>) -> Option<Value> {
    if let Some(v) = dicts::get_str(machine, globals, name) {
        return Some(v);
    }
    if let Some(own) = namespace::known(machine, globals).and_then(|n| n.own_builtins()) {
        return dicts::get_str(machine, own, name);
    }
    let builtins = namespace::builtins(machine);
    if let Some(v) = dicts::get_str(machine, builtins, name) {
        return Some(v);
    }
    let text = Str::text(&machine.heap, name);
    let own = machine.root(roots::PRELUDE).cast::<Module>().is_some_and(|m| module::dict(m) == globals);
    if text.starts_with('_') && !text.starts_with("__") && !own {
        return None;
    }
    let f = prelude::find(machine, &text)?.value();
    let _no_limit = dicts::set_str(machine, if own { globals } else { builtins }, name, f);
    Some(f)
}

/// The NameError for a name that nothing defines.
pub fn not_defined(machine: &Machine, name: Gc<Str>) -> Raise {
    let text = format!("name '{}' is not defined", Str::text(&machine.heap, name));
    instance::name_error(machine, Cls::NameError, &text, name.value())
}

/// Global `n := s`
#[op]
pub fn store_global<M: Mode>(m: M, n: Name, s: In, site: Site) -> Step {
    let (name, v) = (m.name(n), m.get(s));
    if !stored(m, name, v, site) {
        set_global::call(m, T::lit(globals(m)), T::lit(name), v)?;
    }
    m.next()
}

/// Global `n := s`, one of many values that `n` will have
#[op]
pub fn store_variable<M: Mode>(m: M, n: Name, s: In, site: Site) -> Step {
    let (name, v) = (m.name(n), m.get(s));
    if !stored(m, name, v, site) {
        set_variable::call(m, T::lit(globals(m)), T::lit(name), v)?;
    }
    m.next()
}

/// Stores into the entry of a global that is known to change, if it is.
fn stored<M: Mode>(m: M, name: Value, v: T<M, Value>, site: Site) -> bool {
    let space = T::lit(globals(m));
    let found = m.cached(site, m.lasting_shape(space), |vm, shape| namespace::find_variable(vm, shape, name));
    let Some(slot) = found.and_then(Value::as_int) else { return false };
    m.set_item(m.field(space, Dict::ENTRIES), Array::ITEMS, T::lit(value_at(slot)), v);
    true
}

#[residual]
fn set_global(machine: &Machine, globals: Gc<Dict>, name: Value, v: Value) -> Result<(), Raise> {
    dicts::set_str(machine, globals, name.cast::<Str>().expect("a name is a string"), v)
}

#[residual]
fn set_variable(machine: &Machine, globals: Gc<Dict>, name: Value, v: Value) -> Result<(), Raise> {
    let text = name.cast::<Str>().expect("a name is a string");
    dicts::set_str(machine, globals, text, v)?;
    namespace::will_change(machine, globals, text);
    Ok(())
}

/// Deletes global `n`
#[op]
pub fn del_global<M: Mode>(m: M, n: Name) -> Step {
    let (globals, name) = (T::lit(globals(m)), T::lit(m.name(n)));
    delete_global::call(m, globals, name)?;
    m.next()
}

#[residual]
fn delete_global(machine: &Machine, globals: Gc<Dict>, name: Value) -> Result<(), Raise> {
    let name = name.cast::<Str>().expect("a name is a string");
    if dicts::remove_str(machine, globals, name).is_some() { Ok(()) } else { Err(not_defined(machine, name)) }
}

/// `d := ` the builtin `n`, whatever the globals say
#[op]
pub fn load_builtin<M: Mode>(m: M, d: Out, n: Name) -> Step {
    let v = builtin::call(m, T::lit(m.name(n)))?;
    m.set(d, v);
    m.next()
}

#[residual(repeatable)]
fn builtin(machine: &Machine, name: Value) -> Result<Value, Raise> {
    global_or_builtin(machine, namespace::builtins(machine), name)
}

/// `d := ` name `n` of the class body's namespace, else global or builtin
#[op]
pub fn load_name<M: Mode>(m: M, d: Out, ns: In, n: Name, site: Site) -> Step {
    let space = m.get(ns);
    if space.is_static(globals(m).value()) {
        return load_global(m, d, n, site);
    }
    let (globals, name) = (T::lit(globals(m)), T::lit(m.name(n)));
    let v = name_slow::call(m, space, globals, name)?;
    super::call::finish(m, d, v)
}

#[residual(repeatable)]
fn name_slow(machine: &Machine, ns: Value, globals: Gc<Dict>, name: Value) -> Result<Value, Raise> {
    let text = name.cast::<Str>().expect("a name is a string");
    let Some(d) = ns.cast::<Dict>() else {
        return crate::tail::prelude(machine, "_load_name", &[ns, globals.value(), name]);
    };
    match dicts::get_str(machine, d, text) {
        Some(v) => Ok(v),
        None => global_slow(machine, globals, name),
    }
}

/// `d := ` name `n` of the namespace, else the content of cell `c`
#[op]
pub fn load_name_cell<M: Mode>(m: M, d: Out, ns: In, n: Name, c: In) -> Step {
    let (space, cell, name) = (m.get(ns), m.get(c), T::lit(m.name(n)));
    let v = name_or_cell::call(m, space, cell, name)?;
    super::call::finish(m, d, v)
}

#[residual(repeatable)]
fn name_or_cell(machine: &Machine, ns: Value, cell: Value, name: Value) -> Result<Value, Raise> {
    let text = name.cast::<Str>().expect("a name is a string");
    let Some(d) = ns.cast::<Dict>() else {
        return crate::tail::prelude(machine, "_load_name_cell", &[ns, cell, name]);
    };
    if let Some(v) = dicts::get_str(machine, d, text) {
        return Ok(v);
    }
    cell_or_name(machine, cell, text)
}

/// The content of a class body's free variable.
pub fn cell_or_name(machine: &Machine, cell: Value, text: Gc<Str>) -> Result<Value, Raise> {
    match cell.cast::<CellBox>().map(|c| c.get(CellBox::VALUE)) {
        Some(v) if v != machine.root(roots::UNBOUND) => Ok(v),
        _ => Err(unbound_variable(machine, text, true)),
    }
}

/// `ns[n] := s`
#[op]
pub fn store_name<M: Mode>(m: M, ns: In, n: Name, s: In) -> Step {
    let space = m.get(ns);
    let Some(space) = space.cast::<Dict>(m) else {
        let name = T::lit(m.name(n));
        return super::call::enter_prelude(
            m,
            "_store_name",
            &[space, name, m.get(s)],
            super::call::nowhere(m),
        );
    };
    set_name::call(m, space, T::lit(m.name(n)), m.get(s))?;
    m.next()
}

#[residual]
fn set_name(machine: &Machine, ns: Gc<Dict>, name: Value, v: Value) -> Result<(), Raise> {
    dicts::set_str(machine, ns, name.cast::<Str>().expect("a name is a string"), v)
}

/// `del ns[n]`
#[op]
pub fn del_name<M: Mode>(m: M, ns: In, n: Name) -> Step {
    let space = m.get(ns);
    let Some(space) = space.cast::<Dict>(m) else {
        let name = T::lit(m.name(n));
        return super::call::enter_prelude(m, "_delete_name", &[space, name], super::call::nowhere(m));
    };
    delete_global::call(m, space, T::lit(m.name(n)))?;
    m.next()
}

/// `d := ` a new cell holding `s`, which is the register `d` itself
#[op]
pub fn make_cell<M: Mode>(m: M, d: Out, s: In) -> Step {
    let c = m.new_object::<CellBox>(T::lit(0), 0);
    m.set_field(c, CellBox::VALUE, m.get(s));
    m.set(d, c.value());
    m.next()
}

/// The cell in a register that holds nothing else.
#[inline(always)]
fn cell<M: Mode>(m: M, c: In) -> T<M, Gc<CellBox>> {
    let found = m.get(c).cast::<CellBox>(m);
    found.unwrap_or_else(|| unreachable!("a cell's register holds a cell"))
}

/// `d := ` content of cell `c`
#[op]
pub fn load_cell<M: Mode>(m: M, d: Out, c: In, n: Name) -> Step {
    let v = m.field(cell(m, c), CellBox::VALUE);
    if v.is_static(m.root(roots::UNBOUND)) {
        return empty_cell(m, n);
    }
    m.set(d, v);
    m.next()
}

fn empty_cell<M: Mode>(m: M, n: Name) -> Step {
    let name = &m.code().unit.names[n.0 as usize];
    let own = m.code().guest::<Signature>().cells.contains(name);
    raise_unbound::call(m, T::lit(m.name(n)), T::lit(!own))?;
    m.next()
}

#[residual(repeatable)]
fn raise_unbound(machine: &Machine, name: Value, free: bool) -> Result<(), Raise> {
    Err(unbound_variable(machine, name.cast::<Str>().expect("a name is a string"), free))
}

fn unbound_variable(machine: &Machine, name: Gc<Str>, free: bool) -> Raise {
    let text = Str::text(&machine.heap, name);
    if free {
        let text = format!(
            "cannot access free variable '{text}' where it is not associated with a value in enclosing scope"
        );
        return instance::name_error(machine, Cls::NameError, &text, name.value());
    }
    let text = format!("cannot access local variable '{text}' where it is not associated with a value");
    instance::name_error(machine, Cls::UnboundLocalError, &text, name.value())
}

/// Content of cell `c := s`
#[op]
pub fn store_cell<M: Mode>(m: M, c: In, s: In) -> Step {
    m.set_field(cell(m, c), CellBox::VALUE, m.get(s));
    m.next()
}

/// Empties cell `c`
#[op]
pub fn del_cell<M: Mode>(m: M, c: In, n: Name) -> Step {
    let c = cell(m, c);
    if m.field(c, CellBox::VALUE).is_static(m.root(roots::UNBOUND)) {
        return empty_cell(m, n);
    }
    m.set_field(c, CellBox::VALUE, T::lit(m.root(roots::UNBOUND)));
    m.next()
}

/// `d := ` cell `i` of the running function's closure
#[op]
pub fn load_closure<M: Mode>(m: M, d: Out, i: Imm) -> Step {
    let Some(cells) = closure(m).cast::<Tuple>(m) else { unreachable!("it has a closure") };
    m.set(d, m.item(cells, Tuple::ITEMS, T::lit(i.0 as i64)));
    m.next()
}

/// The running function's tuple of cells.
#[inline(always)]
pub fn closure<M: Mode>(m: M) -> T<M, Value> {
    let mut callee = m.callee();
    if m.code().guest::<Signature>().generator
        && let Some(c) = callee.cast::<Coroutine>(m)
    {
        callee = m.field(c, Coroutine::CALLEE);
    }
    let f = callee.cast::<Function>(m).unwrap_or_else(|| unreachable!("the callee is a function"));
    m.field(f, Function::CLOSURE)
}

/// `d := unbound`
#[op]
pub fn unbind<M: Mode>(m: M, d: Out) -> Step {
    m.set(d, T::lit(m.root(roots::UNBOUND)));
    m.next()
}

/// UnboundLocalError when `s` is unbound
#[op]
pub fn check_bound<M: Mode>(m: M, s: In, n: Name) -> Step {
    if m.get(s).is_static(m.root(roots::UNBOUND)) {
        raise_unbound::call(m, T::lit(m.name(n)), T::lit(false))?;
    }
    m.next()
}
