//! Versions of a loop: further traces of one header, for what the first is not made for.
//!
//! ```text
//! the header's cell --> preamble: a guard fails at each entry --> bridge --> the version's cell
//!                       label, body                                          preamble, label, body
//! ```
//! A loop's code holds for the kinds, classes and functions that its recording met. Entered with others, it leaves
//! before its label; the bridge from there would come back to the header and so to the same guard, in every round,
//! with its values in memory. It goes on at a version instead, which is recorded right behind it: what PyPy's
//! retracing is for (Ardö, Bolz and Fijałkowski, "Loop-Aware Optimizations in PyPy's Tracing JIT", 2012). Only
//! bridges lead to a version. Any of them may be entered in any state: all begin with the same words in memory.

use super::run::is_entry;
use super::state::{HeaderState, Origin, Pending, State, TraceKey};
use std::sync::atomic::Ordering;
use trackway_exec::CodeRef;

/// Versions of a loop besides the first.
const MAX_VERSIONS: usize = 8;
/// Attempts at a version from one exit.
const MAX_ATTEMPTS: u32 = 2;

/// What a header is a version of.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Version {
    /// The number of the loop's first header.
    pub(crate) header: usize,
    /// The exit that it was made for.
    exit: u32,
}

impl State {
    /// The header's cell, by which traces name it.
    pub(crate) fn cell(&self, header: usize) -> u64 {
        std::ptr::from_ref(&*self.headers[header].cell) as u64
    }

    /// The header at which the tree of an exit begins.
    pub(super) fn home(&self, exit: u32) -> Option<usize> {
        match self.traces[self.root(self.exits[&exit].trace)].origin {
            Origin::Header(h) => Some(h),
            Origin::Exit(_) => None,
        }
    }

    /// The cell of `home` if that is the header at `pc` of `code` and has code, or will have.
    pub(super) fn home_cell(&self, home: Option<usize>, code: CodeRef, pc: u32) -> Option<u64> {
        let home = home?;
        let header = &self.headers[home];
        let has_code = !matches!(header.state, HeaderState::Cold | HeaderState::Blacklisted);
        (has_code && (header.code, header.pc) == (code, pc)).then(|| self.cell(home))
    }

    /// A version for a hot exit that is taken whenever its loop is entered.
    pub(super) fn version_for(&mut self, exit: u32) -> Option<usize> {
        let home = self.home(exit).filter(|h| !is_entry(self.headers[*h].pc))?;
        let may = self.exits[&exit].failures < MAX_ATTEMPTS && self.recorded + 1 < self.options.max_traces;
        if !may || !self.is_before_label(exit) || !self.is_always_taken(exit) {
            return None;
        }
        let header = self.headers[home].version_of.map_or(home, |v| v.header);
        let version = self.unused_version(header)?;
        let v = &mut self.headers[version];
        (v.state, v.failures) = (HeaderState::Recording, 0);
        v.version_of = Some(Version { header, exit });
        Some(version)
    }

    /// Whether a path to the exit does not come by the label.
    fn is_before_label(&self, exit: u32) -> bool {
        let mut next = self.exits.get(&exit);
        while let Some(exit) = next {
            if exit.plan.of.is_none_or(|of| of.in_body) {
                return false;
            }
            match self.traces[exit.trace].origin {
                Origin::Exit(parent) => next = self.exits.get(&parent),
                Origin::Header(_) => return true,
            }
        }
        false
    }

    /// Whether the loop left by this exit as often as it was entered, since the exit was first taken.
    fn is_always_taken(&self, exit: u32) -> bool {
        let exit = &self.exits[&exit];
        let Some((count, entered)) = exit.first_taken.filter(|_| !self.options.sync) else { return true };
        let entered = self.loop_entered(exit.trace) - entered;
        (exit.count - count) * 16 >= entered * 15
    }

    /// How often the loop that an exit's tree begins with was entered.
    pub(super) fn loop_entered(&self, trace: TraceKey) -> u64 {
        self.traces[self.root(trace)].compiled.counts.entered.load(Ordering::Relaxed) as u64
    }

    /// A version that nothing leads to, or a new one while there are few.
    fn unused_version(&mut self, header: usize) -> Option<usize> {
        let versions = self.headers[header].versions.clone();
        let unused = versions.iter().find(|v| match self.headers[**v].state {
            HeaderState::Compiled(key) => !self.leads_from_outside(self.cell(**v), key),
            state => state == HeaderState::Blacklisted,
        });
        if let Some(v) = unused.copied() {
            if let HeaderState::Compiled(key) = self.headers[v].state {
                self.drop_trace(key);
            }
            return Some(v);
        }
        if versions.len() == MAX_VERSIONS {
            return None;
        }
        let (code, pc) = (self.headers[header].code, self.headers[header].pc);
        let v = self.new_header(code, pc);
        self.headers[header].versions.push(v);
        Some(v)
    }

    /// Whether a trace leads to the cell, or one that is being compiled, but for those below `root`.
    fn leads_from_outside(&self, cell: u64, root: TraceKey) -> bool {
        let coming = |p: &Pending| p.tree.parts().any(|p| p.trace.cells().any(|c| c == cell));
        self.traces.iter().any(|(key, t)| t.valid && t.cells.contains(&cell) && self.root(key) != root)
            || self.pending.values().any(coming)
    }

    /// Whether the header is a version; then it is given up: the bridges to it go, and another may take its place.
    pub(super) fn give_up_version(&mut self, header: usize) -> bool {
        let is_version = self.headers[header].version_of.is_some();
        if is_version {
            self.leave_alone(header);
        }
        is_version
    }

    /// Its recording or compilation failed.
    pub(super) fn version_failed(&mut self, header: usize) -> bool {
        if let Some(Version { exit, .. }) = self.headers[header].version_of
            && let Some(exit) = self.exits.get_mut(&exit)
        {
            exit.failures += 1;
        }
        self.give_up_version(header)
    }
}
