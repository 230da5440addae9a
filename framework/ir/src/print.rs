//! The text form: one instruction a line, in the notation of the crate's head.

use crate::op::{Op, Ty};
use crate::trace::{End, Fact, Ref, SnapId, SnapValue, Trace};
use std::fmt::{self, Display, Formatter};

impl Trace {
    fn show(&self, r: Ref) -> String {
        if !r.is_const() {
            return format!("{r:?}");
        }
        let c = self.consts[r.index()];
        match c.ty {
            Ty::Small => format!("{}:small", c.bits as i64 >> 1),
            Ty::I64 => format!("{}", c.bits as i64),
            Ty::F64 => format!("{:?}:f64", f64::from_bits(c.bits)),
            Ty::Bool => format!("{}", c.bits != 0),
            Ty::Value => format!("{:#x}:value", c.bits),
            Ty::Ref => format!("{:#x}:ref", c.bits),
            Ty::Void => "void".into(),
        }
    }

    fn show_snap_value(&self, v: SnapValue) -> String {
        match v {
            SnapValue::Ref(r) => self.show(r),
            SnapValue::Virtual(i) => format!("new{i}"),
        }
    }

    fn show_list(&self, refs: &[Ref]) -> String {
        refs.iter().map(|r| self.show(*r)).collect::<Vec<_>>().join(", ")
    }

    /// The operand part of instruction `i`, payload first.
    fn show_operands(&self, i: usize) -> String {
        let ins = &self.ins[i];
        let args = self.show_list(&self.operands(ins));
        let payload = match ins.op {
            Op::Slot(n) => n.to_string(),
            Op::ExitValue(n) => n.to_string(),
            Op::GetField(f) | Op::SetField(f) => f.name.to_string(),
            Op::GetItem(a) | Op::SetItem(a) => a.name.to_string(),
            Op::New(t, n) => format!("{} {n}", t.name),
            Op::Call(h) => h.name.to_string(),
            Op::CallCode(c) => format!("{} {}", c.base, c.ret),
            Op::GuardRoom(n) => n.to_string(),
            Op::ReturnNative(r) => format!("{} {}", r.frame, r.ret),
            Op::RaiseNative(r) => r.frame.to_string(),
            _ => return args,
        };
        if args.is_empty() { payload } else { format!("{payload} {args}") }
    }

    /// The line before the loop's body.
    pub fn label_line(&self) -> String {
        format!("label ({})", self.show_list(&self.label_args))
    }

    /// The line of instruction `i`.
    pub fn line(&self, i: usize) -> String {
        let ins = &self.ins[i];
        let def = if ins.ty == Ty::Void { String::new() } else { format!("v{i} = ") };
        let snap = if ins.snap == SnapId::NONE { String::new() } else { format!(" @s{}", ins.snap.0) };
        let ty = if ins.ty == Ty::Void { String::new() } else { format!(" {:?}", ins.ty) };
        let text = format!("{} {}", ins.op.text(), self.show_operands(i));
        format!("  {def:>8}{}{snap}{ty}", text.trim_end())
    }

    /// The line before a branch.
    pub fn branch_line(&self, n: usize) -> String {
        format!("branch s{}", self.branches[n].snap.0)
    }

    /// The line behind the last instruction that leads to this end.
    pub fn end_line(&self, end: &End) -> String {
        match end {
            End::Loop { args } => format!("loop ({})", self.show_list(args)),
            End::Header { snap, .. } => format!("header @s{}", snap.0),
            End::Exit { snap } => format!("exit @s{}", snap.0),
        }
    }
}

/// `is_float`, `Header.type_id=12`.
fn show_fact(fact: Fact) -> String {
    match fact {
        Fact::Test(op) => op.text().to_string(),
        Fact::Field(f, bits) => format!("{}={bits}", f.name),
    }
}

impl Display for Trace {
    fn fmt(&self, f: &mut Formatter) -> fmt::Result {
        for (object, header) in &self.headers {
            writeln!(f, "object {object:#x} type {} shape {}", header & 0xffff, header >> 32)?;
        }
        for i in 0..self.main_end() {
            if self.label == Some(i) {
                writeln!(f, "{}", self.label_line())?;
            }
            writeln!(f, "{}", self.line(i))?;
        }
        writeln!(f, "{}", self.end_line(&self.end))?;
        for (n, branch) in self.branches.iter().enumerate() {
            writeln!(f, "{}", self.branch_line(n))?;
            for i in self.branch_range(n) {
                writeln!(f, "{}", self.line(i))?;
            }
            writeln!(f, "{}", self.end_line(&branch.end))?;
        }
        for (i, v) in self.virtuals.iter().enumerate() {
            let list =
                |vs: &[SnapValue]| vs.iter().map(|v| self.show_snap_value(*v)).collect::<Vec<_>>().join(", ");
            let header = self.show_snap_value(v.header);
            writeln!(f, "new{i} = {} {header} ({}) [{}]", v.desc.name, list(&v.fields), list(&v.tail))?;
        }
        for (i, s) in self.snapshots.iter().enumerate() {
            let slots = s.slots.iter().map(|(o, v)| format!("{o}={}", self.show_snap_value(*v)));
            let writes = s.writes.iter().map(|w| {
                let (object, value) = (self.show_snap_value(w.object), self.show_snap_value(w.value));
                format!("{object}->{}={value}", w.field.name)
            });
            let slots: Vec<_> = slots.chain(writes).collect();
            let raised = if s.raised { " raised" } else { "" };
            let kept: String = s.kept.iter().map(|o| format!(" {o}")).collect();
            let kept = if kept.is_empty() { kept } else { format!(" kept{kept}") };
            let known = s.known.iter().map(|(r, fact)| format!(" {}.{}", self.show(*r), show_fact(*fact)));
            let known: String = known.collect();
            let known = if known.is_empty() { known } else { format!(" known{known}") };
            let (base, pc, depth, slots) = (s.base, s.pc, s.depth, slots.join(", "));
            writeln!(f, "s{i}: base {base} pc {pc} depth {depth}{raised} {{{slots}}}{kept}{known}")?;
        }
        Ok(())
    }
}
