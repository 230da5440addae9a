//! Moves, constants, variables, lists and dictionaries.

use crate::types::{Function, UNBOUND, error, global, show};
use trackway::{
    Block, Const, Count, Gc, Imm, In, Machine, Mode, Name, Out, Pairs, Raise, Site, Step, T, Value, op,
    residual,
};
use trackway_kit::table::{self, Found, Same};
use trackway_kit::{Array, CellBox, Coroutine, Dict, List, Str};

/// `d = r`
#[op]
pub fn mov<M: Mode>(m: M, d: Out, r: In) -> Step {
    m.set(d, m.get(r));
    m.next()
}

/// `d` = the constant `k`.
#[op]
pub fn load_const<M: Mode>(m: M, d: Out, k: Const) -> Step {
    m.set(d, T::lit(m.constant(k)));
    m.next()
}

/// The cell of a global: the same one for ever, so a trace knows its address.
#[inline(always)]
fn cell<M: Mode>(m: M, n: Name, site: Site) -> T<M, Gc<CellBox>> {
    let name = m.name(n);
    let v = m.cached(site, T::lit(0i64), |machine, _| {
        let name: Gc<Str> = name.cast().expect("a name");
        Some(global(machine, &Str::text(&machine.heap, name)).value())
    });
    T::lit(Gc::assume(v.expect("every name has a cell")))
}

/// `d` = the global `n`.
#[op]
pub fn load_global<M: Mode>(m: M, d: Out, n: Name, site: Site) -> Step {
    let v = m.field(cell(m, n, site), CellBox::VALUE);
    if v.is_static(m.root(UNBOUND)) {
        undefined::call(m, T::lit(m.name(n)))?;
    }
    m.set(d, v);
    m.next()
}

/// A global that nobody has set.
#[residual(repeatable)]
pub fn undefined(machine: &Machine, name: Value) -> Result<Value, Raise> {
    Err(error(machine, &format!("'{}' is not defined", show(machine, name, 0))))
}

/// The global `n` = r.
#[op]
pub fn store_global<M: Mode>(m: M, n: Name, r: In, site: Site) -> Step {
    m.set_field(cell(m, n, site), CellBox::VALUE, m.get(r));
    m.next()
}

/// `d` = a new cell with nil.
#[op]
pub fn make_cell<M: Mode>(m: M, d: Out) -> Step {
    let c = m.new_object::<CellBox>(T::lit(0), 0);
    m.set_field(c, CellBox::VALUE, T::lit(m.root(crate::types::NIL)));
    m.set(d, c.value());
    m.next()
}

/// `d` = what the cell `c` holds.
#[op]
pub fn load_cell<M: Mode>(m: M, d: Out, c: In) -> Step {
    if let Some(cell) = m.get(c).cast::<CellBox>(m) {
        m.set(d, m.field(cell, CellBox::VALUE));
    }
    m.next()
}

/// The cell `c` holds `r` from now on.
#[op]
pub fn store_cell<M: Mode>(m: M, c: In, r: In) -> Step {
    if let Some(cell) = m.get(c).cast::<CellBox>(m) {
        m.set_field(cell, CellBox::VALUE, m.get(r));
    }
    m.next()
}

/// `d` = the running function's i-th captured cell.
#[op]
pub fn load_closure<M: Mode>(m: M, d: Out, i: Imm) -> Step {
    let mut callee = m.callee();
    if let Some(c) = callee.cast::<Coroutine>(m) {
        callee = m.field(c, Coroutine::CALLEE);
    }
    if let Some(f) = callee.cast::<Function>(m) {
        m.set(d, m.item(m.field(f, Function::CLOSURE), Array::ITEMS, T::lit(i.0 as i64)));
    }
    m.next()
}

/// `d` = a list of the `n` registers from `start`.
#[op]
pub fn build_list<M: Mode>(m: M, d: Out, start: Block, n: Count) -> Step {
    let items = m.new_object::<Array>(T::lit(0), n.0.max(4));
    for i in 0..n.0.max(4) {
        let v = if i < n.0 { m.register(start.0 + i) } else { T::lit(Value::ZERO) };
        m.set_item(items, Array::ITEMS, T::lit(i as i64), v);
    }
    let list = m.new_object::<List>(T::lit(0), 0);
    m.set_field(list, List::LEN, T::lit(n.0 as i64));
    m.set_field(list, List::ITEMS, items);
    m.set(d, list.value());
    m.next()
}

/// `d` = a dictionary of `n` pairs from `start`.
#[op]
pub fn build_dict<M: Mode>(m: M, d: Out, start: Pairs, n: Count) -> Step {
    let dict = new_dict::call(m);
    for i in 0..n.0 {
        dict_set::call(m, dict, m.register(start.0 + 2 * i), m.register(start.0 + 2 * i + 1))?;
    }
    m.set(d, dict);
    m.next()
}

/// An empty dictionary.
#[residual(allocates)]
pub fn new_dict(machine: &Machine) -> Value {
    Dict::new(&machine.heap).value()
}

/// The entry of a key: strings by content, integers by value.
fn find(machine: &Machine, d: Gc<Dict>, key: Value) -> Result<(i64, Found), Raise> {
    if let Some(i) = key.as_int() {
        return Ok((i, table::find(d, i, |k| if k == key { Same::Yes } else { Same::No })));
    }
    let Some(s) = key.cast::<Str>() else {
        return Err(error(machine, "a dictionary's keys are strings and integers"));
    };
    let hash = Str::hash(&machine.heap, s);
    let same = |k: Value| match k.cast::<Str>() {
        Some(k) if Str::equal(&machine.heap, k, s) => Same::Yes,
        _ => Same::No,
    };
    Ok((hash, table::find(d, hash, same)))
}

/// Whether the dictionary has the key.
pub fn has_key(machine: &Machine, d: Gc<Dict>, key: Value) -> Result<bool, Raise> {
    Ok(matches!(find(machine, d, key)?.1, Found::At(_)))
}

/// `d[key] = v` for a dictionary.
#[residual]
pub fn dict_set(machine: &Machine, d: Value, key: Value, v: Value) -> Result<Value, Raise> {
    let dict: Gc<Dict> = d.cast().expect("a dictionary");
    match find(machine, dict, key)? {
        (_, Found::At(i)) => Dict::set_value(&machine.heap, dict, i, v),
        (hash, _) => {
            let full = table::insert(&machine.heap, dict, hash, key, v);
            full.map_err(|_| error(machine, "out of memory"))?;
        }
    }
    Ok(d)
}

/// `o[i]` for dictionaries and strings.
#[residual(allocates)]
pub fn index_others(machine: &Machine, o: Value, i: Value) -> Result<Value, Raise> {
    if let Some(d) = o.cast::<Dict>() {
        return match find(machine, d, i)?.1 {
            Found::At(at) => Ok(Dict::value(d, at)),
            _ => Err(error(machine, &format!("no key {}", show(machine, i, 1)))),
        };
    }
    if let (Some(s), Some(at)) = (o.cast::<Str>(), i.as_int()) {
        let n = Str::len(s) as i64;
        let at = if at < 0 { at + n } else { at };
        if (0..n).contains(&at) {
            return Ok(Str::slice(&machine.heap, s, at as usize, at as usize + 1).value());
        }
    }
    Err(error(machine, "no such index"))
}

/// The element's place, if `i` is an index of the list. Decides.
#[inline(always)]
fn place<M: Mode>(m: M, list: T<M, Gc<List>>, i: T<M, Value>) -> Option<T<M, i64>> {
    let i = i.as_small()?.to_i64();
    let n = m.field(list, List::LEN);
    let i = if i < 0 { i + n } else { i };
    if i.below(n) { Some(i) } else { None }
}

/// `d = o[i]`
#[op]
pub fn get_index<M: Mode>(m: M, d: Out, o: In, i: In) -> Step {
    let (x, i) = (m.get(o), m.get(i));
    let v = match x.cast::<List>(m).and_then(|list| Some((list, place(m, list, i)?))) {
        Some((list, at)) => m.item(m.field(list, List::ITEMS), Array::ITEMS, at),
        None => index_others::call(m, x, i)?,
    };
    m.set(d, v);
    m.next()
}

/// `o[i] = r`
#[op]
pub fn set_index<M: Mode>(m: M, o: In, i: In, r: In) -> Step {
    let (x, i) = (m.get(o), m.get(i));
    match x.cast::<List>(m).and_then(|list| Some((list, place(m, list, i)?))) {
        Some((list, at)) => m.set_item(m.field(list, List::ITEMS), Array::ITEMS, at, m.get(r)),
        None => _ = set_others::call(m, x, i, m.get(r))?,
    }
    m.next()
}

/// `o[i] = v` for dictionaries; an error for the rest.
#[residual]
pub fn set_others(machine: &Machine, o: Value, i: Value, v: Value) -> Result<Value, Raise> {
    match o.cast::<Dict>() {
        Some(_) => dict_set(machine, o, i, v),
        None => Err(error(machine, "no such index")),
    }
}
