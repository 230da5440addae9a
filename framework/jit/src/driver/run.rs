//! Hot headers and hot exits: what to do about them.

use super::compile::{Finished, Queue};
use super::exits::plans;
use super::headers::{Plan, may_record, plan};
use super::install::TracingJit;
use super::state::{Exit, ExitState, HeaderState, Installed, Origin, Pending, State, TraceKey};
use crate::opt::Tree;
use crate::record::{Abort, Entries, Limits, Recorded, Start, place, record};
use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Instant;
use trackway_codegen::{Compiled, status};
use trackway_exec::{CodeRef, ENTRY_SITE, Flow, Language, Machine, Raise, Special, entry_site, resumed_at};
use trackway_gc::{CollectKind, Gc, Header, Value, cpu_ns};
use trackway_ir::{End, Trace, Ty};

/// Rounds of a loop without code that a recording unrolls.
const UNROLL: u32 = 6;
/// Recordings of one header or exit that may fail before it is left alone.
pub(super) const MAX_FAILURES: u32 = 4;
/// Recordings of a loop that must not leave it.
const PLAIN_ATTEMPTS: u32 = 2;
/// Bridges that begin at one place, each at an exit of the one before. From the first number on each one
/// has to be worth more than the one before.
const FEW_KINDS: u32 = 8;
/// So many before it is asked whether they are any good.
const TRIED_KINDS: u32 = 3;
const MAX_KINDS: u32 = 24;
/// What an exit calls for.
enum AfterExit {
    Interpret,
    /// The trace went on at a header that has no code any more: the header's number.
    Arrived(usize),
    Bridge,
    Raise,
}

impl<L: Language> TracingJit<L> {
    pub(crate) fn hot_header(&self, machine: &Machine, site: u32) -> Result<bool, Raise> {
        let code = machine.current_code().expect("a running frame");
        let counter = code.hot_counter(site);
        let pc = if resumed_at(site).is_some() { site } else { machine.pc() };
        let plan = {
            let mut s = self.state.borrow_mut();
            if !s.ready(machine) {
                counter.set(u64::MAX);
                return Ok(false);
            }
            s.free_invalid();
            install_finished(&mut s, machine);
            let number = code.hot_number(site);
            if number.get() == 0 {
                number.set(s.header(code, pc) as u64 + 1);
            }
            plan(&mut s, number.get() as usize - 1, machine.epoch())
        };
        match plan {
            Plan::Wait(rounds) => {
                counter.set(rounds);
                Ok(false)
            }
            Plan::Enter(key) => {
                counter.set(1);
                self.enter(machine, key, resumed_at(site).is_some())
            }
            Plan::Record => {
                counter.set(1);
                self.record_header(machine, code, pc)
            }
        }
    }

    fn record_header(&self, machine: &Machine, code: CodeRef, pc: u32) -> Result<bool, Raise> {
        let header = self.state.borrow_mut().header(code, pc);
        self.record_from(machine, code, pc, header)
    }

    /// Records what `header` is to have: one of those at `pc` of `code`.
    pub(super) fn record_from(
        &self,
        machine: &Machine,
        code: CodeRef,
        pc: u32,
        header: usize,
    ) -> Result<bool, Raise> {
        let through_outer = self.state.borrow().headers[header].failures >= PLAIN_ATTEMPTS;
        let start = if resumed_at(pc).is_some() { Start::Entry } else { Start::Loop };
        let recorded = self.record(machine, start, through_outer, Origin::Header(header), None);
        let end = recorded.end;
        if self.state.borrow_mut().is_first_of_two(machine, header, &recorded) {
            return end;
        }
        let at = resumed_at(pc).unwrap_or(pc);
        self.submit(machine, recorded, Origin::Header(header), code, (code, at));
        end
    }

    /// `home`: the header that a bridge comes back to.
    fn record(
        &self,
        machine: &Machine,
        start: Start,
        through_outer: bool,
        origin: Origin,
        home: Option<usize>,
    ) -> Recorded {
        let begun = cpu_ns();
        self.state.borrow_mut().mark_recording(origin);
        let limits = Limits { trace: self.state.borrow().options.trace_limit, unroll: UNROLL, through_outer };
        let linked = |code: CodeRef, pc: u32| {
            let s = self.state.borrow();
            s.home_cell(home, code, pc).or_else(|| s.linked(code, pc))
        };
        let recorded = record::<L>(machine, start, limits, &linked, self.entries());
        let mut s = self.state.borrow_mut();
        s.stats.record_ns += cpu_ns() - begun;
        s.recorded += 1;
        recorded
    }

    fn entries(&self) -> Entries {
        let (for_cell, for_code) = (self.state.clone(), self.state.clone());
        Entries {
            cell: Rc::new(move |code, pc| for_cell.borrow_mut().entry_cell(code, pc)),
            has_code: Rc::new(move |code| for_code.borrow().has_entry(code)),
            // Where everything is compiled at once, all code is new.
            new_code: self.state.borrow().options.bridge_threshold == 1,
        }
    }

    /// Sends a recorded trace off to be compiled, its constants made immovable.
    fn submit(
        &self,
        machine: &Machine,
        recorded: Recorded,
        origin: Origin,
        root: CodeRef,
        at: (CodeRef, u32),
    ) {
        let mut part = match recorded.trace {
            Ok(part) => part,
            Err(why) => {
                let text = place(machine, recorded.place);
                return self.state.borrow_mut().failed(origin, why, &text, Some(recorded.place));
            }
        };
        let returned = matches!(recorded.end, Ok(true));
        tenure(&self.state, machine, &mut part.trace, returned);
        let mut s = self.state.borrow_mut();
        if !s.knows(origin) {
            return;
        }
        if let Origin::Header(h) = origin {
            s.headers[h].state = HeaderState::Compiling;
        }
        let kind = match origin {
            Origin::Header(h) if s.headers[h].pc == ENTRY_SITE => "entry",
            Origin::Header(h) if resumed_at(s.headers[h].pc).is_some() => "resumption",
            Origin::Header(_) => "loop",
            Origin::Exit(_) => "bridge",
        };
        let (code, pc) = at;
        let name = format!("{kind} {} {}:{}", code.unit.name, code.unit.file, code.span_at(pc).line);
        s.dump("ir", &name, || part.trace.to_string());
        let (ops, recorded_text) =
            (part.trace.ins.len(), s.journal.is_some().then(|| s.listing(&part.trace)));
        let pending = Pending {
            origin,
            root_code: root,
            uses_epoch: recorded.uses_epoch,
            epoch: machine.epoch(),
            name,
            delay: s.options.delay_install,
            consts: Vec::new(),
            ops,
            tree: Arc::new(Tree::alone(part.compact())),
            replaces: None,
            recorded: recorded_text,
        };
        s.send(machine, pending);
        install_finished(&mut s, machine);
    }

    /// Runs compiled code from the machine's frame until it leaves. `native`: a function from its
    /// entry, so that the code may return the frame's result.
    pub(super) fn enter(&self, machine: &Machine, key: TraceKey, native: bool) -> Result<bool, Raise> {
        let (entry, enter, start) = {
            let mut s = self.state.borrow_mut();
            s.stats.entries += 1;
            s.native_depth += 1;
            let stubs = s.queue.as_ref().expect("a queue that compiled").stubs;
            let start = s.options.timing.then(Instant::now);
            let trace = &mut s.traces[key];
            trace.entries += 1;
            (trace.compiled.entry, stubs.enter, start)
        };
        let (base, depth) = (machine.base_address(), machine.depth());
        if native {
            machine.set_native(base, true);
        }
        machine.open_native();
        let status = trackway_codegen::run(enter, machine.context_address(), base, entry);
        self.state.borrow_mut().native_depth -= 1;
        if let Some(start) = start {
            self.state.borrow_mut().stats.compiled_ns += start.elapsed().as_nanos() as u64;
        }
        if native {
            machine.set_native(base, false);
        }
        if status == status::RETURNED {
            // As a native caller does: the code may have entered frames on its way to the result.
            machine.heap.ctx.depth.set(depth);
            let v = Value::from_bits(machine.heap.ctx.result.get());
            return Ok(machine.leave_frame(v) == Ok(Flow::of(Special::Done)));
        }
        if status == status::RAISED {
            machine.heap.ctx.depth.set(depth);
            return Err(machine.raised_below(machine.heap.ctx.result.get() as u32));
        }
        self.go_on(machine, base)
    }

    /// Every frame from the one at `outermost` on has been written: what now?
    fn go_on(&self, machine: &Machine, outermost: usize) -> Result<bool, Raise> {
        let (left, at_entry) = {
            let mut s = self.state.borrow_mut();
            (s.left.take(), s.at_entry.take())
        };
        if let Some((base, pc)) = at_entry {
            machine.begin_frame(base, pc);
            machine.clear_beyond_callees(outermost);
            return self.hot_header(machine, entry_site(pc));
        }
        machine.clear_beyond_callees(outermost);
        let (id, root) = left.expect("compiled code left through an exit");
        let (after, root_code) = {
            let mut s = self.state.borrow_mut();
            install_finished(&mut s, machine);
            if s.exits[&id].plan.poll && !s.options.sync {
                s.grow_trees(machine);
            }
            let bridge_threshold = s.options.bridge_threshold;
            let may_record = s.recorded < s.options.max_traces && may_record();
            let exit = s.exits.get(&id).expect("an exit of an installed trace");
            let root_code = s.traces[exit.trace].root_code;
            let raised = exit.plan.raised;
            let hot = exit.state == ExitState::Cold && exit.count >= bridge_threshold && may_record;
            let pointless = exit.plan.frames_written || raised && exit.plan.end;
            let after = if hot && !pointless && s.worth_a_bridge(id, bridge_threshold) {
                AfterExit::Bridge
            } else if raised {
                AfterExit::Raise
            } else {
                s.arrival(id).map_or(AfterExit::Interpret, AfterExit::Arrived)
            };
            (after, root_code)
        };
        match after {
            AfterExit::Interpret => Ok(false),
            AfterExit::Arrived(header) => self.arrived(machine, header),
            AfterExit::Raise => Err(Raise),
            AfterExit::Bridge => self.record_bridge(machine, id, root, root_code),
        }
    }

    /// Rebuilds the frames of the activation that left through the exit in the context.
    pub(crate) fn left(&self, machine: &Machine, root: usize) {
        let mut s = self.state.borrow_mut();
        s.stats.exits += 1;
        let id = machine.heap.ctx.exit_id.get() as u32;
        let exit = s.exits.get_mut(&id).expect("an exit of an installed trace");
        exit.plan.restore(machine, root);
        // A poll that saw an interrupt says nothing about the program's paths.
        exit.count += !exit.plan.poll as u64;
        let (count, first, trace) = (exit.count, exit.first_taken.is_none(), exit.trace);
        if first {
            let entered = s.loop_entered(trace);
            s.exit(id).first_taken = Some((count, entered));
        }
        s.left = Some((id, root));
    }

    /// Writes the frames of an activation whose callee left to the interpreter.
    pub(crate) fn caller_unwound(&self, machine: &Machine, root: usize) {
        let mut s = self.state.borrow_mut();
        s.stats.unwound += 1;
        let id = machine.heap.ctx.exit_id.get() as u32;
        // The call's exit says where in the callee it leads, and the nearest caller comes first.
        let pc = s.exits[&id].plan.pc;
        if let Some(base) = s.entered.take() {
            s.at_entry = Some((base, pc));
        }
        s.exits[&id].plan.write_frames(machine, root);
    }

    fn record_bridge(
        &self,
        machine: &Machine,
        id: u32,
        root: usize,
        root_code: CodeRef,
    ) -> Result<bool, Raise> {
        let (code, pc) = (machine.current_code().expect("a running frame"), machine.pc());
        let (start, version, home) = {
            let mut s = self.state.borrow_mut();
            s.note_branch(code, pc);
            let version = s.version_for(id);
            let exit = &s.exits[&id];
            let start = exit.plan.bridge_start(root, root_code, s.loop_header(s.root(exit.trace)));
            (start, version, version.or(s.home(id)))
        };
        let recorded = self.record(machine, Start::Bridge(&start), true, Origin::Exit(id), home);
        let end = recorded.end;
        let cell = version.map(|v| self.state.borrow().cell(v));
        let ends_at = recorded.trace.as_ref().ok().and_then(|part| match part.trace.end {
            End::Header { cell, .. } => Some(cell),
            End::Loop { .. } | End::Exit { .. } => None,
        });
        self.submit(machine, recorded, Origin::Exit(id), root_code, (code, pc));
        let Some(version) = version else { return end };
        if ends_at != cell {
            self.state.borrow_mut().give_up_version(version);
            return end;
        }
        let (code, pc) = (machine.current_code().expect("a running frame"), machine.pc());
        self.record_from(machine, code, pc, version)
    }
}

/// Makes the heap constants of a new trace old, so that code may hold their addresses. `returned`:
/// the outermost frame's result is in the exit buffer, and may move.
fn tenure(state: &std::cell::RefCell<State>, machine: &Machine, trace: &mut Trace, returned: bool) {
    let young =
        trace.consts.iter().any(|c| heap_const(c.ty) && machine.heap.is_young(Value::from_bits(c.bits)));
    if young {
        make_old(state, machine, trace, returned);
    }
    let mut objects: Vec<u64> = trace.consts.iter().filter(|c| heap_const(c.ty)).map(|c| c.bits).collect();
    objects.sort_unstable();
    objects.dedup();
    let objects = objects.into_iter().map(Value::from_bits).filter(|v| v.is_pointer());
    trace.headers = objects.map(|v| (v.bits(), header_of(v))).collect();
}

/// Whether a constant of this type is a guest word.
pub(super) fn heap_const(ty: Ty) -> bool {
    matches!(ty, Ty::Value | Ty::Ref)
}

/// An object's type and shape, as traces have them.
fn header_of(v: Value) -> u64 {
    let o: Gc<Header> = Gc::assume(v);
    (o.shape() as u64) << 32 | o.type_id() as u64
}

fn make_old(state: &std::cell::RefCell<State>, machine: &Machine, trace: &mut Trace, returned: bool) {
    state.borrow_mut().fresh = trace
        .consts
        .iter()
        .filter(|c| heap_const(c.ty))
        .map(|c| Cell::new(Value::from_bits(c.bits)))
        .collect();
    let result = &machine.heap.ctx.exit_buf[0];
    if returned {
        state.borrow_mut().fresh.push(Cell::new(Value::from_bits(result.get())));
    }
    machine.collect(CollectKind::Minor);
    let mut fresh = std::mem::take(&mut state.borrow_mut().fresh);
    if returned && let Some(moved) = fresh.pop() {
        result.set(moved.get().bits());
    }
    for (c, moved) in trace.consts.iter_mut().filter(|c| heap_const(c.ty)).zip(&fresh) {
        c.bits = moved.get().bits();
    }
}

/// Of a function or of a frame that is resumed, not of a loop.
pub(super) fn is_entry(pc: u32) -> bool {
    pc == ENTRY_SITE || resumed_at(pc).is_some()
}

/// Installs what the compile thread has finished.
fn install_finished(s: &mut State, machine: &Machine) {
    while !s.pending.is_empty() {
        while let Some(done) = s.queue.as_mut().and_then(Queue::poll) {
            s.held.push(done);
        }
        let mut i = 0;
        while i < s.held.len() {
            let id = s.held[i].id;
            let pending = s.pending.get_mut(&id).expect("a job that was submitted");
            if pending.delay > 0 {
                pending.delay -= 1;
                i += 1;
                continue;
            }
            let done = s.held.swap_remove(i);
            let pending = s.pending.remove(&id).expect("just found");
            install(s, machine, done, pending);
        }
        // What is compiled at once is there already.
        if !s.options.sync || !s.grow_trees(machine) {
            return;
        }
    }
}

fn install(s: &mut State, machine: &Machine, done: Finished, pending: Pending) {
    if !s.knows(pending.origin) {
        return;
    }
    s.stats.optimize_ns += done.optimize_ns;
    s.stats.compile_ns += done.compile_ns;
    for (name, n) in done.fired.into_iter().filter(|(_, n)| *n > 0) {
        *s.stats.rules.entry(name).or_insert(0) += n as u64;
    }
    if pending.replaces.as_ref().is_some_and(|old| !s.is_root(old.root)) {
        return;
    }
    let (trace, compiled) = match done.result {
        Ok(ok) => ok,
        Err((why, text)) if pending.replaces.is_some() => {
            return s.log(|| format!("abort {} of {} with bridges {text}", why.name(), pending.name));
        }
        Err((why, text)) => {
            return s.failed(pending.origin, why, &format!("{} {text}", pending.name), None);
        }
    };
    if pending.uses_epoch && pending.epoch != machine.epoch() || s.leads_nowhere(&trace) {
        return if pending.replaces.is_none() {
            s.mark_cold(pending.origin)
        };
    }
    s.make_room(compiled.code_bytes);
    if !s.leads_to(&pending) {
        return;
    }
    let ns = done.optimize_ns + done.compile_ns;
    s.tell_of(&pending, &trace, &compiled, ns);
    let entry = compiled.entry;
    let all_plans = plans(&trace, &compiled);
    let cells: Vec<_> = compiled.exits().iter().map(|e| (e.id, e.cell.clone())).collect();
    let replaced = pending.replaces.as_ref().map(|old| &s.traces[old.root]);
    let observed = s.journal.is_some().then(|| trace.clone());
    let installed = Installed {
        compiled,
        consts: trace.consts.iter().copied().collect(),
        cells: trace.cells().collect(),
        ops: trace.ins.len(),
        tree: Some(pending.tree),
        grown: replaced.map_or(0, |root| root.grown + 1),
        root_code: pending.root_code,
        valid: true,
        uses_epoch: pending.uses_epoch,
        origin: pending.origin,
        name: pending.name,
        entries: replaced.map_or(0, |root| root.entries),
    };
    let key = s.traces.insert(installed);
    let entered_before = s.traces[s.root(key)].entries;
    for ((id, cell), plan) in cells.into_iter().zip(all_plans) {
        let exit = Exit::new(key, plan, cell, entered_before);
        assert!(s.exits.insert(id, exit).is_none(), "two exits have the number {id}");
    }
    s.keep(key);
    if let (Some(trace), Some(recorded)) = (observed, pending.recorded) {
        s.note_installed(key, &trace, recorded, (done.optimize_ns, done.compile_ns));
    }
    match pending.origin {
        Origin::Header(h) => {
            match &pending.replaces {
                Some(old) => s.replace(old, key),
                None if s.headers[h].version_of.is_some() => s.stats.versions += 1,
                None => s.stats.traces += 1,
            }
            s.headers[h].state = HeaderState::Compiled(key);
            s.headers[h].cell.store(entry, Ordering::Relaxed);
        }
        Origin::Exit(e) => {
            s.stats.bridges += 1;
            let exit = s.exits.get_mut(&e).expect("the exit of the bridge");
            exit.state = ExitState::Bridged;
            exit.cell.target.store(entry, Ordering::Release);
            s.growing.add(s.root(key), key);
        }
    }
}

impl State {
    /// Whether the code generator is there; the first call starts it.
    fn ready(&mut self, machine: &Machine) -> bool {
        if self.queue.is_none() {
            match Queue::new(self.options.sync, self.options.count_steps, machine.bell()) {
                Ok(q) => self.queue = Some(q),
                Err(why) => {
                    self.log(|| format!("no JIT: {why}"));
                    return false;
                }
            }
        }
        true
    }

    /// Texts and counters of a trace that is about to be installed.
    fn tell_of(&mut self, pending: &Pending, trace: &Trace, compiled: &Compiled, ns: u64) {
        let name = pending.title();
        self.dump("opt", &name, || trace.to_string());
        self.dump("asm", &name, || compiled.asm.clone().unwrap_or_default());
        let (before, after, bytes) = (pending.ops, trace.ins.len(), compiled.code_bytes);
        self.log(|| {
            let (exits, ms) = (compiled.exits().len(), ns as f64 / 1e6);
            format!("{name} (ops {before} -> {after}, exits {exits}, bytes {bytes}, {ms:.2} ms)")
        });
        self.stats.code_bytes += bytes as u64;
        self.stats.recorded_ops += before as u64;
        self.stats.optimized_ops += after as u64;
    }

    /// Whether what a new trace starts from, or replaces, is still used.
    fn leads_to(&self, pending: &Pending) -> bool {
        match (&pending.replaces, pending.origin) {
            (Some(old), _) => self.is_root(old.root),
            (None, Origin::Exit(e)) => self.exits.get(&e).is_some_and(|exit| self.traces[exit.trace].valid),
            (None, Origin::Header(_)) => true,
        }
    }

    /// A bridge begins at `pc` of `code`.
    fn note_branch(&mut self, code: CodeRef, pc: u32) {
        code.branches.set(code.branches.get() + 1);
        code.branching.set(code.branching.get() + self.branches.insert((code.id(), pc)) as u32);
    }

    fn mark_recording(&mut self, origin: Origin) {
        match origin {
            Origin::Header(h) => self.headers[h].state = HeaderState::Recording,
            Origin::Exit(e) => self.exit(e).state = ExitState::Compiling,
        }
    }

    fn mark_cold(&mut self, origin: Origin) {
        match origin {
            Origin::Header(h) if self.give_up_version(h) => {}
            Origin::Header(h) => self.headers[h].state = HeaderState::Cold,
            Origin::Exit(e) => {
                let exit = self.exit(e);
                (exit.state, exit.count) = (ExitState::Cold, 0);
            }
        }
    }

    /// Whether an exit that was taken `threshold` times shall have a bridge. It is left to the interpreter
    /// if it ends a long chain of bridges that all began at its place.
    fn worth_a_bridge(&mut self, id: u32, threshold: u64) -> bool {
        let place = |e: &Exit| (e.plan.code, e.plan.pc);
        let count = self.exits[&id].count;
        let (mut exit, mut kinds) = (&self.exits[&id], 1);
        // How often one of the bridges served for what it was made for, at most; what did not passed on to the next.
        let (mut served, mut passed) = (0, count);
        while let Origin::Exit(parent) = self.traces[exit.trace].origin
            && let Some(p) = self.exits.get(&parent)
            && place(p) == place(exit)
        {
            let entered = self.runs(&self.traces[exit.trace]) as u64;
            served = served.max(entered.saturating_sub(passed));
            (exit, kinds, passed) = (p, kinds + 1, entered + p.count);
        }
        let name = self.traces[exit.trace].name.clone();
        let (root, comes_out) = self.comes_out_always(id);
        if kinds > TRIED_KINDS && comes_out && served < threshold / 4 {
            self.give_up_tree(root);
        } else if kinds <= MAX_KINDS {
            return count >= threshold << (kinds.saturating_sub(FEW_KINDS) / 2);
        }
        self.exit(id).state = ExitState::Blacklisted;
        self.stats.blacklisted += 1;
        *self.stats.aborts.entry(Abort::Megamorphic).or_insert(0) += 1;
        self.note_abort(Origin::Exit(id), Abort::Megamorphic, None);
        self.log(|| format!("blacklist after {} below {name}", Abort::Megamorphic.name()));
        false
    }

    /// The root of the exit's tree, and whether it is a function's entry that the interpreter went through as often
    /// as it came back by this exit: then each bridge below was for what does not come again.
    fn comes_out_always(&self, id: u32) -> (TraceKey, bool) {
        let exit = &self.exits[&id];
        let root = self.root(exit.trace);
        let entered = self.traces[root].entries - exit.entered_before;
        // How often a loop goes round, nobody counts.
        let once = matches!(self.traces[root].origin, Origin::Header(h) if is_entry(self.headers[h].pc));
        (root, once && exit.count * 16 >= entered * 15 && entered * 16 >= exit.count * 15)
    }

    fn exit(&mut self, id: u32) -> &mut Exit {
        self.exits.get_mut(&id).expect("an exit of an installed trace")
    }

    /// A recording or compilation failed; too often, and its origin is left alone.
    fn failed(&mut self, origin: Origin, why: Abort, place: &str, at: Option<(CodeRef, u32)>) {
        *self.stats.aborts.entry(why).or_insert(0) += 1;
        self.note_abort(origin, why, at);
        self.log(|| format!("abort {} at {place}", why.name()));
        if !self.knows(origin) {
            return;
        }
        let failures = match origin {
            Origin::Header(h) if self.version_failed(h) => return,
            Origin::Header(h) => {
                self.headers[h].failures += 1;
                self.headers[h].failures
            }
            Origin::Exit(e) => {
                self.exit(e).failures += 1;
                self.exit(e).failures
            }
        };
        self.mark_cold(origin);
        if failures >= MAX_FAILURES {
            self.stats.blacklisted += 1;
            self.log(|| format!("blacklist after {} at {place}", why.name()));
            match origin {
                Origin::Header(h) => self.leave_alone(h),
                Origin::Exit(e) => self.exit(e).state = ExitState::Blacklisted,
            }
        }
    }

    pub(super) fn log(&self, line: impl FnOnce() -> String) {
        if self.options.log {
            eprintln!("[tw] {}", line());
        }
    }

    fn dump(&self, stage: &str, name: &str, text: impl FnOnce() -> String) {
        if self.options.dump.iter().any(|d| d == stage) {
            eprintln!("--- {stage} of {name}\n{}", text());
        }
    }
}
