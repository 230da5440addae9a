//! If it prints, it parses: text to trace to the same text.

use trackway_ir::*;

static LENGTH: FieldDesc = FieldDesc {
    name: "List.length",
    offset: 8,
    width: Width::W64,
    ty: Ty::I64,
    immutable: false,
    quasi_immutable: false,
};
static ITEMS: ArrayDesc =
    ArrayDesc { name: "List[]", offset: 16, width: Width::W64, ty: Ty::Value, immutable: false };
static LIST: TypeDesc =
    TypeDesc { name: "List", type_id: 4, size: 16, fields: &[&LENGTH], tail: Some((&LENGTH, &ITEMS)) };
static PUSH: HelperDesc = HelperDesc {
    name: "list_push",
    address: || 0,
    args: &[Ty::Ref, Ty::Value, Ty::F64, Ty::Bool],
    ret: Ty::Bool,
    effect: Effect::Any,
    raises: true,
};

static NAMES: Names = Names { fields: &[&LENGTH], arrays: &[&ITEMS], types: &[&LIST], helpers: &[&PUSH] };

fn check(text: &str) -> Trace {
    let trace = Trace::parse(text, NAMES).unwrap_or_else(|e| panic!("{e}"));
    let printed = trace.to_string();
    let plain =
        |t: &str| t.lines().map(|l| l.split_whitespace().collect::<Vec<_>>().join(" ")).collect::<Vec<_>>();
    assert_eq!(plain(&printed), plain(text));
    let again = Trace::parse(&printed, NAMES).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(again.to_string(), printed);
    assert_eq!(again, trace);
    trace
}

fn refuse(text: &str) -> (usize, Expected) {
    let e = Trace::parse(text, NAMES).expect_err(text);
    (e.line, e.expected)
}

#[test]
fn a_loop_with_every_kind_of_line() {
    let t = check(
        "object 0x1001 type 9 shape 4
         v0 = slot 0 Value
         v1 = slot -3 Ref
         v2 = exit_value 7 F64
         label (v0, 0.0:f64, 0x3:value)
         v3 = param Value
         v4 = param F64
         v5 = param Value
         v6 = is_small v3 Bool
         guard_true v6 @s0
         v8 = to_small v3 Small
         v9 = add_ovf v8, -1:small @s1 Small
         v10 = get_field List.length v1 I64
         v11 = get_item List[] v1, v10 Value
         v12 = new List 2 17179869188 Ref
         set_item List[] v12, 0, v11
         set_item List[] v12, 1, 0x1001:ref
         set_field List.length v12, -9223372036854775808
         v16 = call list_push v12, v11, NaN:f64, true Bool
         guard_no_raise @s2
         poll @s2
         v19 = of_small v9 Value
         v20 = f_add v4, -1e300:f64 F64
         loop (v19, v20, v11)
         new0 = List 4 (2) [new1, v11]
         new1 = List v10 () []
         s0: base 0 pc 3 depth 0 {0=v3}
         s1: base 4 pc 17 depth 1 {0=new0, -2=v4, 5=-inf:f64, v12->List.length=4, 0x1001:ref->List.length=v10}
         s2: base 0 pc 4 depth -1 raised {} kept 0 3 known v3.is_small v1.List.length=18446744073709551615",
    );
    assert_eq!(t.label, Some(3));
    assert_eq!(t.ins[16].call_start, 0);
    assert_eq!(t.call_args.len(), 4);
    assert_eq!(t.virtuals[0].tail, [SnapValue::Virtual(1), SnapValue::Ref(Ref::ins(11))]);
    assert_eq!(t.snapshots[1].writes[0].object, SnapValue::Ref(Ref::ins(12)));
    assert_eq!(t.snapshots[2].kept, [0, 3]);
    assert_eq!(t.snapshots[2].known[1], (Ref::ins(1), Fact::Field(&LENGTH, u64::MAX)));
    assert!(t.snapshots[2].raised && t.snapshots[1].slots[1].0 == -2);
}

#[test]
fn every_plain_op() {
    for op in Op::PLAIN {
        let (args, ret) = op.signature().unwrap();
        let list = args
            .iter()
            .map(|ty| match ty {
                Ty::Small => "3:small",
                Ty::I64 => "4",
                Ty::F64 => "0.1:f64",
                Ty::Bool => "false",
                Ty::Ref => "0x11:ref",
                _ => "0x6:value",
            })
            .collect::<Vec<_>>()
            .join(", ");
        let snap = if op.is_guard() { " @s0" } else { "" };
        let (def, ty) = if ret == Ty::Void {
            (String::new(), String::new())
        } else {
            ("v0 = ".into(), format!(" {ret:?}"))
        };
        check(&format!("{def}{} {list}{snap}{ty}\nexit @s0\ns0: base 0 pc 0 depth 0 {{}}", op.text()));
    }
}

#[test]
fn branches_have_ends_of_their_own() {
    let t = check(
        "v0 = slot 0 Value
         v1 = is_small v0 Bool
         guard_true v1 @s0
         exit @s1
         branch s0
         v3 = is_float v0 Bool
         guard_true v3 @s2
         header @s1
         branch s2
         exit @s1
         s0: base 0 pc 1 depth 0 {}
         s1: base 0 pc 2 depth 0 {0=v0}
         s2: base 0 pc 1 depth 0 {}",
    );
    assert_eq!((t.main_end(), t.branch_range(0), t.branch_range(1)), (3, 3..5, 5..5));
    assert_eq!(t.ends().count(), 3);
}

#[test]
fn addresses_may_be_written() {
    let text = "header @s0 cell 0x7f00\ns0: base 0 pc 0 depth 2 code 0x99 raised {}";
    let t = Trace::parse(text, NAMES).unwrap();
    assert_eq!((t.end, t.snapshots[0].code), (End::Header { snap: SnapId(0), cell: 0x7f00 }, 0x99));
    check("header @s0\ns0: base 0 pc 0 depth 2 {}");
}

#[test]
fn comments_are_skipped_and_constants_shared() {
    let t = Trace::parse("# sum\n\nv0 = i_add 2, 2 I64\nexit @s0", NAMES).unwrap();
    assert_eq!((t.ins.len(), t.consts.len()), (1, 1));
}

#[test]
fn errors_name_the_line() {
    assert_eq!(refuse("v0 = slot 0 Value\nv0 = slot 1 Value"), (2, Expected::Definition));
    assert_eq!(refuse("v0 = slat 0 Value"), (1, Expected::Op));
    assert_eq!(refuse("v0 = slot x Value"), (1, Expected::Number));
    assert_eq!(refuse("v0 = slot 0"), (1, Expected::Type));
    assert_eq!(refuse("v0 = i_add 1 I64"), (1, Expected::Operands));
    assert_eq!(refuse("v0 = i_not_neg 1 I64"), (1, Expected::Op));
    assert_eq!(refuse("v0 = i_add 1, 2:big I64"), (1, Expected::Value));
    assert_eq!(refuse("v0 = get_field List.size v0 I64"), (1, Expected::Field));
    assert_eq!(refuse("v0 = get_item Dict[] v0, 1 I64"), (1, Expected::Array));
    assert_eq!(refuse("v0 = new Dict 0 1 Ref"), (1, Expected::TypeName));
    assert_eq!(refuse("call list_pop"), (1, Expected::Helper));
    assert_eq!(refuse("guard_true true @x"), (1, Expected::Snapshot));
    assert_eq!(refuse("exit @s0\ns1: base 0 pc 0 depth 0 {}"), (2, Expected::Numbering));
    assert_eq!(refuse("exit @s0\nnew0 = List 1 [] "), (2, Expected::Punctuation));
    assert_eq!(refuse("v0 = slot 0 Value\n"), (1, Expected::End));
}
