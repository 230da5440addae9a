//! The methods of arrays and of their iterators.

use super::code::Code;
use super::item::{asks, bytes, checked_value, read, value, values, word};
use super::store::Store;
use super::{change, index_error, text};
use crate::builtins::args::{bound_arg, bytes_of, clip, int_word, list_word, size_arg, tuple_word, within};
use crate::builtins::memoryview::is_viewed;
use crate::builtins::native::{Inline, Native, arg};
use crate::builtins::string::encode::bytes_word;
use crate::errors::{memory_error, raise, type_error, value_error};
use crate::order;
use crate::roots;
use crate::tail;
use crate::types::arrays::ArrayIter;
use crate::types::builtin::Cls;
use crate::types::objects::Instance;
use crate::values::{identity, type_name, unwrap};
use trackway::{Machine, Raise, Value};
use trackway_kit::table::Same;
use trackway_kit::{List, Str, str_of};

type Answer = Result<Value, Raise>;

/// A method that changes the length, unless there are views: then guest code finds out which of them live. Else the
/// guard may name the prelude function that takes the same arguments.
macro_rules! resizing {
    ($name:literal, $least:literal, $most:literal, $guard:expr, $run:expr $(,)?) => {
        Native::guarded(
            $name,
            $least,
            $most,
            |m, a| {
                let guard: fn(&Machine, &[Value]) -> Option<&'static str> = $guard;
                if is_viewed(m, a[0]) { Some(concat!("_array_viewed_", $name)) } else { guard(m, a) }
            },
            $run,
        )
    };
}

pub const METHODS: &[Native] = &[
    Native::pure("typecode.get", 1, 1, |m, a| {
        let code = this(m, a)?.code().character();
        Ok(Str::new(&m.heap, code.encode_utf8(&mut [0; 4])).value())
    }),
    Native::pure("itemsize.get", 1, 1, |m, a| Ok(int_word(m, this(m, a)?.code().size() as i64))),
    resizing!("append", 2, 2, |m, a| item_asks(m, a, 1, "_array_append"), push).inline(Inline::Append),
    resizing!("extend", 2, 2, extend_guard, extend),
    resizing!("fromlist", 2, 2, extend_guard, from_list),
    resizing!("insert", 3, 3, |m, a| item_asks(m, a, 2, "_array_insert"), insert).indexes(2),
    resizing!("pop", 1, 2, |_, _| None, pop).indexes(2).inline(Inline::Pop),
    resizing!("remove", 2, 2, |_, a| equal_asks(a, "_array_remove"), |m, a| {
        let this = this(m, a)?;
        match position(m, this, 0..this.len(), a[1]) {
            Some(i) => cut_out(m, this, i),
            None => Err(value_error(m, "array.remove(x): x not in array")),
        }
    },),
    resizing!("clear", 1, 1, |_, _| None, |m, a| {
        this(m, a)?.clear(&m.heap);
        Ok(roots::none(m))
    }),
    Native::guarded(
        "count",
        2,
        2,
        |_, a| equal_asks(a, "_array_count"),
        |m, a| {
            let all = values(m, this(m, a)?);
            let n = all.into_iter().filter(|v| order::equal(m, *v, a[1]) == Same::Yes).count();
            Ok(int_word(m, n as i64))
        },
    ),
    Native::tail("index", 2, 4, index).indexes(0b1100),
    Native::effect("reverse", 1, 1, |m, a| {
        let this = this(m, a)?;
        let words: Vec<u64> = this.words().into_iter().rev().collect();
        replace(m, this, &words)
    }),
    Native::effect("byteswap", 1, 1, byteswap),
    Native::pure("buffer_info", 1, 1, |m, a| {
        let this = this(m, a)?;
        Ok(tuple_word(m, &[int_word(m, identity(m, this.value())), int_word(m, this.len() as i64)]))
    }),
    Native::pure("tolist", 1, 1, |m, a| Ok(list_word(m, &values(m, this(m, a)?)))),
    Native::pure("tobytes", 1, 1, |m, a| Ok(bytes_word(m, &bytes(this(m, a)?)))),
    resizing!("frombytes", 2, 2, |_, _| None, |m, a| {
        let this = this(m, a)?;
        match bytes_of(m, a[1]) {
            Some(b) => extend_by_bytes(m, this, &b).map(|_| roots::none(m)),
            None => {
                let given = type_name(m, a[1]);
                Err(type_error(m, &format!("a bytes-like object is required, not '{given}'")))
            }
        }
    }),
    Native::tail("tofile", 2, 2, |m, a| tail::prelude(m, "_array_tofile", a)),
    Native::tail("fromfile", 3, 3, |m, a| tail::prelude(m, "_array_fromfile", a)),
    Native::pure("tounicode", 1, 1, |m, a| {
        let this = this(m, a)?;
        need_text(m, this, "tounicode")?;
        this.words().into_iter().try_for_each(|w| checked_value(m, this.code(), w).map(|_| ()))?;
        Ok(text(m, this))
    }),
    resizing!("fromunicode", 2, 2, |_, _| None, from_unicode),
    resizing!("__iadd__", 2, 2, |_, _| None, |m, a| change(m, this(m, a)?, a[1], false).map(|_| a[0])),
    resizing!("__imul__", 2, 2, |_, _| None, |m, a| change(m, this(m, a)?, a[1], true).map(|_| a[0]))
        .indexes(2),
    Native::pure("__copy__", 1, 1, copy),
    Native::pure("__deepcopy__", 2, 2, copy),
    Native::tail("__reduce_ex__", 2, 2, |m, a| tail::prelude(m, "_array_reduce", a)),
    Native::pure("__sizeof__", 1, 1, |m, a| {
        let this = this(m, a)?;
        Ok(int_word(m, 80 + (this.len() * this.code().size()) as i64))
    }),
];

pub const ITERATOR: &[Native] = &[
    Native::tail("__reduce__", 1, 1, |m, a| {
        let it = iterator(m, a)?;
        let at = int_word(m, it.get(ArrayIter::AT));
        let ended = it.get(ArrayIter::AT) == crate::ops::iter::FINISHED;
        tail::prelude(
            m,
            "_array_iterator_reduce",
            &[it.get(ArrayIter::ARRAY), at, roots::bool_word(m, ended)],
        )
    }),
    Native::effect("__setstate__", 2, 2, |m, a| {
        let it = iterator(m, a)?;
        let n = Store::of(m, it.get(ArrayIter::ARRAY)).map_or(0, Store::len) as i64;
        it.set(&m.heap, ArrayIter::AT, size_arg(m, a[1])?.clamp(0, n));
        Ok(roots::none(m))
    }),
];

/// For the prelude: as methods, for arrays inside instances too, and whatever a derived class says.
pub const PRIVATE: &[Native] = &[
    Native::effect("_array_push", 2, 2, push).inline(Inline::Append),
    Native::effect("_array_put", 3, 3, insert),
    Native::pure("_array_list", 1, 1, |m, a| Ok(list_word(m, &values(m, this(m, a)?)))),
    Native::pure("_array_code", 1, 1, |m, a| {
        let code = this(m, a)?.code().character();
        Ok(Str::new(&m.heap, code.encode_utf8(&mut [0; 4])).value())
    }),
    Native::effect("_array_take", 2, 2, pop),
    Native::pure("_array_format", 1, 1, |m, a| Ok(int_word(m, machine_format(this(m, a)?.code())))),
    Native::pure("_array_bytes", 1, 1, |m, a| Ok(bytes_word(m, &bytes(this(m, a)?)))),
];

fn this(machine: &Machine, args: &[Value]) -> Result<Store, Raise> {
    Store::of(machine, args[0]).ok_or_else(|| {
        let given = type_name(machine, args[0]);
        type_error(
            machine,
            &format!("descriptor of 'array.array' objects doesn't apply to a '{given}' object"),
        )
    })
}

fn iterator(machine: &Machine, args: &[Value]) -> Result<trackway::Gc<ArrayIter>, Raise> {
    crate::builtins::args::this(machine, args, "array.arrayiterator", "method")
}

/// Guest code tells what number argument `i` is.
fn item_asks(machine: &Machine, args: &[Value], i: usize, name: &'static str) -> Option<&'static str> {
    let code = Store::of(machine, args[0])?.code();
    asks(machine, code, args[i]).then_some(name)
}

/// Guest code compares.
fn equal_asks(args: &[Value], name: &'static str) -> Option<&'static str> {
    args[1].cast::<Instance>().map(|_| name)
}

fn full(machine: &Machine) -> impl Fn(trackway::HeapLimit) -> Raise {
    move |_| memory_error(machine)
}

fn push(machine: &Machine, args: &[Value]) -> Answer {
    let this = this(machine, args)?;
    let new = word(machine, this.code(), args[1])?;
    // Guest code that the elements come from may have made a view.
    if this.is_viewed(&machine.heap) {
        return Err(raise(machine, Cls::BufferError, "cannot resize an array that is exporting buffers"));
    }
    this.push(&machine.heap, new).map_err(full(machine))?;
    Ok(roots::none(machine))
}

fn insert(machine: &Machine, args: &[Value]) -> Answer {
    let (this, at) = (this(machine, args)?, size_arg(machine, args[1])?);
    let new = word(machine, this.code(), args[2])?;
    let (at, _) = clip(Some(at), None, this.len());
    this.splice(&machine.heap, at, at, &[new]).map_err(full(machine))?;
    Ok(roots::none(machine))
}

fn pop(machine: &Machine, args: &[Value]) -> Answer {
    let this = this(machine, args)?;
    let at = arg(machine, args, 1).map_or(Ok(-1), |v| size_arg(machine, v))?;
    if this.is_empty() {
        return Err(index_error(machine, "pop from empty array"));
    }
    let Some(at) = within(at, this.len()) else { return Err(index_error(machine, "pop index out of range")) };
    let v = checked_value(machine, this.code(), this.get(at))?;
    cut_out(machine, this, at)?;
    Ok(v)
}

fn cut_out(machine: &Machine, a: Store, at: usize) -> Answer {
    a.splice(&machine.heap, at, at + 1, &[]).map_err(full(machine))?;
    Ok(roots::none(machine))
}

fn replace(machine: &Machine, a: Store, words: &[u64]) -> Answer {
    a.splice(&machine.heap, 0, a.len(), words).map_err(full(machine))?;
    Ok(roots::none(machine))
}

fn position(machine: &Machine, a: Store, mut places: std::ops::Range<usize>, v: Value) -> Option<usize> {
    let code = a.code();
    places.find(|i| order::equal(machine, value(machine, code, a.get(*i)), v) == Same::Yes)
}

fn index(machine: &Machine, args: &[Value]) -> Answer {
    let this = this(machine, args)?;
    let bound = |i| bound_arg(machine, arg(machine, args, i));
    let (start, stop) = clip(bound(2)?, bound(3)?, this.len());
    if args[1].cast::<Instance>().is_some() {
        let bounds = [start, stop].map(|i| int_word(machine, i as i64));
        return tail::prelude(machine, "_array_index", &[args[0], args[1], bounds[0], bounds[1]]);
    }
    match position(machine, this, start..stop, args[1]) {
        Some(i) => Ok(int_word(machine, i as i64)),
        None => Err(value_error(machine, "array.index(x): x not in array")),
    }
}

/// Arrays, and containers of plain numbers, need no guest code.
fn extend_guard(machine: &Machine, args: &[Value]) -> Option<&'static str> {
    let code = Store::of(machine, args[0])?.code();
    if Store::of(machine, args[1]).is_some() {
        return None;
    }
    let is_list = unwrap(machine, args[1]).cast::<List>().is_some();
    match crate::iterate::items(machine, args[1]) {
        Some(items) if !items.iter().any(|v| asks(machine, code, *v)) => None,
        _ if is_list => Some("_array_fromlist"),
        _ => Some("_array_extend"),
    }
}

fn extend(machine: &Machine, args: &[Value]) -> Answer {
    let this = this(machine, args)?;
    match Store::of(machine, args[1]) {
        Some(more) => extend_by(machine, this, more)?,
        None => {
            extend_by_values(machine, this, &crate::iterate::items(machine, args[1]).unwrap_or_default())?
        }
    }
    Ok(roots::none(machine))
}

/// Appends another array's items.
pub fn extend_by(machine: &Machine, a: Store, more: Store) -> Result<(), Raise> {
    if a.code() != more.code() {
        return Err(type_error(machine, "can only extend with array of same kind"));
    }
    let n = a.len();
    a.splice(&machine.heap, n, n, &more.words()).map_err(full(machine))
}

/// Appends the numbers one by one.
pub fn extend_by_values(machine: &Machine, a: Store, items: &[Value]) -> Result<(), Raise> {
    let code = a.code();
    a.reserve(&machine.heap, a.len() + items.len()).map_err(full(machine))?;
    for v in items {
        a.push(&machine.heap, word(machine, code, *v)?).map_err(full(machine))?;
    }
    Ok(())
}

/// Appends items that lie as bytes.
pub fn extend_by_bytes(machine: &Machine, a: Store, bytes: &[u8]) -> Result<(), Raise> {
    let (code, n) = (a.code(), a.len());
    if !bytes.len().is_multiple_of(code.size()) {
        return Err(value_error(machine, "bytes length not a multiple of item size"));
    }
    let words: Vec<u64> = bytes.chunks_exact(code.size()).map(|b| read(code, b)).collect();
    a.splice(&machine.heap, n, n, &words).map_err(full(machine))
}

/// All of the list, or nothing.
fn from_list(machine: &Machine, args: &[Value]) -> Answer {
    let this = this(machine, args)?;
    let Some(list) = unwrap(machine, args[1]).cast::<List>() else {
        return Err(type_error(machine, "arg must be list"));
    };
    let code = this.code();
    let words = List::to_vec(&machine.heap, list)
        .into_iter()
        .map(|v| word(machine, code, v))
        .collect::<Result<Vec<_>, _>>()?;
    let n = this.len();
    this.splice(&machine.heap, n, n, &words).map_err(full(machine))?;
    Ok(roots::none(machine))
}

fn byteswap(machine: &Machine, args: &[Value]) -> Answer {
    let this = this(machine, args)?;
    let code = this.code();
    let swap = |b: &[u8]| read(code, &b.iter().rev().copied().collect::<Vec<u8>>());
    let words: Vec<u64> = bytes(this).chunks_exact(code.size()).map(swap).collect();
    replace(machine, this, &words)
}

fn need_text(machine: &Machine, a: Store, what: &str) -> Result<(), Raise> {
    if a.code().is_text() {
        return Ok(());
    }
    let text = format!("{what}() may only be called on unicode type arrays ('u' or 'w')");
    Err(value_error(machine, &text))
}

fn from_unicode(machine: &Machine, args: &[Value]) -> Answer {
    let this = this(machine, args)?;
    let Some(s) = str_of(unwrap(machine, args[1])) else {
        let given = type_name(machine, args[1]);
        return Err(type_error(machine, &format!("fromunicode() argument must be str, not {given}")));
    };
    need_text(machine, this, "fromunicode")?;
    let words: Vec<u64> = trackway_kit::string::points(Str::bytes(&machine.heap, s)).map(u64::from).collect();
    let n = this.len();
    this.splice(&machine.heap, n, n, &words).map_err(full(machine))?;
    Ok(roots::none(machine))
}

fn copy(machine: &Machine, args: &[Value]) -> Answer {
    let this = this(machine, args)?;
    Ok(this.part(&machine.heap, 0, this.len()).value())
}

/// The number of the items' format in pickles, which other machines read.
fn machine_format(code: Code) -> i64 {
    let signed = i64::from(code.is_signed());
    match (code.character(), code.size()) {
        ('u' | 'w', _) => 20,
        ('f', _) => 14,
        ('d', _) => 16,
        (_, 1) => signed,
        (_, 2) => 2 + 2 * signed,
        (_, 4) => 6 + 2 * signed,
        _ => 10 + 2 * signed,
    }
}
