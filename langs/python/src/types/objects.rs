//! The plain heap types: layouts only.

use super::exports::{Export, Exported};
use std::cell::Cell;
use std::rc::Rc;
use trackway::bytecode::CodeUnit;
use trackway::{CodeRef, Counted, Elements, Gc, Native, Object, Value};
use trackway_kit::{Array, Dict, Tuple};

/// None, True, False and the like.
#[derive(Object)]
#[object(id = 75)]
pub struct Singleton {
    /// Index of its root.
    #[immutable]
    kind: i64,
}

/// An instance of a class written in Python, or an exception.
///
/// `extra` is ZERO; a small integer: the identity number; or an array: identity number, then the
/// attribute dictionary or attributes beyond the inline ones.
#[derive(Object)]
#[object(id = 70)]
pub struct Instance {
    extra: Value,
    #[tail]
    slots: Elements<Value>,
}

/// A function written in Python.
#[derive(Object)]
#[object(id = 72)]
pub struct Function {
    /// Programs may set them, and do so hardly ever.
    #[quasi_immutable]
    code: CodeRef,
    /// Tuple of cells, or ZERO.
    #[immutable]
    closure: Value,
    /// Tuple, or ZERO.
    #[quasi_immutable]
    defaults: Value,
    /// Dict, or ZERO.
    kwdefaults: Value,
    name: Value,
    qualname: Value,
    doc: Value,
    /// Its `__module__`; ZERO: what the globals say.
    module: Value,
    /// The function that computes the annotations, or ZERO.
    annotate: Value,
    /// The annotations once they are known, or ZERO.
    annotations: Value,
    /// Tuple, or ZERO.
    type_params: Value,
    /// Dict of further attributes, or ZERO.
    dict: Value,
    /// The [`CodeOwner`] of its code, or ZERO.
    owner: Value,
}

/// A function written in Rust; see [`crate::builtins::native`].
#[derive(Object)]
#[object(id = 73)]
pub struct Builtin {
    /// Number in the registry.
    #[immutable]
    number: i64,
    /// The class whose method it is, or ZERO.
    #[immutable]
    owner: Value,
}

/// A function and its first argument.
#[derive(Object)]
#[object(id = 74)]
pub struct BoundMethod {
    #[immutable]
    function: Value,
    #[immutable]
    receiver: Value,
}

/// A module: its variables are the entries of a dict; see [`super::namespace`].
#[derive(Object)]
#[object(id = 76)]
pub struct Module {
    dict: Gc<Dict>,
}

/// `range(start, stop, step)` of small integers.
#[derive(Object)]
#[object(id = 77)]
pub struct Range {
    #[immutable]
    start: i64,
    #[immutable]
    stop: i64,
    #[immutable]
    step: i64,
    /// Number of elements.
    #[immutable]
    len: i64,
}

/// Iterates over a range.
#[derive(Object)]
#[object(id = 78)]
pub struct RangeIter {
    next: i64,
    #[immutable]
    step: i64,
    /// Elements left.
    left: i64,
}

/// Iterates over a list; `list` is ZERO when done.
#[derive(Object)]
#[object(id = 79)]
pub struct ListIter {
    list: Value,
    at: i64,
}

/// Iterates over a tuple.
#[derive(Object)]
#[object(id = 80)]
pub struct TupleIter {
    #[immutable]
    tuple: Gc<Tuple>,
    at: i64,
}

/// Iterates over a string; `at` is a byte offset.
#[derive(Object)]
#[object(id = 81)]
pub struct StrIter {
    #[immutable]
    text: Value,
    at: i64,
}

/// Iterates over a dict or set.
#[derive(Object)]
#[object(id = 82)]
pub struct DictIter {
    #[immutable]
    dict: Gc<Dict>,
    at: i64,
    /// Length when the iteration began.
    #[immutable]
    len: i64,
    /// So many entries there may be before `at`: the length, and the dead ones passed.
    limit: i64,
    /// One of the `VIEW_` constants.
    #[immutable]
    what: i64,
}

pub const VIEW_KEYS: i64 = 0;
pub const VIEW_VALUES: i64 = 1;
pub const VIEW_ITEMS: i64 = 2;
/// Keys of a set.
pub const VIEW_SET: i64 = 3;

/// `zip(..)` of iterators that run no guest code.
#[derive(Object)]
#[object(id = 154)]
pub struct Zipped {
    #[immutable]
    sources: Gc<Array>,
}

/// `enumerate(..)` of an iterator that runs no guest code.
#[derive(Object)]
#[object(id = 155)]
pub struct Enumerated {
    #[immutable]
    source: Value,
    next: i64,
}

/// `d.keys()` and its kind.
#[derive(Object)]
#[object(id = 83)]
pub struct DictView {
    #[immutable]
    dict: Gc<Dict>,
    #[immutable]
    what: i64,
}

/// What a helper answers when guest code must go on: call `function` with `args`.
#[derive(Object)]
#[object(id = 85)]
pub struct TailCall {
    #[immutable]
    function: Gc<Function>,
    #[immutable]
    args: Gc<Array>,
}

#[derive(Object)]
#[object(id = 86)]
pub struct Slice {
    #[immutable]
    start: Value,
    #[immutable]
    stop: Value,
    #[immutable]
    step: Value,
}

#[derive(Object)]
#[object(id = 87)]
pub struct Property {
    #[immutable]
    getter: Value,
    #[immutable]
    setter: Value,
    #[immutable]
    deleter: Value,
    doc: Value,
    /// The name under which a class was made with it; ZERO: none.
    name: Value,
}

#[derive(Object)]
#[object(id = 88)]
pub struct StaticMethod {
    #[immutable]
    function: Value,
}

#[derive(Object)]
#[object(id = 89)]
pub struct ClassMethod {
    #[immutable]
    function: Value,
}

/// `super(class, receiver)`.
#[derive(Object)]
#[object(id = 90)]
pub struct Super {
    #[immutable]
    class: Value,
    #[immutable]
    receiver: Value,
}

/// One frame of a traceback, outermost first.
#[derive(Object)]
#[object(id = 91)]
pub struct Traceback {
    next: Value,
    #[immutable]
    code: CodeRef,
    #[immutable]
    pc: i64,
    /// Its frame object, once asked for; before, an array of the callee and the registers that have names, where
    /// they were there to be copied; or ZERO.
    frame: Value,
}

/// A frame as it was when somebody asked for it.
#[derive(Object)]
#[object(id = 101)]
pub struct Frame {
    #[immutable]
    code: CodeRef,
    #[immutable]
    pc: i64,
    /// The function or generator that runs in it.
    #[immutable]
    callee: Value,
    /// Its registers, an array; or ZERO.
    registers: Value,
    /// The calling frame, or None.
    back: Value,
    /// The mapping of its variables, once asked for; or ZERO.
    locals: Value,
}

/// A reference that does not keep its object alive.
#[derive(Object)]
#[object(id = 102)]
pub struct WeakCell {
    /// The bits of the object's word, hidden from the collector; 0 when it is dead.
    target: i64,
    /// The guest's weak reference, which gets the callback; or None.
    owner: Value,
}

/// The exception being handled; one object.
#[derive(Object)]
#[object(id = 92)]
pub struct ExcState {
    handled: Value,
}

/// Code as the guest sees it: of a function, or made by `compile`.
#[derive(Object)]
#[object(id = 95)]
pub struct CodeObject {
    #[immutable]
    unit: Native<Rc<CodeUnit>>,
    /// The [`CodeOwner`] made when it was last run, or ZERO.
    owner: Value,
}

/// What keeps code that `eval` or `exec` made: every function with such code refers to it.
#[derive(Object)]
#[object(id = 158)]
pub struct CodeOwner {
    #[immutable]
    code: CodeRef,
    #[immutable]
    family: Native<Counted<crate::transient::Family>>,
    /// The globals.
    #[immutable]
    globals: Value,
}

/// The descriptor of a name in `__slots__`.
#[derive(Object)]
#[object(id = 100)]
pub struct Member {
    #[immutable]
    class: Value,
    #[immutable]
    name: Value,
    /// The slot's number.
    #[immutable]
    index: i64,
}

/// A read-only view of a class's namespace, or another dict.
#[derive(Object)]
#[object(id = 97)]
pub struct MappingProxy {
    #[immutable]
    dict: Gc<Dict>,
}

/// An immutable set.
#[derive(Object)]
#[object(id = 94)]
pub struct FrozenSet {
    #[immutable]
    table: Gc<Dict>,
    /// The hash, once it was asked for; 0 before.
    hash: i64,
}

/// Bytes.
#[derive(Object)]
#[object(id = 93)]
pub struct Bytes {
    #[immutable]
    #[tail]
    bytes: Elements<u8>,
}

/// A complex number.
#[derive(Object)]
#[object(id = 96)]
pub struct Complex {
    #[immutable]
    re: f64,
    #[immutable]
    im: f64,
}

/// A value that an asynchronous generator yields, as opposed to what its `await` suspends with.
#[derive(Object)]
#[object(id = 150)]
pub struct AsyncValue {
    #[immutable]
    value: Value,
}

/// A range of integers that no [`Range`] holds.
#[derive(Object)]
#[object(id = 153)]
pub struct BigRange {
    #[immutable]
    start: Value,
    #[immutable]
    stop: Value,
    #[immutable]
    step: Value,
    #[immutable]
    len: Value,
}

/// Bytes that change.
#[derive(Object)]
#[object(id = 151)]
pub struct ByteArray {
    #[immutable]
    bytes: Native<Counted<Exported>>,
}

/// Items of a bytes-like object, seen through a format; one dimension.
#[derive(Object)]
#[object(id = 152)]
pub struct MemoryView {
    /// Bytes, ByteArray or an array; None when released.
    object: Value,
    /// Byte offset of item 0.
    #[immutable]
    start: i64,
    /// Number of items.
    #[immutable]
    len: i64,
    /// Bytes from one item to the next; may be negative.
    #[immutable]
    stride: i64,
    /// The format character.
    #[immutable]
    format: i64,
    #[immutable]
    read_only: i64,
    /// What keeps a bytearray from changing its size, until the view is released.
    held: Native<Cell<Option<Export>>>,
}

/// Standard input, output or error.
#[derive(Object)]
#[object(id = 99)]
pub struct Stream {
    #[immutable]
    number: i64,
    closed: bool,
}
