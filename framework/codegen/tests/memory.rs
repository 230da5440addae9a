//! Fields, items, allocation, the write barrier and helper calls.

mod support;

use support::{Build, Ctx, Rig, word};
use trackway_ir::*;

const fn field(name: &'static str, offset: u32, width: Width, ty: Ty) -> FieldDesc {
    FieldDesc { name, offset, width, ty, immutable: false, quasi_immutable: false }
}

static VALUE: FieldDesc = field("Thing.value", 8, Width::W64, Ty::Value);
static FLOAT: FieldDesc = field("Thing.float", 16, Width::W64, Ty::F64);
static BYTE: FieldDesc = field("Thing.byte", 24, Width::U8, Ty::I64);
static HALF: FieldDesc = field("Thing.half", 26, Width::U16, Ty::I64);
static WORD: FieldDesc = field("Thing.word", 28, Width::U32, Ty::I64);
static FLAG: FieldDesc = field("Thing.flag", 25, Width::U8, Ty::Bool);
static WIDE_FLAG: FieldDesc = field("Thing.wide_flag", 32, Width::W64, Ty::Bool);
static THING: TypeDesc = TypeDesc {
    name: "Thing",
    type_id: 7,
    size: 40,
    fields: &[&VALUE, &FLOAT, &BYTE, &FLAG, &HALF, &WORD, &WIDE_FLAG],
    tail: None,
};

static LENGTH: FieldDesc = field("Bytes.length", 8, Width::U32, Ty::I64);
static BYTES: ArrayDesc =
    ArrayDesc { name: "Bytes[]", offset: 16, width: Width::U8, ty: Ty::I64, immutable: false };
static STRING: TypeDesc =
    TypeDesc { name: "Bytes", type_id: 8, size: 16, fields: &[&LENGTH], tail: Some((&LENGTH, &BYTES)) };
static WORDS: ArrayDesc =
    ArrayDesc { name: "Words[]", offset: 16, width: Width::W64, ty: Ty::Value, immutable: false };
static DOUBLES: ArrayDesc =
    ArrayDesc { name: "Doubles[]", offset: 16, width: Width::W64, ty: Ty::F64, immutable: false };

#[test]
fn fields_of_every_width() {
    let mut b = Build::new();
    let object = b.slot(0, Ty::Ref);
    let v = b.ins(Op::GetField(&VALUE), Ty::Value, &[object]);
    let f = b.ins(Op::GetField(&FLOAT), Ty::F64, &[object]);
    let ints = [&BYTE, &HALF, &WORD].map(|d| b.ins(Op::GetField(d), Ty::I64, &[object]));
    let flags = [&FLAG, &WIDE_FLAG].map(|d| b.ins(Op::GetField(d), Ty::Bool, &[object]));
    let mut all = vec![v, f];
    all.extend(ints.into_iter().chain(flags));
    let mut rig = Rig::new();
    let code = rig.compile(&b.exit(&all));
    rig.frame[0] = word::object(&[7, 42, 2.5f64.to_bits(), 0xcafe_babe_fffe_01ff, 1]);
    rig.run(&code);
    assert_eq!(rig.ctx.exit_buf[..7], [42, 2.5f64.to_bits(), 0xff, 0xfffe, 0xcafebabe, 1, 1]);
}

#[test]
fn stores_of_every_width() {
    let mut b = Build::new();
    let object = b.slot(0, Ty::Ref);
    let (f, i) = (b.input(0, Ty::F64), b.input(1, Ty::I64));
    let (yes, s) = (b.op(Op::IEq, &[i, i]), b.op(Op::I64ToS, &[i]));
    let stores =
        [(&VALUE, s), (&FLOAT, f), (&BYTE, i), (&HALF, i), (&WORD, i), (&FLAG, yes), (&WIDE_FLAG, yes)];
    for (d, v) in stores {
        b.ins(Op::SetField(d), Ty::Void, &[object, v]);
    }
    let mut rig = Rig::new();
    let code = rig.compile(&b.exit(&[]));
    rig.frame[0] = word::object(&[7 | 1 << 16, 0, 0, !0, !0]);
    rig.ctx.exit_buf[..2].copy_from_slice(&[f64::NEG_INFINITY.to_bits(), 0x0123_4567_89ab_cdef]);
    rig.run(&code);
    let got: Vec<u64> = (1..5).map(|i| word::field(rig.frame[0], i)).collect();
    assert_eq!(got, [0x0123_4567_89ab_cdef << 1, f64::NEG_INFINITY.to_bits(), 0x89ab_cdef_cdef_01ef, 1]);
    assert!(rig.ctx.barriers.is_empty(), "no pointer was stored");
}

#[test]
fn items_by_constant_and_computed_index() {
    let mut b = Build::new();
    let (object, i) = (b.slot(0, Ty::Ref), b.input(0, Ty::I64));
    let far = b.constant(Ty::I64, 2);
    let mut loaded = vec![];
    for at in [i, far] {
        for (d, ty) in [(&WORDS, Ty::Value), (&DOUBLES, Ty::F64), (&BYTES, Ty::I64)] {
            loaded.push(b.ins(Op::GetItem(d), ty, &[object, at]));
        }
    }
    let nine = b.constant(Ty::I64, 9);
    b.ins(Op::SetItem(&BYTES), Ty::Void, &[object, i, nine]);
    let mut rig = Rig::new();
    let code = rig.compile(&b.exit(&loaded));
    rig.frame[0] = word::object(&[8, 24, 0x0706_0504_0302_0100, 0x1111, 0x2222]);
    rig.ctx.exit_buf[0] = 1;
    rig.run(&code);
    assert_eq!(rig.ctx.exit_buf[..6], [0x1111, 0x1111, 1, 0x2222, 0x2222, 2]);
    assert_eq!(word::field(rig.frame[0], 2), 0x0706_0504_0302_0900);
}

/// Old objects call the barrier before a pointer goes in, a constant too; new ones and plain values do not.
#[test]
fn the_barrier_is_called_where_needed() {
    let mut b = Build::new();
    let (object, v) = (b.slot(0, Ty::Ref), b.slot(1, Ty::Value));
    let header = b.constant(Ty::I64, 7 | 1 << 16);
    let new = b.ins(Op::New(&THING, 0), Ty::Ref, &[header]);
    let as_value = b.op(Op::OfRef, &[new]);
    let again = b.op(Op::ToRef, &[as_value]);
    b.ins(Op::SetField(&VALUE), Ty::Void, &[again, v]);
    let known = b.constant(Ty::Value, 0x1001);
    b.ins(Op::SetField(&VALUE), Ty::Void, &[object, known]);
    let small = b.constant(Ty::Value, 0x1000);
    b.ins(Op::SetField(&VALUE), Ty::Void, &[object, small]);
    b.ins(Op::SetField(&VALUE), Ty::Void, &[object, v]);
    let first = b.constant(Ty::I64, 0);
    b.ins(Op::SetItem(&WORDS), Ty::Void, &[object, first, v]);
    let mut rig = Rig::new();
    let code = rig.compile(&b.exit(&[new]));
    for (flags, calls) in [(0u64, 0), (1 << 16, 3), (1 << 17, 0), (1 << 24, 0)] {
        rig.ctx.barriers.clear();
        rig.frame[..2].copy_from_slice(&[word::object(&[7 | flags, 0, 0, 0, 0]), 0x77]);
        rig.run(&code);
        assert_eq!(rig.ctx.barriers, vec![rig.frame[0]; calls], "{flags:#x}");
        assert_eq!(word::field(rig.frame[0], 2), 0x77);
        assert_eq!(word::field(rig.ctx.exit_buf[0], 1), 0x77);
    }
}

#[test]
fn allocation_bumps_then_goes_slow() {
    let mut b = Build::new();
    let header = b.constant(Ty::I64, 0x5_0000_0008);
    let string = b.ins(Op::New(&STRING, 11), Ty::Ref, &[header]);
    let thing_header = b.input(0, Ty::I64);
    let thing = b.ins(Op::New(&THING, 0), Ty::Ref, &[thing_header]);
    b.ins(Op::SetField(&VALUE), Ty::Void, &[thing, string]);
    let mut rig = Rig::new();
    let code = rig.compile(&b.exit(&[string, thing]));
    let start = rig.ctx.top;
    for (room, slow) in [(72, vec![]), (71, vec![40]), (31, vec![32, 40]), (0, vec![32, 40])] {
        (rig.ctx.top, rig.ctx.end) = (start, start + room);
        rig.ctx.slow.clear();
        rig.ctx.exit_buf[0] = 7;
        rig.run(&code);
        let (string, thing) = (rig.ctx.exit_buf[0], rig.ctx.exit_buf[1]);
        assert_eq!(rig.ctx.slow, slow, "{room}");
        assert_eq!(rig.ctx.top - start, 72 - slow.iter().sum::<u64>());
        assert_eq!((word::field(string, 0), word::field(string, 1) as u32), (0x5_0000_0008, 11));
        assert_eq!((word::field(thing, 0), word::field(thing, 1)), (7, string));
        assert_eq!(string == start + 1, slow.len() < 2);
    }
}

extern "C" fn mix(ctx: &mut Ctx, a: u64, f: f64, flag: u64, g: f64) -> f64 {
    ctx.pending = a;
    if flag == 1 { f - g } else { g - f }
}

extern "C" fn is_even(_: &mut Ctx, a: u64) -> bool {
    a.is_multiple_of(2)
}

extern "C" fn forget(ctx: &mut Ctx) {
    ctx.pending = 0;
}

static MIX: HelperDesc = HelperDesc {
    name: "mix",
    address: || mix as *const () as usize,
    args: &[Ty::I64, Ty::F64, Ty::Bool, Ty::F64],
    ret: Ty::F64,
    effect: Effect::Any,
    raises: true,
};
static IS_EVEN: HelperDesc = HelperDesc {
    name: "is_even",
    address: || is_even as *const () as usize,
    args: &[Ty::I64],
    ret: Ty::Bool,
    effect: Effect::Elidable,
    raises: false,
};
static FORGET: HelperDesc = HelperDesc {
    name: "forget",
    address: || forget as *const () as usize,
    args: &[],
    ret: Ty::Void,
    effect: Effect::Any,
    raises: false,
};

#[test]
fn helpers_are_called_by_the_c_convention() {
    let mut b = Build::new();
    let (a, f) = (b.input(0, Ty::I64), b.input(1, Ty::F64));
    let g = b.constant(Ty::F64, 0.5f64.to_bits());
    let even = b.call(&IS_EVEN, &[a]);
    let mixed = b.call(&MIX, &[a, f, even, g]);
    let raised = b.snap(&[even]);
    b.guard(Op::GuardNoRaise, &[], raised);
    b.call(&FORGET, &[]);
    let mut rig = Rig::new();
    let code = rig.compile(&b.exit(&[mixed, a]));
    rig.ctx.exit_buf[..2].copy_from_slice(&[0, 2.0f64.to_bits()]);
    assert_eq!(rig.run(&code), 1);
    assert_eq!(rig.ctx.exit_buf[..2], [1.5f64.to_bits(), 0]);
    rig.ctx.exit_buf[..2].copy_from_slice(&[3, 2.0f64.to_bits()]);
    assert_eq!(rig.run(&code), 0);
    assert_eq!((rig.ctx.exit_buf[0], rig.ctx.pending), (0, 3));
}
