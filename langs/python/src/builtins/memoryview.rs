//! memoryview: one dimension over bytes, bytearray and arrays.

use super::args::{bytes_of, int_word, list_word, text_arg, tuple_word, word};
use super::array::Store;
use super::buffer::Buffer;
use super::bytearray::content;
use super::native::{Native, arg};
use super::string::encode::bytes_word;
use super::{Home, Table};
use crate::errors::{raise, type_error, value_error};
use crate::items::bounds;
use crate::ops::item::index;
use crate::roots::{self, bool_word};
use crate::types::builtin::Cls;
use crate::types::class::user_special;
use crate::types::exports::Export;
use crate::types::objects::{ByteArray, Bytes, MemoryView, Slice};
use crate::values::{as_float, class_of, type_name, unwrap};
use std::cell::Cell;
use trackway::{Gc, Machine, Native as Owned, Raise, Value};

type Answer = Result<Value, Raise>;

pub const TABLES: &[Table] = &[
    Table {
        home: Home::Construct(Cls::MemoryView),
        natives: &[Native::tail("memoryview", 1, 1, new).params(&["object"])],
    },
    Table { home: Home::Class(Cls::MemoryView), natives: METHODS },
    Table {
        home: Home::Prelude,
        natives: &[Native::pure("_is_viewed", 1, 1, |m, a| Ok(bool_word(m, is_viewed(m, a[0]))))],
    },
];

const METHODS: &[Native] = &[
    Native::pure("tobytes", 1, 2, |m, a| Ok(bytes_word(m, &all(m, a)?))).params(&["", "order"]),
    Native::pure("tolist", 1, 1, |m, a| {
        let v = this(m, a)?;
        let bytes = (v.get(MemoryView::LEN) as usize).saturating_mul(8 * 2);
        m.heap.check(bytes).map_err(|_| crate::errors::memory_error(m))?;
        Ok(list_word(m, &items(m, v).unwrap_or_default()))
    }),
    Native::pure("hex", 1, 3, |m, a| {
        let b = bytes_word(m, &all(m, a)?);
        let hex = crate::types::class::lookup(m, Cls::Bytes.gc(m), crate::runtime::known_sym(m, "hex"));
        match hex.and_then(|(v, _)| v.cast()) {
            Some(f) => crate::calls::run(m, f, &[&[b], &a[1..]].concat()),
            None => Ok(b),
        }
    }),
    Native::effect("release", 1, 1, release),
    Native::pure("__enter__", 1, 1, |m, a| this(m, a).map(|v| v.value())),
    Native::effect("__exit__", 1, 4, release),
    Native::pure("toreadonly", 1, 1, |m, a| {
        let v = this(m, a)?;
        Ok(make(m, Parts { read_only: true, ..parts(m, v) }))
    }),
    Native::pure("cast", 2, 3, cast),
    Native::pure("obj.get", 1, 1, |m, a| Ok(this(m, a)?.get(MemoryView::OBJECT))),
    Native::pure("nbytes.get", 1, 1, |m, a| {
        let v = this(m, a)?;
        Ok(int_word(m, v.get(MemoryView::LEN) * size(v) as i64))
    }),
    Native::pure("itemsize.get", 1, 1, |m, a| Ok(int_word(m, size(this(m, a)?) as i64))),
    Native::pure("format.get", 1, 1, |m, a| {
        let v = this(m, a)?;
        Ok(word(m, &[v.get(MemoryView::FORMAT) as u8]))
    }),
    Native::pure("readonly.get", 1, 1, |m, a| Ok(bool_word(m, this(m, a)?.get(MemoryView::READ_ONLY) == 1))),
    Native::pure("ndim.get", 1, 1, |m, a| this(m, a).map(|_| int_word(m, 1))),
    Native::pure("shape.get", 1, 1, |m, a| {
        let v = this(m, a)?;
        Ok(tuple_word(m, &[int_word(m, v.get(MemoryView::LEN))]))
    }),
    Native::pure("strides.get", 1, 1, |m, a| {
        let v = this(m, a)?;
        Ok(tuple_word(m, &[int_word(m, v.get(MemoryView::STRIDE))]))
    }),
    Native::pure("suboffsets.get", 1, 1, |m, a| this(m, a).map(|_| tuple_word(m, &[]))),
    Native::pure("c_contiguous.get", 1, 1, |m, a| Ok(bool_word(m, contiguous(this(m, a)?)))),
    Native::pure("f_contiguous.get", 1, 1, |m, a| Ok(bool_word(m, contiguous(this(m, a)?)))),
    Native::pure("contiguous.get", 1, 1, |m, a| Ok(bool_word(m, contiguous(this(m, a)?)))),
];

struct Parts {
    object: Value,
    start: i64,
    len: i64,
    stride: i64,
    format: u8,
    read_only: bool,
    held: Option<Export>,
}

fn release(machine: &Machine, args: &[Value]) -> Answer {
    let v = raw(machine, args)?;
    v.set(&machine.heap, MemoryView::OBJECT, roots::none(machine));
    v.get(MemoryView::HELD).get(&machine.heap).take();
    Ok(roots::none(machine))
}

fn make(machine: &Machine, p: Parts) -> Value {
    let heap = &machine.heap;
    let v = heap.alloc::<MemoryView>();
    v.set(heap, MemoryView::OBJECT, p.object);
    v.set(heap, MemoryView::START, p.start);
    v.set(heap, MemoryView::LEN, p.len);
    v.set(heap, MemoryView::STRIDE, p.stride);
    v.set(heap, MemoryView::FORMAT, p.format as i64);
    v.set(heap, MemoryView::READ_ONLY, p.read_only as i64);
    v.set(heap, MemoryView::HELD, Owned::new(Cell::new(p.held)));
    v.value()
}

fn parts(machine: &Machine, v: Gc<MemoryView>) -> Parts {
    let held = v.get(MemoryView::HELD).get(&machine.heap);
    let kept = held.take();
    held.set(kept.clone());
    Parts {
        held: kept,
        object: v.get(MemoryView::OBJECT),
        start: v.get(MemoryView::START),
        len: v.get(MemoryView::LEN),
        stride: v.get(MemoryView::STRIDE),
        format: v.get(MemoryView::FORMAT) as u8,
        read_only: v.get(MemoryView::READ_ONLY) == 1,
    }
}

fn raw(machine: &Machine, args: &[Value]) -> Result<Gc<MemoryView>, Raise> {
    super::args::this(machine, args, "memoryview", "method")
}

fn this(machine: &Machine, args: &[Value]) -> Result<Gc<MemoryView>, Raise> {
    let v = raw(machine, args)?;
    if v.get(MemoryView::OBJECT) == roots::none(machine) {
        return Err(released(machine));
    }
    Ok(v)
}

fn released(machine: &Machine) -> Raise {
    value_error(machine, "operation forbidden on released memoryview object")
}

fn new(machine: &Machine, args: &[Value]) -> Answer {
    let v = unwrap(machine, args[0]);
    if let Some(old) = v.cast::<MemoryView>() {
        return this(machine, args).map(|_| make(machine, parts(machine, old)));
    }
    let read_only = v.cast::<Bytes>().is_some();
    if let Some(a) = Store::plain(v) {
        let (format, stride) = (a.code().character() as u8, a.code().size() as i64);
        let len = a.len() as i64;
        let held = Some(a.export(&machine.heap));
        return Ok(make(machine, Parts { object: args[0], start: 0, len, stride, format, read_only, held }));
    }
    match bytes_of(machine, v) {
        Some(b) => {
            let len = b.len() as i64;
            let held = v.cast().map(|b| content(machine, b).export());
            let (object, format) = (args[0], b'B');
            Ok(make(machine, Parts { object, start: 0, len, stride: 1, format, read_only, held }))
        }
        None if has_buffer(machine, v) => crate::tail::prelude(machine, "_buffer_of", &[v]),
        None => {
            let text =
                format!("memoryview: a bytes-like object is required, not '{}'", type_name(machine, v));
            Err(type_error(machine, &text))
        }
    }
}

/// Whether `v` is a bytearray or an array with views, as far as is known without a collection.
pub fn is_viewed(machine: &Machine, v: Value) -> bool {
    let v = unwrap(machine, v);
    match v.cast::<ByteArray>() {
        Some(b) => content(machine, b).is_viewed(),
        None => Store::plain(v).is_some_and(|a| a.is_viewed(&machine.heap)),
    }
}

/// Whether the class says in Python what the bytes of its instances are.
pub fn has_buffer(machine: &Machine, v: Value) -> bool {
    user_special(machine, class_of(machine, v), "__buffer__").is_some()
}

/// Bytes of an item.
fn width(format: u8) -> Option<usize> {
    Some(match format {
        b'b' | b'B' | b'c' | b'?' => 1,
        b'h' | b'H' | b'e' => 2,
        b'i' | b'I' | b'f' | b'u' | b'w' => 4,
        b'l' | b'L' | b'q' | b'Q' | b'd' | b'n' | b'N' | b'P' => 8,
        _ => return None,
    })
}

fn size(v: Gc<MemoryView>) -> usize {
    width(v.get(MemoryView::FORMAT) as u8).unwrap_or(1)
}

fn contiguous(v: Gc<MemoryView>) -> bool {
    v.get(MemoryView::STRIDE) == size(v) as i64 || v.get(MemoryView::LEN) <= 1
}

/// The bytes seen; `None` when released.
pub fn contents(machine: &Machine, v: Gc<MemoryView>) -> Option<Buffer<'_>> {
    let under = under(machine, v)?;
    let len = v.get(MemoryView::LEN);
    if contiguous(v) {
        let start = v.get(MemoryView::START) as usize;
        return under.part(start..start + len as usize * size(v));
    }
    let mut out = Vec::with_capacity(len as usize * size(v));
    for i in 0..len {
        out.extend_from_slice(under.get(span(v, i))?);
    }
    Some(Buffer::Owned(out))
}

/// What is viewed.
fn under(machine: &Machine, v: Gc<MemoryView>) -> Option<Buffer<'_>> {
    let object = unwrap(machine, v.get(MemoryView::OBJECT));
    if object.cast::<MemoryView>().is_some() { None } else { bytes_of(machine, object) }
}

fn span(v: Gc<MemoryView>, i: i64) -> std::ops::Range<usize> {
    let at = (v.get(MemoryView::START) + i * v.get(MemoryView::STRIDE)) as usize;
    at..at + size(v)
}

fn all<'m>(machine: &'m Machine, args: &[Value]) -> Result<Buffer<'m>, Raise> {
    contents(machine, this(machine, args)?).ok_or_else(|| released(machine))
}

/// The items; `None` when released.
pub fn items(machine: &Machine, v: Gc<MemoryView>) -> Option<Vec<Value>> {
    let (under, format) = (under(machine, v)?, v.get(MemoryView::FORMAT) as u8);
    (0..v.get(MemoryView::LEN)).map(|i| Some(unpack(machine, format, under.get(span(v, i))?))).collect()
}

fn unpack(machine: &Machine, format: u8, b: &[u8]) -> Value {
    let unsigned = b.iter().rev().fold(0u64, |n, b| n << 8 | *b as u64);
    let shift = 64 - 8 * b.len() as u32;
    let signed = (unsigned << shift) as i64 >> shift;
    match format {
        b'c' => bytes_word(machine, b),
        b'?' => bool_word(machine, unsigned != 0),
        b'f' => machine.heap.float(f32::from_bits(unsigned as u32) as f64),
        b'd' => machine.heap.float(f64::from_bits(unsigned)),
        b'b' | b'h' | b'i' | b'l' | b'q' | b'n' => int_word(machine, signed),
        _ => super::num::word(machine, num_bigint::BigInt::from(unsigned)),
    }
}

fn pack(machine: &Machine, format: u8, v: Value) -> Result<Vec<u8>, Raise> {
    let n = width(format).unwrap_or(1);
    let wrong = |machine: &Machine| {
        type_error(machine, &format!("memoryview: invalid type for format '{}'", format as char))
    };
    match format {
        b'c' => match bytes_of(machine, v).as_deref() {
            Some([b]) => return Ok(vec![*b]),
            Some(_) => return Err(value_error(machine, "memoryview: invalid value for format 'c'")),
            None => return Err(wrong(machine)),
        },
        b'?' => return Ok(vec![u8::from(super::args::truth(machine, v).unwrap_or(true))]),
        b'f' | b'd' => {
            let f = as_float(machine, v).ok_or_else(|| wrong(machine))?;
            return Ok(if n == 4 { (f as f32).to_le_bytes().to_vec() } else { f.to_le_bytes().to_vec() });
        }
        _ => {}
    }
    let Some(i) = super::num::int(machine, v) else { return Err(wrong(machine)) };
    let i = i128::try_from(&i.big()).unwrap_or(i128::MAX);
    let bits = 8 * n as u32;
    let (low, high) = match format {
        b'b' | b'h' | b'i' | b'l' | b'q' | b'n' => (-(1i128 << (bits - 1)), (1i128 << (bits - 1)) - 1),
        _ => (0, (1i128 << bits) - 1),
    };
    if !(low..=high).contains(&i) {
        let text = format!("memoryview: invalid value for format '{}'", format as char);
        return Err(value_error(machine, &text));
    }
    Ok(i.to_le_bytes()[..n].to_vec())
}

/// `v[i]`.
pub fn get(machine: &Machine, v: Gc<MemoryView>, i: Value) -> Answer {
    let v = this(machine, &[v.value()])?;
    if let Some(s) = i.cast::<Slice>() {
        let (start, stop, step) = bounds(machine, s, v.get(MemoryView::LEN) as usize)?;
        let len = crate::items::places((start, stop, step)).len() as i64;
        let old = parts(machine, v);
        let (start, stride) = (old.start + start * old.stride, old.stride * step);
        return Ok(make(machine, Parts { start, len, stride, ..old }));
    }
    let at = place(machine, v, i)?;
    let under = under(machine, v).ok_or_else(|| released(machine))?;
    match under.get(span(v, at)) {
        Some(b) => Ok(unpack(machine, v.get(MemoryView::FORMAT) as u8, b)),
        None => Err(raise(machine, Cls::IndexError, "index out of bounds on dimension 1")),
    }
}

fn place(machine: &Machine, v: Gc<MemoryView>, i: Value) -> Result<i64, Raise> {
    if super::num::int(machine, i).is_none() {
        return Err(type_error(machine, "memoryview: invalid slice key"));
    }
    match super::args::within(index(machine, i, "memoryview")?, v.get(MemoryView::LEN) as usize) {
        Some(at) => Ok(at as i64),
        None => Err(raise(machine, Cls::IndexError, "index out of bounds on dimension 1")),
    }
}

/// `v[i] = x`.
pub fn set_item(machine: &Machine, v: Gc<MemoryView>, i: Value, x: Value) -> Result<(), Raise> {
    let v = this(machine, &[v.value()])?;
    let object = unwrap(machine, v.get(MemoryView::OBJECT));
    let target = match (object.cast::<ByteArray>(), Store::plain(object)) {
        (Some(b), _) => Some(Target::Bytes(b)),
        (None, a) => a.map(Target::Array),
    };
    let (Some(target), 0) = (target, v.get(MemoryView::READ_ONLY)) else {
        return Err(type_error(machine, "cannot modify read-only memory"));
    };
    if i.cast::<Slice>().is_some() {
        let part = get(machine, v, i)?.cast::<MemoryView>().expect("a view");
        let new = bytes_of(machine, x).map(Buffer::into_owned).ok_or_else(|| {
            type_error(machine, &format!("a bytes-like object is required, not '{}'", type_name(machine, x)))
        })?;
        let n = size(part);
        if new.len() != part.get(MemoryView::LEN) as usize * n {
            let text = "memoryview assignment: lvalue and rvalue have different structures";
            return Err(value_error(machine, text));
        }
        for (k, chunk) in new.chunks(n).enumerate() {
            target.write(machine, span(part, k as i64), chunk);
        }
        return Ok(());
    }
    let at = place(machine, v, i)?;
    let new = pack(machine, v.get(MemoryView::FORMAT) as u8, x)?;
    target.write(machine, span(v, at), &new);
    Ok(())
}

/// What bytes are written to.
#[derive(Clone, Copy)]
enum Target {
    Bytes(Gc<ByteArray>),
    Array(Store),
}

impl Target {
    /// Writes, unless the object has become too short.
    fn write(self, machine: &Machine, at: std::ops::Range<usize>, new: &[u8]) {
        match self {
            Target::Bytes(b) => {
                if let Some(to) = content(machine, b).borrow_mut().get_mut(at) {
                    to.copy_from_slice(new);
                }
            }
            Target::Array(a) => super::array::write_bytes(machine, a, at.start, new),
        }
    }
}

/// Arguments: view, format.
fn cast(machine: &Machine, args: &[Value]) -> Answer {
    let v = this(machine, args)?;
    let format = text_arg(machine, args[1], "cast() argument 'format'")?;
    let format = match format {
        [f] | [b'@', f] => *f,
        _ => b' ',
    };
    let Some(n) = width(format) else {
        let text = "memoryview: destination format must be a native single character format prefixed with an optional '@'";
        return Err(value_error(machine, text));
    };
    if arg(machine, args, 2).is_some() {
        return Err(crate::tail::missing(machine, "memoryview.cast() to a shape"));
    }
    if !contiguous(v) {
        return Err(type_error(machine, "memoryview: casts are restricted to C-contiguous views"));
    }
    let old = parts(machine, v);
    let from = width(old.format).unwrap_or(1);
    let total = old.len * from as i64;
    if from > 1 && n > 1 {
        let text = "memoryview: cannot cast between two non-byte formats";
        return Err(type_error(machine, text));
    }
    if total % n as i64 != 0 {
        return Err(type_error(machine, "memoryview: length is not a multiple of itemsize"));
    }
    Ok(make(machine, Parts { len: total / n as i64, stride: n as i64, format, ..old }))
}
