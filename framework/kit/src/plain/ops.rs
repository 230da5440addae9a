//! Ops that mean the same in every plain guest. A guest lists those that it uses.

use super::world::{error, global};
use super::{NIL, UNBOUND, boolean, same, truth};
use crate::list;
use crate::sequence::CellBox;
use crate::string::Str;
use crate::table::Dict;
use trackway::{
    Block, Const, Count, Gc, In, Loop, Machine, Mode, Name, Out, Pairs, Raise, Site, Src, Step, T, Target,
    Value, op, residual,
};

/// `d = r`
#[op]
pub fn mov<M: Mode>(m: M, d: Out, r: In) -> Step {
    m.put(d, m.get(r))
}

/// `d` = the constant `k`.
#[op]
pub fn load_const<M: Mode>(m: M, d: Out, k: Const) -> Step {
    m.put(d, T::lit(m.constant(k)))
}

/// Goes to `t`, forward.
#[op(diverges)]
pub fn jump<M: Mode>(m: M, t: Target) -> Step {
    m.jump(t)
}

/// Goes back to `t`, the head of a loop.
#[op(diverges)]
pub fn loop_back<M: Mode>(m: M, t: Target, site: Loop) -> Step {
    m.loop_back(t, site)
}

/// Goes to `t` if `r` is true.
#[op]
pub fn jump_if<M: Mode>(m: M, r: In, t: Target) -> Step {
    if truth(m, m.get(r)) { m.jump(t) } else { m.next() }
}

/// Goes to `t` if `r` is false.
#[op]
pub fn jump_if_not<M: Mode>(m: M, r: In, t: Target) -> Step {
    if truth(m, m.get(r)) { m.next() } else { m.jump(t) }
}

/// The cell of a global; a trace knows its address.
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
    m.put(d, v)
}

/// A global that nobody has set.
#[residual(repeatable)]
pub fn undefined(machine: &Machine, name: Value) -> Result<Value, Raise> {
    Err(error(machine, &format!("'{}' is not defined", super::show(machine, name, 0))))
}

/// The global `n` = r.
#[op]
pub fn store_global<M: Mode>(m: M, n: Name, r: Src, site: Site) -> Step {
    m.set_field(cell(m, n, site), CellBox::VALUE, m.get(r));
    m.next()
}

/// `d` = a new cell with nil.
#[op]
pub fn make_cell<M: Mode>(m: M, d: Out) -> Step {
    let c = m.new_object::<CellBox>(T::lit(0), 0);
    m.set_field(c, CellBox::VALUE, T::lit(m.root(NIL)));
    m.put(d, c.value())
}

/// `d` = what the cell `c` holds.
#[op]
pub fn load_cell<M: Mode>(m: M, d: Out, c: In) -> Step {
    let cell = m.exact::<CellBox>(m.get(c));
    m.put(d, m.field(cell, CellBox::VALUE))
}

/// The cell `c` holds `r` from now on.
#[op]
pub fn store_cell<M: Mode>(m: M, c: In, r: Src) -> Step {
    let cell = m.exact::<CellBox>(m.get(c));
    m.set_field(cell, CellBox::VALUE, m.get(r));
    m.next()
}

/// `d` = a list of the `n` registers from `start`.
#[op]
pub fn build_list<M: Mode>(m: M, d: Out, start: Block, n: Count) -> Step {
    let list = list::of(m, n.0, |i| m.register(start.0 + i));
    m.put(d, list.value())
}

/// `d` = a dictionary of `n` pairs from `start`.
#[op]
pub fn build_dict<M: Mode>(m: M, d: Out, start: Pairs, n: Count) -> Step {
    let dict = new_dict::call(m);
    for i in 0..n.0 {
        add_pair::call(m, dict, m.register(start.0 + 2 * i), m.register(start.0 + 2 * i + 1))?;
    }
    m.put(d, dict)
}

/// An empty dictionary.
#[residual(allocates)]
pub fn new_dict(machine: &Machine) -> Value {
    Dict::new(&machine.heap).value()
}

/// Sets `d[key]` of a dictionary that nobody else has seen: doing it again changes nothing.
#[residual(repeatable)]
pub fn add_pair(machine: &Machine, d: Value, key: Value, v: Value) -> Result<(), Raise> {
    super::set_index(machine, d, key, v)
}

/// `d = o[i]`
#[op]
pub fn get_index<M: Mode>(m: M, d: Out, o: Src, i: Src) -> Step {
    let (x, i) = (m.get(o), m.get(i));
    match list::place(m, x, i) {
        Some((list, at)) => m.put(d, list::get(m, list, at)),
        None => m.put(d, get_other::call(m, x, i)?),
    }
}

/// `o[i]` where `o` is no list, or the index out of range.
#[residual(allocates)]
pub fn get_other(machine: &Machine, o: Value, i: Value) -> Result<Value, Raise> {
    super::index(machine, o, i)
}

/// `d = a == b`, of all values.
#[op]
pub fn equal<M: Mode>(m: M, d: Out, a: Src, b: Src) -> Step {
    m.put(d, boolean(m, same(m, m.get(a), m.get(b))))
}

/// `d = a != b`, of all values.
#[op]
pub fn not_equal<M: Mode>(m: M, d: Out, a: Src, b: Src) -> Step {
    m.put(d, boolean(m, !same(m, m.get(a), m.get(b))))
}

/// `o[i] = r`
#[op]
pub fn set_index<M: Mode>(m: M, o: Src, i: Src, r: Src) -> Step {
    let (x, i) = (m.get(o), m.get(i));
    match list::place(m, x, i) {
        Some((list, at)) => list::set(m, list, at, m.get(r))?,
        None => set_other::call(m, x, i, m.get(r)).map(|_| ())?,
    }
    m.next()
}

/// `o[i] = v` where `o` is no list, or the index out of range.
#[residual]
pub fn set_other(machine: &Machine, o: Value, i: Value, v: Value) -> Result<(), Raise> {
    super::set_index(machine, o, i, v)
}
