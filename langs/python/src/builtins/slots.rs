//! The special methods of builtin types, as attributes: `int.__add__`, `list.__getitem__` and so on.
//!
//! Operators do not look here: ops know builtin types. These are for `super().__setitem__(k, v)`,
//! `int.__add__(x, y)` and for whoever asks what a type has. [`run`](super::slot_run::run) carries
//! them out. To add one: a row in the list of slots, its name in the tables of its types, its case
//! in `slot_run`.

use super::native::{Inline, KEYWORDS, MANY, Native};
use super::slot_run::{self, new, run};
use super::{Home, Table};
use crate::types::builtin::Cls;

macro_rules! slots {
    ($( $slot:ident $name:literal $min:literal $max:literal ),* $(,)?) => {
        /// A special method.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u16)]
        pub enum Slot { $($slot),* }

        impl Slot {
            pub const ALL: &'static [(Slot, &'static str, usize, usize)] =
                &[$((Slot::$slot, $name, $min, $max)),*];
        }
    };
}

slots! {
    Add "__add__" 2 2, RAdd "__radd__" 2 2, Sub "__sub__" 2 2, RSub "__rsub__" 2 2,
    Mul "__mul__" 2 2, RMul "__rmul__" 2 2, Mod "__mod__" 2 2, RMod "__rmod__" 2 2,
    FloorDiv "__floordiv__" 2 2, RFloorDiv "__rfloordiv__" 2 2,
    TrueDiv "__truediv__" 2 2, RTrueDiv "__rtruediv__" 2 2,
    LShift "__lshift__" 2 2, RLShift "__rlshift__" 2 2, RShift "__rshift__" 2 2, RRShift "__rrshift__" 2 2,
    And "__and__" 2 2, RAnd "__rand__" 2 2, Or "__or__" 2 2, ROr "__ror__" 2 2,
    Xor "__xor__" 2 2, RXor "__rxor__" 2 2,
    Pow "__pow__" 2 3, RPow "__rpow__" 2 3, DivMod "__divmod__" 2 2, RDivMod "__rdivmod__" 2 2,
    IAdd "__iadd__" 2 2, IMul "__imul__" 2 2, IOr "__ior__" 2 2, IAnd "__iand__" 2 2,
    ISub "__isub__" 2 2, IXor "__ixor__" 2 2,
    Neg "__neg__" 1 1, Pos "__pos__" 1 1, Invert "__invert__" 1 1, Abs "__abs__" 1 1, Bool "__bool__" 1 1,
    Int "__int__" 1 1, Float "__float__" 1 1, Index "__index__" 1 1, Complex "__complex__" 1 1,
    Lt "__lt__" 2 2, Le "__le__" 2 2, Eq "__eq__" 2 2, Ne "__ne__" 2 2, Gt "__gt__" 2 2, Ge "__ge__" 2 2,
    Hash "__hash__" 1 1, Repr "__repr__" 1 1, Str "__str__" 1 1,
    Len "__len__" 1 1, GetItem "__getitem__" 2 2, SetItem "__setitem__" 3 3, DelItem "__delitem__" 2 2,
    Contains "__contains__" 2 2, Iter "__iter__" 1 1, Next "__next__" 1 1, Reversed "__reversed__" 1 1,
    LengthHint "__length_hint__" 1 1,
    GetNewArgs "__getnewargs__" 1 1, SizeOf "__sizeof__" 1 1, Bytes "__bytes__" 1 1,
    Get "__get__" 2 3, Set "__set__" 3 3, Delete "__delete__" 2 2,
    GetAttribute "__getattribute__" 2 2, Reduce "__reduce__" 1 1,
    Dir "__dir__" 1 1,
}

impl Slot {
    const fn native(self, run: super::native::NativeFn) -> Native {
        let (_, name, min, max) = Slot::ALL[self as usize];
        Native::tail(name, min, max, run)
    }
}

macro_rules! tables {
    ($( $cls:ident: $($slot:ident)* );* $(;)?) => {
        const SLOTS: &[Table] = &[$(
            Table {
                home: Home::Slots(Cls::$cls),
                natives: &[$( Slot::$slot.native(run::<{ Cls::$cls as u16 }, { Slot::$slot as u16 }>) ),*],
            }
        ),*];
    };
}

tables! {
    Object: Lt Le Ne Gt Ge SizeOf Dir;
    Int: Add RAdd Sub RSub Mul RMul Mod RMod FloorDiv RFloorDiv TrueDiv RTrueDiv LShift RLShift RShift RRShift
        And RAnd Or ROr Xor RXor Pow RPow DivMod RDivMod Neg Pos Invert Abs Bool Int Float Index
        Lt Le Eq Ne Gt Ge Hash Repr GetNewArgs GetAttribute SizeOf;
    Bool: And RAnd Or ROr Xor RXor Invert Repr;
    Float: Add RAdd Sub RSub Mul RMul Mod RMod FloorDiv RFloorDiv TrueDiv RTrueDiv Pow RPow DivMod RDivMod
        Neg Pos Abs Bool Int Float Lt Le Eq Ne Gt Ge Hash Repr GetNewArgs GetAttribute;
    Complex: Add RAdd Sub RSub Mul RMul TrueDiv RTrueDiv Pow RPow Neg Pos Abs Bool Complex
        Lt Le Eq Ne Gt Ge Hash Repr GetNewArgs GetAttribute;
    Str: Add Mul RMul Mod RMod Lt Le Eq Ne Gt Ge Hash Repr Str Len GetItem Contains Iter GetNewArgs
        GetAttribute SizeOf;
    Bytes: Add Mul RMul Mod RMod Lt Le Eq Ne Gt Ge Hash Repr Str Len GetItem Contains Iter GetNewArgs
        GetAttribute Bytes;
    ByteArray: Reduce Add Mul RMul Mod RMod IAdd IMul Lt Le Eq Ne Gt Ge Repr Str Len GetItem SetItem DelItem Contains
        Iter GetAttribute;
    Array: Add Mul RMul Lt Le Eq Ne Gt Ge Repr Len GetItem SetItem DelItem Contains Iter GetAttribute;
    ArrayIter: Iter Next;
    Ring: Len GetItem SetItem DelItem;
    RingIter: Iter Next;
    MemoryView: Eq Ne Repr Len GetItem SetItem Iter GetAttribute;
    Tuple: Add Mul RMul Lt Le Eq Ne Gt Ge Hash Repr Len GetItem Contains Iter GetNewArgs GetAttribute;
    List: Add Mul RMul IAdd IMul Lt Le Eq Ne Gt Ge Repr Len GetItem SetItem DelItem Contains Iter Reversed
        GetAttribute SizeOf;
    Dict: Or ROr IOr Lt Le Eq Ne Gt Ge Repr Len GetItem SetItem DelItem Contains Iter Reversed GetAttribute
        SizeOf;
    Set: Sub RSub And RAnd Xor RXor Or ROr ISub IAnd IXor IOr Lt Le Eq Ne Gt Ge Repr Len Contains Iter
        GetAttribute SizeOf Reduce;
    FrozenSet: Sub RSub And RAnd Xor RXor Or ROr Lt Le Eq Ne Gt Ge Hash Repr Len Contains Iter
        GetAttribute SizeOf Reduce;
    Range: Lt Le Eq Ne Gt Ge Hash Repr Len GetItem Contains Iter Bool Reversed GetAttribute Reduce;
    Slice: Lt Le Eq Ne Gt Ge Hash Repr GetAttribute Reduce;
    MappingProxy: Or ROr IOr Lt Le Eq Ne Gt Ge Hash Repr Str Len GetItem Contains Iter Reversed GetAttribute;
    DictKeys: Sub RSub And RAnd Xor RXor Or ROr Lt Le Eq Ne Gt Ge Repr Len Contains Iter Reversed GetAttribute;
    DictItems: Sub RSub And RAnd Xor RXor Or ROr Lt Le Eq Ne Gt Ge Repr Len Contains Iter Reversed GetAttribute;
    DictValues: Repr Len Iter Reversed GetAttribute;
    NoneType: Bool Eq Hash Repr;
    EllipsisType: Repr Reduce;
    NotImplementedType: Repr Reduce;
    Type: Repr GetAttribute Or ROr;
    Function: Repr Get;
    Method: Repr Eq Hash Get GetAttribute Reduce;
    Builtin: Repr Eq Hash GetAttribute Reduce;
    MethodDescriptor: Repr Get GetAttribute Reduce;
    WrapperDescriptor: Repr Get GetAttribute;
    MethodWrapper: Repr Eq Hash GetAttribute;
    GetSetDescriptor: Repr Get Set Delete GetAttribute;
    MemberDescriptor: Repr Get Set Delete GetAttribute;
    Property: Get Set Delete GetAttribute;
    StaticMethod: Get Repr;
    ClassMethod: Get Repr;
    Super: Repr Get GetAttribute;
    Module: Repr GetAttribute;
    Code: Repr Hash GetAttribute;
    Cell: Repr;
    Generator: Repr GetAttribute;
    RangeIter: LengthHint Reduce;
    ListIter: LengthHint Reduce;
    TupleIter: LengthHint Reduce;
    StrIter: LengthHint Reduce;
    BytesIter: LengthHint Reduce;
    ByteArrayIter: LengthHint Reduce;
    KeyIter: LengthHint Reduce;
    ValueIter: LengthHint Reduce;
    ItemIter: LengthHint Reduce;
    SetIter: LengthHint Reduce;
    BaseException: Repr Str;
}

/// How ops make instances, where they do.
const fn making(c: Cls) -> Inline {
    match c {
        Cls::Object => Inline::New,
        Cls::Int | Cls::Float | Cls::Str | Cls::Tuple => Inline::NewAround(c),
        _ => Inline::No,
    }
}

macro_rules! makers {
    ($($cls:ident)*) => {
        const MAKERS: &[Table] = &[$(
            Table {
                home: Home::Slots(Cls::$cls),
                natives: &[
                    Native::tail("__new__.static", 1, MANY, new::<{ Cls::$cls as u16 }>)
                        .keyword_only(&[KEYWORDS])
                        .inline(making(Cls::$cls)),
                ],
            }
        ),*];
    };
}

makers! {
    Object Type Int Bool Float Complex Str Bytes ByteArray Array Ring MemoryView Tuple List Dict Set FrozenSet Range Slice Property StaticMethod
    Map Filter Zip Enumerate Reversed ClassMethod Super Module NoneType EllipsisType NotImplementedType BaseException
}

const INIT: &[Table] = &[
    Table { home: Home::Slots(Cls::Object), natives: &[init(slot_run::init_object).inline(Inline::NoInit)] },
    Table { home: Home::Slots(Cls::Type), natives: &[init(slot_run::init_nothing)] },
    Table { home: Home::Slots(Cls::List), natives: &[init(slot_run::init_list)] },
    Table { home: Home::Slots(Cls::Set), natives: &[init(slot_run::init_set)] },
    Table { home: Home::Slots(Cls::Dict), natives: &[init(slot_run::init_dict)] },
    Table { home: Home::Slots(Cls::ByteArray), natives: &[init(slot_run::init_bytearray)] },
    Table { home: Home::Slots(Cls::Property), natives: &[init(slot_run::init_payload)] },
    Table { home: Home::Slots(Cls::StaticMethod), natives: &[init(slot_run::init_payload)] },
    Table { home: Home::Slots(Cls::ClassMethod), natives: &[init(slot_run::init_payload)] },
    Table { home: Home::Slots(Cls::Super), natives: &[init(slot_run::init_payload)] },
    Table { home: Home::Slots(Cls::Module), natives: &[init(slot_run::init_payload)] },
];

const fn init(run: super::native::NativeFn) -> Native {
    Native::tail("__init__", 1, MANY, run).keyword_only(&[KEYWORDS])
}

const CALL: &[Table] = &[
    Table { home: Home::Slots(Cls::Function), natives: &[call()] },
    Table { home: Home::Slots(Cls::Method), natives: &[call()] },
    Table { home: Home::Slots(Cls::Builtin), natives: &[call()] },
    Table { home: Home::Slots(Cls::MethodDescriptor), natives: &[call()] },
    Table { home: Home::Slots(Cls::WrapperDescriptor), natives: &[call()] },
    Table { home: Home::Slots(Cls::MethodWrapper), natives: &[call()] },
    Table { home: Home::Slots(Cls::StaticMethod), natives: &[call()] },
];

const fn call() -> Native {
    Native::tail("__call__", 1, MANY, slot_run::call).keyword_only(&[KEYWORDS])
}

macro_rules! generics {
    ($($cls:ident)*) => {
        const GENERICS: &[Table] = &[$(
            Table {
                home: Home::Slots(Cls::$cls),
                natives: &[Native::tail("__class_getitem__.class", 2, 2, slot_run::generic)],
            }
        ),*];
    };
}

generics! { Pattern Match Array List Dict Tuple Set FrozenSet Slice Generator MappingProxy BaseExceptionGroup }

/// Every table of this file.
pub fn tables() -> impl Iterator<Item = &'static Table> {
    SLOTS.iter().chain(GENERICS).chain(MAKERS).chain(INIT).chain(CALL)
}

/// Special methods that CPython makes methods of their own, not wrappers around a slot.
const PLAIN: &[&str] = &[
    "__sizeof__",
    "__format__",
    "__round__",
    "__trunc__",
    "__floor__",
    "__ceil__",
    "__reduce__",
    "__reduce_ex__",
    "__getnewargs__",
    "__dir__",
    "__subclasses__",
    "__instancecheck__",
    "__subclasscheck__",
    "__prepare__",
    "__init_subclass__",
    "__subclasshook__",
    "__class_getitem__",
    "__complex__",
    "__bytes__",
    "__enter__",
    "__exit__",
    "__length_hint__",
    "__setstate__",
    "__getstate__",
    "__copy__",
    "__deepcopy__",
    "__reversed__",
    "__import__",
    "__build_class__",
    "__set_name__",
    "__getformat__",
    "__or__.type",
    "__mro_entries__",
];

/// Whether a method of a builtin class shows itself as a slot wrapper.
pub fn is_wrapper(name: &str) -> bool {
    name.len() > 4 && name.starts_with("__") && name.ends_with("__") && !PLAIN.contains(&name)
}
