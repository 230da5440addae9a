//! Optimising and compiling, at once or in a thread of its own.
//!
//! The thread sees traces, descriptions and addresses; it never looks into the heap.

use super::stress;
use crate::opt::{RULES, Rounds, Tree, Wanted, optimize};
use crate::record::{Abort, note_traceback};
use std::mem::offset_of;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;
use trackway_codegen::{CompileRequest, Compiled, Compiler, CtxLayout, RuntimeCalls};
use trackway_exec::{Bell, machine_of};
use trackway_gc::{Ctx, Value, cpu_ns};
use trackway_ir::Trace;

/// After a bridge was compiled and no other followed; then after twice the time, so many times.
const FIRST_RING: Duration = Duration::from_millis(10);
const MAX_RINGS: u32 = 9;

/// A recorded trace on its way.
pub(crate) struct Job {
    pub(crate) id: usize,
    pub(crate) tree: Arc<Tree>,
    pub(crate) name: String,
    /// Of the machine, if the trace relies on it.
    pub(crate) epoch: Option<u64>,
    pub(crate) lasting: Arc<[u64]>,
    pub(crate) want_text: bool,
    pub(crate) observe: bool,
    /// It may become a branch: the code counts how often it is entered.
    pub(crate) bridge: bool,
    /// It is called: nobody asks how often.
    pub(crate) is_entry: bool,
    pub(crate) check_loads: bool,
    /// A loop that is left after every round is better than none: others were tried.
    pub(crate) one_round: bool,
    /// Make each guard fail at its n-th execution.
    pub(crate) stress: bool,
}

/// What came of a job.
pub(crate) struct Finished {
    pub(crate) id: usize,
    pub(crate) result: Result<(Trace, Compiled), (Abort, String)>,
    pub(crate) optimize_ns: u64,
    pub(crate) compile_ns: u64,
    /// How often each rule fired, in the order of the rules.
    pub(crate) fired: Vec<(&'static str, u32)>,
}

/// The compile queue. The thread ends when it is dropped.
pub(crate) struct Queue {
    worker: Option<(Sender<Job>, Receiver<Finished>)>,
    /// Whether the thread has sent something since the last look. Hot code asks often.
    sent: Arc<AtomicBool>,
    own: Option<Worker>,
    done: Vec<Finished>,
    pub(crate) stubs: Stubs,
}

/// The compiler, and the number of the next exit: how many a trace has is known when it is compiled.
struct Worker {
    compiler: Compiler,
    next_exit: u32,
}

/// Addresses of the stubs, which live as long as their compiler.
#[derive(Clone, Copy)]
pub(crate) struct Stubs {
    pub(crate) enter: usize,
    pub(crate) leave: usize,
    pub(crate) leave_at_entry: usize,
}

impl Queue {
    /// A queue that compiles in a thread, or at once. `counted`: the code counts steps.
    pub(crate) fn new(sync: bool, counted: bool, bell: Bell) -> Result<Queue, String> {
        let compiler = Compiler::new(layout(counted), calls()).map_err(|e| e.to_string())?;
        let stubs = Stubs {
            enter: compiler.enter_trampoline(),
            leave: compiler.leave_stub(),
            leave_at_entry: compiler.leave_at_entry_stub(),
        };
        let mut own = Worker { compiler, next_exit: 1 };
        let sent = Arc::new(AtomicBool::new(false));
        if sync {
            return Ok(Queue { worker: None, sent, own: Some(own), done: Vec::new(), stubs });
        }
        let tell = sent.clone();
        let (jobs, inbox) = channel::<Job>();
        let (outbox, results) = channel();
        let spawned = std::thread::Builder::new().name("tw-jit".into()).spawn(move || {
            trackway_exec::signal::leave_to_others();
            let mut rings = Rings::default();
            while let Some(job) = rings.wait(&inbox, &bell) {
                let (bridge, tree) = (job.bridge, !job.tree.grafts.is_empty());
                if outbox.send(process(&mut own, job)).is_err() {
                    break;
                }
                tell.store(true, Ordering::Release);
                if tree {
                    bell.ring();
                } else if bridge {
                    rings = Rings::soon();
                }
            }
            // The queue is gone, with the machine: nobody runs code, so the stubs may go too.
        });
        spawned.map_err(|e| e.to_string())?;
        Ok(Queue { worker: Some((jobs, results)), sent, own: None, done: Vec::new(), stubs })
    }

    pub(crate) fn submit(&mut self, job: Job) {
        match (&self.worker, &mut self.own) {
            (Some((jobs, _)), _) => _ = jobs.send(job),
            (None, Some(worker)) => self.done.push(process(worker, job)),
            (None, None) => {}
        }
    }

    /// A finished job, if there is one.
    pub(crate) fn poll(&mut self) -> Option<Finished> {
        match &self.worker {
            Some((_, results)) => {
                // Taken back before the look, so that what is sent from now on is told again; what was told of is seen.
                if !self.sent.load(Ordering::Relaxed) || !self.sent.swap(false, Ordering::Acquire) {
                    return None;
                }
                let job = results.try_recv().ok();
                self.sent.fetch_or(job.is_some(), Ordering::Relaxed);
                job
            }
            None => self.done.pop(),
        }
    }
}

/// When the machine shall look whether bridges are hot: it may be in a loop that never leaves.
#[derive(Default)]
struct Rings {
    after: Duration,
    left: u32,
}

impl Rings {
    fn soon() -> Rings {
        Rings { after: FIRST_RING, left: MAX_RINGS }
    }

    /// The next job; rings meanwhile, at intervals that double. `None`: there will be no more.
    fn wait(&mut self, inbox: &Receiver<Job>, bell: &Bell) -> Option<Job> {
        while self.left > 0 {
            match inbox.recv_timeout(self.after) {
                Ok(job) => return Some(job),
                Err(RecvTimeoutError::Disconnected) => return None,
                Err(RecvTimeoutError::Timeout) => {
                    bell.ring();
                    (self.after, self.left) = (self.after * 2, self.left - 1);
                }
            }
        }
        inbox.recv().ok()
    }
}

/// A bug in the optimiser or code generator costs the trace, not the program.
fn process(worker: &mut Worker, job: Job) -> Finished {
    let id = job.id;
    catch_unwind(AssertUnwindSafe(|| compile(worker, job))).unwrap_or_else(|_| Finished {
        id,
        result: Err((Abort::Bug, String::new())),
        optimize_ns: 0,
        compile_ns: 0,
        fired: vec![],
    })
}

fn compile(worker: &mut Worker, job: Job) -> Finished {
    let start = cpu_ns();
    let optimized = optimize(
        &job.tree,
        Wanted { check_loads: job.check_loads, one_round: job.one_round, rounds: Rounds::Fitting },
    );
    let optimize_ns = cpu_ns() - start;
    let fail = |why, text| Finished {
        id: job.id,
        result: Err((why, text)),
        optimize_ns,
        compile_ns: 0,
        fired: vec![],
    };
    let (mut trace, fired) = match optimized {
        Ok(done) => done,
        Err(_) => return fail(Abort::Impossible, String::new()),
    };
    if trace.branches.is_empty() && !job.tree.grafts.is_empty() {
        return fail(Abort::NoBranch, String::new());
    }
    let fired = RULES.iter().map(|r| r.name).zip(fired).collect();
    if job.stress {
        trace = stress::add_failures(&trace, (worker.next_exit as u64) << 32);
    }
    let start = cpu_ns();
    let request = CompileRequest {
        name: job.name,
        epoch: job.epoch,
        lasting: job.lasting,
        first_exit: worker.next_exit,
        want_text: job.want_text,
        count_entries: !job.is_entry,
        observe: job.observe,
    };
    match worker.compiler.compile(&trace, &request) {
        Ok(compiled) => {
            worker.next_exit += compiled.exits().len() as u32;
            let compile_ns = cpu_ns() - start;
            Finished { id: job.id, result: Ok((trace, compiled)), optimize_ns, compile_ns, fired }
        }
        Err(e) => fail(Abort::Codegen, e.to_string()),
    }
}

fn layout(counted: bool) -> CtxLayout {
    const { assert!(CtxLayout::COUNTING == trackway_gc::INTERRUPT_LIMIT) };
    CtxLayout {
        steps: counted.then_some(offset_of!(Ctx, steps) as i32),
        interrupt: offset_of!(Ctx, interrupt) as i32,
        pending: offset_of!(Ctx, pending) as i32,
        nursery_top: offset_of!(Ctx, nursery_top) as i32,
        nursery_end: offset_of!(Ctx, nursery_end) as i32,
        exit_id: offset_of!(Ctx, exit_id) as i32,
        epoch: offset_of!(Ctx, epoch) as i32,
        depth: offset_of!(Ctx, depth) as i32,
        depth_limit: offset_of!(Ctx, depth_limit) as i32,
        native_limit: offset_of!(Ctx, native_limit) as i32,
        result: offset_of!(Ctx, result) as i32,
        exit_buf: offset_of!(Ctx, exit_buf) as i32,
    }
}

fn calls() -> RuntimeCalls {
    RuntimeCalls {
        box_float: box_float as *const () as usize,
        alloc_slow: alloc_slow as *const () as usize,
        barrier: barrier as *const () as usize,
        leave: leave as *const () as usize,
        leave_at_entry: leave_at_entry as *const () as usize,
        unwound: unwound as *const () as usize,
        note_traceback: note_traceback as *const () as usize,
    }
}

extern "C" fn box_float(ctx: usize, f: f64) -> u64 {
    machine_of(ctx).heap.float(f).bits()
}

extern "C" fn alloc_slow(ctx: usize, bytes: u64) -> u64 {
    machine_of(ctx).heap.alloc_slow(bytes as usize) as u64
}

extern "C" fn leave(ctx: usize, base: usize) {
    let machine = machine_of(ctx);
    machine.jit().expect("compiled code has a JIT").leave(machine, base);
}

extern "C" fn leave_at_entry(ctx: usize, base: usize) {
    let machine = machine_of(ctx);
    machine.jit().expect("compiled code has a JIT").leave_at_entry(machine, base);
}

extern "C" fn unwound(ctx: usize, base: usize) {
    let machine = machine_of(ctx);
    machine.jit().expect("compiled code has a JIT").unwound(machine, base);
}

extern "C" fn barrier(ctx: usize, object: u64, item: i64) {
    let (heap, object) = (&machine_of(ctx).heap, Value::from_bits(object).header());
    match usize::try_from(item) {
        Ok(item) => heap.barrier_item(object, item),
        Err(_) => heap.barrier(object),
    }
}
