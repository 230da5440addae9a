//! What a report is made of: texts are kept when a trace is recorded and installed, counts and
//! states are read at the end.

use super::install::Stats;
use super::run::MAX_FAILURES;
use super::state::{ExitState, HeaderState, Origin, State, TraceKey};
use crate::record::{Abort, is_branchy};
use rustc_hash::FxHashMap as HashMap;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use trackway_codegen::{Counts, ExitCell, Purpose as Bytes};
use trackway_exec::{CodeRef, ENTRY_SITE, Machine, OperandKind, resumed_at};
use trackway_ir::{Effect, End, Op, SnapId, Trace as Recorded};
use trackway_report as report;
use trackway_report::{Callee, Kind, Line, Listing, NotInlined, Purpose, Role};

type At = (CodeRef, u32);

/// Everything that was compiled or given up, kept even when its code is freed.
#[derive(Default)]
pub(crate) struct Journal {
    places: Vec<At>,
    index: HashMap<(u64, u32), usize>,
    entries: Vec<Entry>,
    aborts: HashMap<(Kind, usize, usize, Abort), u64>,
}

struct Entry {
    key: TraceKey,
    origin: Origin,
    counts: Arc<Counts>,
    exits: Vec<(u32, usize, Arc<ExitCell>)>,
    trace: report::Trace,
}

impl Journal {
    /// The number of a place.
    fn place(&mut self, (code, pc): At) -> usize {
        let next = self.places.len();
        let i = *self.index.entry((code.id(), pc)).or_insert(next);
        if i == next {
            self.places.push((code, pc));
        }
        i
    }
}

impl State {
    /// A trace as text. Exits are those of a trace that was not compiled: snapshots.
    pub(super) fn listing(&mut self, trace: &Recorded) -> Listing {
        let callees: Vec<Option<Callee>> = trace.ins.iter().map(|i| self.callee(&i.op)).collect();
        let Some(journal) = &mut self.journal else { return Listing::default() };
        let exit = |snap: SnapId| (snap != SnapId::NONE).then_some(snap.0 as usize);
        let lines = trace.ins.iter().zip(callees).enumerate().map(|(i, (ins, calls))| {
            let at = trace.places.get(ins.at as usize);
            let place = at.map(|(code, pc)| journal.place((CodeRef::from_id(*code), *pc)));
            Line { text: trace.line(i), place, exit: exit(ins.snap), calls }
        });
        let mut lines: Vec<Line> = lines.collect();
        for (n, branch) in trace.branches.iter().enumerate() {
            let range = trace.branch_range(n);
            if let Some(first) = lines[range.clone()].first_mut() {
                first.text = format!("{}\n{}", trace.branch_line(n), first.text);
            }
            if let Some(last) = lines[range].last_mut() {
                last.text = format!("{}\n{}", last.text, trace.end_line(&branch.end));
            }
        }
        let snap = match &trace.end {
            End::Loop { .. } => SnapId::NONE,
            End::Header { snap, .. } | End::Exit { snap } => *snap,
        };
        let place = trace.main_end().checked_sub(1).and_then(|last| lines[last].place);
        lines.push(Line { text: trace.end_line(&trace.end), place, exit: exit(snap), calls: None });
        Listing { lines, label: trace.label.map(|at| (at, trace.label_line())) }
    }

    fn callee(&self, op: &Op) -> Option<Callee> {
        match op {
            Op::Call(h) => {
                let effect = match h.effect {
                    Effect::Elidable => "depends on its arguments only",
                    Effect::Reads => "reads",
                    Effect::Allocates => "allocates",
                    Effect::Repeatable => "writes, but may be repeated",
                    Effect::Any => "may do anything",
                };
                Some(Callee::Helper { name: h.name.into(), effect: effect.into() })
            }
            Op::CallCode(call) => {
                let header = (0..self.headers.len()).find(|i| self.cell(*i) == call.cell)?;
                let code = self.headers[header].code;
                let why = match () {
                    () if code.has_loops => NotInlined::HasLoops,
                    () if is_branchy(code) => NotInlined::Branches,
                    () => NotInlined::Nested,
                };
                Some(Callee::Function { name: code.unit.name.to_string(), why })
            }
            _ => None,
        }
    }

    /// What a trace starts from, and where.
    fn start(&self, origin: Origin) -> Option<(Kind, At)> {
        match origin {
            Origin::Header(h) => {
                let (code, pc) = (self.headers[h].code, self.headers[h].pc);
                Some(match resumed_at(pc) {
                    Some(pc) => (Kind::Entry, (code, pc)),
                    None => (Kind::Loop, (code, pc)),
                })
            }
            Origin::Exit(e) => self.exits.get(&e).map(|e| (Kind::Bridge, (e.plan.code, e.plan.pc))),
        }
    }

    pub(super) fn note_abort(&mut self, origin: Origin, why: Abort, at: Option<At>) {
        let start = self.start(origin);
        if let (Some(journal), Some((kind, start))) = (&mut self.journal, start) {
            let (at, start) = (journal.place(at.unwrap_or(start)), journal.place(start));
            *journal.aborts.entry((kind, start, at, why)).or_insert(0) += 1;
        }
    }

    /// A trace has been installed; its times are in nanoseconds, to optimise and to compile it.
    pub(super) fn note_installed(
        &mut self,
        key: TraceKey,
        trace: &Recorded,
        recorded: Listing,
        ns: (u64, u64),
    ) {
        let Some((kind, start)) = self.start(self.traces[key].origin) else { return };
        let mut optimised = self.listing(trace);
        let t = &self.traces[key];
        let exits = t.compiled.exits();
        // In code, an exit has a number of its own.
        for line in &mut optimised.lines {
            line.exit = line.exit.and_then(|snap| exits.iter().position(|e| e.snap.0 as usize == snap));
        }
        let polls: Vec<SnapId> = trace.ins.iter().filter(|i| i.op == Op::Poll).map(|i| i.snap).collect();
        let ends = |snap: SnapId, exit: bool| {
            trace.ends().any(|end| match end {
                End::Header { snap: s, .. } => *s == snap && !exit,
                End::Exit { snap: s } => *s == snap && exit,
                End::Loop { .. } => false,
            })
        };
        let role = |e: &trackway_codegen::CompiledExit| match e.snap {
            snap if polls.contains(&snap) => Role::Poll,
            snap if e.frames_written && ends(snap, false) => Role::Link,
            snap if ends(snap, true) => Role::End,
            _ => Role::Guard,
        };
        let roles: Vec<Role> = exits.iter().map(role).collect();
        let code = t.compiled.map.as_ref().map_or_else(report::Code::default, |map| report::Code {
            address: t.compiled.entry as u64,
            bytes: map.bytes.iter().map(|b| format!("{b:02x}")).collect(),
            ranges: map.ranges.iter().map(|(a, b, what)| (*a, *b, purpose(*what))).collect(),
        });
        let (origin, counts) = (t.origin, t.compiled.counts.clone());
        let cells: Vec<_> = exits.iter().map(|e| (e.id, e.cell.clone())).collect();
        let plans = |id: &u32| (self.exits[id].plan.code, self.exits[id].plan.pc);
        let places: Vec<At> = cells.iter().map(|(id, _)| plans(id)).collect();
        let Some(journal) = &mut self.journal else { return };
        let exit = |(at, role)| report::Exit {
            place: journal.place(at),
            taken: 0,
            bridge: None,
            state: report::State::Cold,
            failures: 0,
            role,
        };
        let exits: Vec<_> = places.into_iter().zip(roles).map(exit).collect();
        let trace = report::Trace {
            kind,
            start: journal.place(start),
            parent: None,
            branches: trace.branches.len(),
            alive: true,
            entered: 0,
            rounds: 0,
            recorded,
            optimised,
            code,
            exits,
            optimise_ns: ns.0,
            compile_ns: ns.1,
        };
        let exits = cells.into_iter().enumerate().map(|(i, (id, cell))| (id, i, cell)).collect();
        journal.entries.push(Entry { key, origin, counts, exits, trace });
    }

    fn report(&self, machine: &Machine, language: &str) -> report::Report {
        let o = &self.options;
        let thresholds = report::Thresholds {
            on: o.on,
            loops: o.threshold,
            calls: o.entry_threshold,
            exits: o.bridge_threshold,
            failures: MAX_FAILURES,
        };
        let mut out = report::Report {
            language: language.into(),
            arch: std::env::consts::ARCH.into(),
            thresholds,
            functions: machine.codes().into_iter().map(|c| self.function(machine, c)).collect(),
            ..Default::default()
        };
        let Some(journal) = &self.journal else { return out };
        out.places = journal.places.iter().map(|at| named(machine, *at)).collect();
        out.traces = journal.entries.iter().map(|e| self.counted(e)).collect();
        let exits =
            || journal.entries.iter().enumerate().flat_map(|(t, e)| e.exits.iter().map(move |x| (t, x)));
        let owner: HashMap<u32, (usize, usize)> = exits().map(|(t, (id, i, _))| (*id, (t, *i))).collect();
        for (i, entry) in journal.entries.iter().enumerate() {
            if let Origin::Exit(e) = entry.origin
                && let Some((trace, exit)) = owner.get(&e)
            {
                out.traces[i].parent = Some((*trace, *exit));
                out.traces[*trace].exits[*exit].bridge = Some(i);
            }
        }
        let abort =
            |((kind, start, place, why), times): (&(Kind, usize, usize, Abort), &u64)| report::Abort {
                kind: *kind,
                start: *start,
                place: *place,
                name: why.name().into(),
                why: why.reason().into(),
                times: *times,
            };
        out.aborts = journal.aborts.iter().map(abort).collect();
        out.aborts.sort_by_key(|a| (a.start, a.place, a.name.clone()));
        out
    }

    /// A trace with what was counted and became of it.
    fn counted(&self, entry: &Entry) -> report::Trace {
        let mut trace = entry.trace.clone();
        trace.alive = self.traces.get(entry.key).is_some_and(|t| t.valid);
        trace.entered = entry.counts.entered.load(Ordering::Relaxed) as u64;
        trace.rounds = entry.counts.rounds.load(Ordering::Relaxed) as u64;
        for (id, i, cell) in &entry.exits {
            let exit = &mut trace.exits[*i];
            exit.taken = cell.taken.load(Ordering::Relaxed) as u64;
            if let Some(e) = self.exits.get(id) {
                exit.failures = e.failures;
                exit.state = match e.state {
                    ExitState::Cold => report::State::Cold,
                    ExitState::Compiling => report::State::Compiling,
                    ExitState::Bridged => report::State::Compiled,
                    ExitState::Blacklisted => report::State::Blacklisted,
                };
            }
        }
        trace
    }

    fn function(&self, machine: &Machine, code: CodeRef) -> report::Function {
        let lines: BTreeSet<u32> = code.unit.insns.iter().map(|i| i.span.line).filter(|l| *l > 0).collect();
        let (first, last) = (lines.first().copied().unwrap_or(0), lines.last().copied().unwrap_or(0));
        let mut loops = Vec::new();
        // Code that never ran is not linked: nothing was counted there.
        for (insn, at) in code.unit.insns.iter().zip(&code.starts) {
            let at = *at as usize;
            let op = machine.hooks().op(code.words[at]);
            let operand = |wanted: OperandKind| op.operands.iter().position(|k| *k == wanted);
            if let (Some(site), Some(target)) = (operand(OperandKind::Loop), operand(OperandKind::Target)) {
                let (site, target) = (code.words[at + 1 + site], code.words[at + 1 + target]);
                let lines = (code.span_at(target).line, insn.span.line.max(code.span_at(target).line));
                loops.push(self.point(code, site, target, lines));
            }
        }
        report::Function {
            name: code.unit.name.to_string(),
            file: code.unit.file.to_string(),
            lines: lines.into_iter().collect(),
            entry: self.point(code, ENTRY_SITE, ENTRY_SITE, (first, last)),
            loops,
        }
    }

    fn point(&self, code: CodeRef, site: u32, pc: u32, lines: (u32, u32)) -> report::Start {
        let o = &self.options;
        let threshold = if site == ENTRY_SITE { o.entry_threshold } else { o.threshold };
        let header = self.header_index.get(&(code.id(), pc)).map(|i| &self.headers[*i]);
        let left = code.hot_counter(site).get();
        let counted = (o.on && code.hot_number(site).get() == 0).then(|| threshold.saturating_sub(left));
        let state = header.map_or(report::State::Cold, |h| match h.state {
            HeaderState::Cold => report::State::Cold,
            HeaderState::Recording | HeaderState::Compiling => report::State::Compiling,
            HeaderState::Compiled(_) => report::State::Compiled,
            HeaderState::Blacklisted => report::State::Blacklisted,
        });
        let failures = header.map_or(0, |h| h.failures);
        report::Start { first_line: lines.0, last_line: lines.1, counted, state, failures }
    }
}

impl Stats {
    /// Everything that was kept for a report.
    pub fn report(&self, machine: &Machine, language: &str) -> report::Report {
        self.state().borrow().report(machine, language)
    }
}

fn named(machine: &Machine, (code, pc): At) -> report::Place {
    report::Place {
        file: code.unit.file.to_string(),
        line: code.span_at(pc).line,
        function: code.unit.name.to_string(),
        op: machine.hooks().op(code.words[pc as usize]).name.into(),
    }
}

fn purpose(bytes: Bytes) -> Purpose {
    match bytes {
        Bytes::Ins(i) => Purpose::Line(i as usize),
        Bytes::Exit(i) => Purpose::Exit(i as usize),
        Bytes::Count => Purpose::Count,
        Bytes::Frame => Purpose::Frame,
    }
}
