//! Heap types and helpers that the tests' traces speak of.
#![allow(dead_code, reason = "each test uses its part")]

pub mod random;
pub mod reference;
pub mod world;

use trackway_gc::{HEADER_LASTING_SHAPE, HEADER_SHAPE, HEADER_TYPE_ID};
use trackway_ir::*;

macro_rules! fields {
    ($($id:ident $name:literal $offset:literal $ty:ident $immutable:literal;)*) => {$(
        pub static $id: FieldDesc = FieldDesc {
            name: $name, offset: $offset, width: Width::W64, ty: Ty::$ty, immutable: $immutable, quasi_immutable: false,
        };
    )*};
}
fields! {
    POINT_X "Point.x" 8 F64 false;
    POINT_Y "Point.y" 16 F64 false;
    PAIR_FIRST "Pair.first" 8 Value true;
    PAIR_SECOND "Pair.second" 16 Value false;
    NODE_NEXT "Node.next" 8 Ref false;
    NODE_COUNT "Node.count" 16 I64 false;
    TUPLE_LEN "Tuple.len" 8 I64 true;
    LIST_LEN "List.len" 8 I64 true;
    BYTES_LEN "Bytes.len" 8 I64 true;
}

const fn array(name: &'static str, width: Width, ty: Ty, immutable: bool) -> ArrayDesc {
    ArrayDesc { name, offset: 16, width, ty, immutable }
}
pub static TUPLE_ITEMS: ArrayDesc = array("Tuple[]", Width::W64, Ty::Value, true);
pub static LIST_ITEMS: ArrayDesc = array("List[]", Width::W64, Ty::Value, false);
pub static BYTES_ITEMS: ArrayDesc = array("Bytes[]", Width::U8, Ty::I64, false);

const fn plain(
    name: &'static str,
    type_id: u16,
    size: u32,
    fields: &'static [&'static FieldDesc],
) -> TypeDesc {
    TypeDesc { name, type_id, size, fields, tail: None }
}
const fn tailed(
    name: &'static str,
    type_id: u16,
    tail: (&'static FieldDesc, &'static ArrayDesc),
) -> TypeDesc {
    TypeDesc { name, type_id, size: 16, fields: &[], tail: Some(tail) }
}
pub static POINT: TypeDesc = plain("Point", 70, 24, &[&POINT_X, &POINT_Y]);
pub static PAIR: TypeDesc = plain("Pair", 71, 24, &[&PAIR_FIRST, &PAIR_SECOND]);
pub static NODE: TypeDesc = plain("Node", 72, 24, &[&NODE_NEXT, &NODE_COUNT]);
pub static TUPLE: TypeDesc = tailed("Tuple", 73, (&TUPLE_LEN, &TUPLE_ITEMS));
pub static LIST: TypeDesc = tailed("List", 74, (&LIST_LEN, &LIST_ITEMS));
pub static BYTES: TypeDesc = tailed("Bytes", 75, (&BYTES_LEN, &BYTES_ITEMS));

const fn helper(
    name: &'static str,
    args: &'static [Ty],
    ret: Ty,
    effect: Effect,
    raises: bool,
) -> HelperDesc {
    HelperDesc { name, address: || 0, args, ret, effect, raises }
}
pub static HASH: HelperDesc = helper("hash", &[Ty::Value], Ty::I64, Effect::Elidable, false);
pub static LOOK: HelperDesc = helper("look", &[Ty::Ref], Ty::Value, Effect::Reads, false);
pub static CONCAT: HelperDesc =
    helper("concat", &[Ty::Value, Ty::Value], Ty::Value, Effect::Allocates, false);
pub static RESERVE: HelperDesc = helper("reserve", &[Ty::Ref], Ty::Void, Effect::Repeatable, false);
pub static TOUCH: HelperDesc = helper("touch", &[Ty::Value], Ty::Value, Effect::Any, false);
pub static RISKY: HelperDesc = helper("risky", &[Ty::Value], Ty::Value, Effect::Any, true);

/// Everything above.
pub static NAMES: Names = Names {
    fields: &[
        &POINT_X,
        &POINT_Y,
        &PAIR_FIRST,
        &PAIR_SECOND,
        &NODE_NEXT,
        &NODE_COUNT,
        &TUPLE_LEN,
        &LIST_LEN,
        &BYTES_LEN,
        &HEADER_TYPE_ID,
        &HEADER_SHAPE,
        &HEADER_LASTING_SHAPE,
    ],
    arrays: &[&TUPLE_ITEMS, &LIST_ITEMS, &BYTES_ITEMS],
    types: &[&POINT, &PAIR, &NODE, &TUPLE, &LIST, &BYTES],
    helpers: &[&HASH, &LOOK, &CONCAT, &RESERVE, &TOUCH, &RISKY],
};

/// The trace of a text.
pub fn parse(text: &str) -> Trace {
    Trace::parse(text, NAMES).unwrap_or_else(|e| panic!("{e} in\n{text}"))
}
