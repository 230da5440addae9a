//! What a report says about one line of the source.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use trackway_report::{Abort, Callee, Function, Kind, Place, Report, Role, Start, State};

/// A trace with instructions for the line.
pub struct Cover {
    pub trace: usize,
    pub recorded: usize,
    pub optimised: usize,
    /// Of the optimised ones, those in the loop's body.
    pub in_body: usize,
    /// Calls that are not a part of the trace, and how many of them.
    pub calls: BTreeMap<Callee, usize>,
    /// Exits at the line that were taken.
    pub exits: Vec<usize>,
}

pub struct Facts<'r> {
    /// Functions with instructions on the line.
    pub functions: Vec<&'r Function>,
    /// Loops around the line, inner ones first, with their function.
    pub loops: Vec<(&'r Function, &'r Start)>,
    pub covers: Vec<Cover>,
    /// Given up on the line, or on the way to compile what is around it.
    pub aborts: Vec<&'r Abort>,
    /// Lines of the same file that have instructions.
    pub others: BTreeSet<u32>,
    pub line: u32,
}

impl<'r> Facts<'r> {
    pub fn of(report: &'r Report, file: &str, line: u32) -> Facts<'r> {
        let same_file = SameFile::new(file);
        let at = |p: &Place| p.line == line && same_file.test(&p.file);
        let in_file: Vec<&Function> = report.functions.iter().filter(|f| same_file.test(&f.file)).collect();
        let functions: Vec<&Function> = in_file.iter().copied().filter(|f| f.lines.contains(&line)).collect();
        let around = |l: &Start| (l.first_line..=l.last_line).contains(&line);
        let mut loops: Vec<_> = functions
            .iter()
            .flat_map(|f| f.loops.iter().filter(|l| around(l)).map(move |l| (*f, l)))
            .collect();
        loops.sort_by_key(|(_, l)| l.last_line - l.first_line);
        let places: Vec<bool> = report.places.iter().map(at).collect();
        let covers = (0..report.traces.len()).filter_map(|t| Cover::of(report, t, &places)).collect();
        let concerns = |a: &&Abort| {
            let start = report.place(a.start);
            let of_loop =
                |(f, l): &(&Function, &Start)| f.name == start.function && l.first_line == start.line;
            let starts_here = same_file.test(&start.file)
                && match a.kind {
                    Kind::Loop => loops.iter().any(of_loop),
                    Kind::Entry => functions.iter().any(|f| f.name == start.function),
                    Kind::Bridge => start.line == line,
                };
            places[a.place] || starts_here
        };
        let aborts = report.aborts.iter().filter(concerns).collect();
        let others = in_file.iter().flat_map(|f| f.lines.iter().copied()).collect();
        Facts { functions, loops, covers, aborts, others, line }
    }

    /// In code that was still in use at the end.
    pub fn is_compiled(&self, report: &Report) -> bool {
        self.covers.iter().any(|c| report.traces[c.trace].alive)
    }

    /// Times that control went from compiled code to the interpreter at the line, and of these to
    /// where it stays for good.
    pub fn left(&self, report: &Report) -> (u64, u64) {
        let exits =
            self.covers.iter().flat_map(|c| c.exits.iter().map(|e| &report.traces[c.trace].exits[*e]));
        let unbridged: Vec<_> = exits.filter(|e| e.bridge.is_none() && e.role != Role::Poll).collect();
        let for_good = unbridged.iter().filter(|e| e.state == State::Blacklisted).map(|e| e.taken).sum();
        (unbridged.iter().map(|e| e.taken).sum(), for_good)
    }
}

impl Cover {
    fn of(report: &Report, trace: usize, places: &[bool]) -> Option<Cover> {
        let t = &report.traces[trace];
        let here = |place: Option<usize>| place.is_some_and(|p| places[p]);
        let recorded = t.recorded.lines.iter().filter(|l| here(l.place)).count();
        let label = t.optimised.label.as_ref().map_or(usize::MAX, |(at, _)| *at);
        let lines: Vec<_> = t.optimised.lines.iter().enumerate().filter(|(_, l)| here(l.place)).collect();
        if recorded + lines.len() == 0 {
            return None;
        }
        let in_body = lines.iter().filter(|(i, _)| *i >= label).count();
        let mut calls = BTreeMap::new();
        // A loop's body is what counts, where there is one.
        let counted = lines.iter().filter(|(i, _)| *i >= label || label == usize::MAX);
        counted.filter_map(|(_, l)| l.calls.clone()).for_each(|c| *calls.entry(c).or_insert(0) += 1);
        let at_line = |e: &usize| here(Some(t.exits[*e].place)) && t.exits[*e].taken > 0;
        let exits = (0..t.exits.len()).filter(at_line).filter(|e| t.exits[*e].role != Role::Link).collect();
        Some(Cover { trace, recorded, optimised: lines.len(), in_body, calls, exits })
    }
}

/// Whether two names mean one file.
struct SameFile {
    name: String,
    real: Option<PathBuf>,
}

impl SameFile {
    fn new(name: &str) -> SameFile {
        SameFile { name: name.into(), real: Path::new(name).canonicalize().ok() }
    }

    fn test(&self, other: &str) -> bool {
        other == self.name || self.real.is_some() && Path::new(other).canonicalize().ok() == self.real
    }
}
