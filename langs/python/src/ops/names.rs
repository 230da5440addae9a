//! Moves, constants, global names, cells.

use crate::code::Signature;
use crate::roots;
use crate::runtime::{rt, sym_of};
use crate::types::attr::{self, AttrHit};
use crate::types::builtin::Cls;
use crate::types::objects::{Function, Module};
use crate::types::{instance, module};
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
pub fn globals<M: Mode>(m: M) -> Gc<Module> {
    m.code().guest::<Signature>().globals()
}

/// `d := ` the global or builtin `n`
#[op]
pub fn load_global<M: Mode>(m: M, d: Out, n: Name, site: Site) -> Step {
    let name = m.name(n);
    let module = T::lit(globals(m));
    let found = m.cached(site, m.shape(module), |vm, shape| find_global(vm, shape, name));
    match found {
        Some(hit) => {
            m.set(d, variable(m, module, hit));
            m.next()
        }
        None => {
            let v = global_slow::call(m, module, T::lit(name))?;
            m.set(d, v);
            m.next()
        }
    }
}

/// What a lookup of a module's variable found.
#[inline(always)]
pub fn variable<M: Mode>(m: M, module: T<M, Gc<Module>>, hit: Value) -> T<M, Value> {
    match hit.as_int() {
        Some(slot) => m.item(m.field(module, Module::SLOTS), Array::ITEMS, T::lit(slot >> 1)),
        None => T::lit(hit.cast::<AttrHit>().map_or(hit, |h| h.get(AttrHit::VALUE))),
    }
}

/// In the module with this shape, then among the builtins.
fn find_global(vm: &Machine, shape: i64, name: Value) -> Option<Value> {
    let owner = rt(vm).shapes().get(shape as u32).owner;
    let globals = rt(vm).module(owner);
    let builtins = vm.root(roots::BUILTINS).cast::<Module>()?;
    attr::find_module(vm, globals, name).or_else(|| attr::find_module(vm, builtins, name))
}

/// The variable, or what the prelude has under that name.
#[residual(repeatable)]
pub fn global_slow(machine: &Machine, globals: Gc<Module>, name: Value) -> Result<Value, Raise> {
    let text = name.cast::<Str>().expect("a name is a string");
    find_builtin(machine, globals, text).ok_or_else(|| not_defined(machine, text))
}

fn find_builtin(machine: &Machine, globals: Gc<Module>, name: Gc<Str>) -> Option<Value> {
    let n = sym_of(machine, name);
    let builtins = machine.root(roots::BUILTINS).cast::<Module>()?;
    if let Some(v) = module::get(machine, globals, n).or_else(|| module::get(machine, builtins, n)) {
        return Some(v);
    }
    let text = Str::text(&machine.heap, name);
    let own = globals.value() == machine.root(roots::PRELUDE);
    if text.starts_with('_') && !text.starts_with("__") && !own {
        return None;
    }
    let f = prelude::find(machine, &text)?.value();
    module::set(machine, if own { globals } else { builtins }, n, f);
    Some(f)
}

fn not_defined(machine: &Machine, name: Gc<Str>) -> Raise {
    let text = format!("name '{}' is not defined", Str::text(&machine.heap, name));
    instance::name_error(machine, Cls::NameError, &text, name.value())
}

/// Global `n := s`
#[op]
pub fn store_global<M: Mode>(m: M, n: Name, s: In, site: Site) -> Step {
    let name = m.name(n);
    let module = T::lit(globals(m));
    let found = m.cached(site, m.shape(module), |vm, shape| {
        let owner = rt(vm).shapes().get(shape as u32).owner;
        attr::find_changing(vm, rt(vm).module(owner), name)
    });
    match found.and_then(Value::as_int) {
        Some(slot) => m.set_item(m.field(module, Module::SLOTS), Array::ITEMS, T::lit(slot >> 1), m.get(s)),
        None => {
            set_global::call(m, module, T::lit(name), m.get(s));
        }
    }
    m.next()
}

#[residual]
fn set_global(machine: &Machine, globals: Gc<Module>, name: Value, v: Value) {
    let name = name.cast::<Str>().expect("a name is a string");
    module::set(machine, globals, sym_of(machine, name), v);
}

/// Deletes global `n`
#[op]
pub fn del_global<M: Mode>(m: M, n: Name) -> Step {
    let (globals, name) = (T::lit(globals(m)), T::lit(m.name(n)));
    delete_global::call(m, globals, name)?;
    m.next()
}

#[residual]
fn delete_global(machine: &Machine, globals: Gc<Module>, name: Value) -> Result<(), Raise> {
    let name = name.cast::<Str>().expect("a name is a string");
    if module::remove(machine, globals, sym_of(machine, name)) {
        Ok(())
    } else {
        Err(not_defined(machine, name))
    }
}

/// `d := ` the builtin `n`, whatever the globals say
#[op]
pub fn load_builtin<M: Mode>(m: M, d: Out, n: Name) -> Step {
    let Some(builtins) = m.root(roots::BUILTINS).cast::<Module>() else { unreachable!("builtins are there") };
    let v = global_slow::call(m, T::lit(builtins), T::lit(m.name(n)))?;
    m.set(d, v);
    m.next()
}

/// `d := ` name `n` of the class body's namespace, else global or builtin
#[op]
pub fn load_name<M: Mode>(m: M, d: Out, ns: In, n: Name, _site: Site) -> Step {
    let (space, globals, name) = (m.get(ns), T::lit(globals(m)), T::lit(m.name(n)));
    let v = name_slow::call(m, space, globals, name)?;
    m.set(d, v);
    m.next()
}

#[residual(repeatable)]
fn name_slow(machine: &Machine, ns: Value, globals: Gc<Module>, name: Value) -> Result<Value, Raise> {
    let text = name.cast::<Str>().expect("a name is a string");
    match ns.cast::<Dict>().and_then(|d| dicts::get_str(machine, d, text)) {
        Some(v) => Ok(v),
        None => global_slow(machine, globals, name),
    }
}

/// `d := ` name `n` of the namespace, else the content of cell `c`
#[op]
pub fn load_name_cell<M: Mode>(m: M, d: Out, ns: In, n: Name, c: In) -> Step {
    let (space, cell, name) = (m.get(ns), m.get(c), T::lit(m.name(n)));
    let v = name_or_cell::call(m, space, cell, name)?;
    m.set(d, v);
    m.next()
}

#[residual(reads)]
fn name_or_cell(machine: &Machine, ns: Value, cell: Value, name: Value) -> Result<Value, Raise> {
    let text = name.cast::<Str>().expect("a name is a string");
    if let Some(v) = ns.cast::<Dict>().and_then(|d| dicts::get_str(machine, d, text)) {
        return Ok(v);
    }
    match cell.cast::<CellBox>().map(|c| c.get(CellBox::VALUE)) {
        Some(v) if v != machine.root(roots::UNBOUND) => Ok(v),
        _ => Err(unbound_variable(machine, text, true)),
    }
}

/// `ns[n] := s`
#[op]
pub fn store_name<M: Mode>(m: M, ns: In, n: Name, s: In) -> Step {
    set_name::call(m, m.get(ns), T::lit(m.name(n)), m.get(s))?;
    m.next()
}

#[residual]
fn set_name(machine: &Machine, ns: Value, name: Value, v: Value) -> Result<(), Raise> {
    let name = name.cast::<Str>().expect("a name is a string");
    match ns.cast::<Dict>() {
        Some(d) => dicts::set_str(machine, d, name, v),
        None => Err(crate::tail::missing(machine, "class namespaces that are not dicts")),
    }
}

/// `del ns[n]`
#[op]
pub fn del_name<M: Mode>(m: M, ns: In, n: Name) -> Step {
    delete_name::call(m, m.get(ns), T::lit(m.name(n)))?;
    m.next()
}

#[residual]
fn delete_name(machine: &Machine, ns: Value, name: Value) -> Result<(), Raise> {
    let name = name.cast::<Str>().expect("a name is a string");
    match ns.cast::<Dict>().and_then(|d| dicts::remove_str(machine, d, name)) {
        Some(_) => Ok(()),
        None => Err(not_defined(machine, name)),
    }
}

/// `d := ` a new cell holding what `d` held
#[op]
pub fn make_cell<M: Mode>(m: M, d: Out) -> Step {
    let c = m.new_object::<CellBox>(T::lit(0), 0);
    m.set_field(c, CellBox::VALUE, m.register(d.0));
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

#[residual]
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
    let mut callee = m.callee();
    if m.code().guest::<Signature>().generator
        && let Some(c) = callee.cast::<Coroutine>(m)
    {
        callee = m.field(c, Coroutine::CALLEE);
    }
    let f = callee.cast::<Function>(m).unwrap_or_else(|| unreachable!("the callee is a function"));
    let cells =
        m.field(f, Function::CLOSURE).cast::<Tuple>(m).unwrap_or_else(|| unreachable!("it has a closure"));
    m.set(d, m.item(cells, Tuple::ITEMS, T::lit(i.0 as i64)));
    m.next()
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
