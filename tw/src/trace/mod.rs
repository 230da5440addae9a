//! `tw trace`: runs a program and shows its traces and the trees that they make.

mod code;
mod page;
mod rows;
mod text;

use crate::command::Part;
use crate::guest::for_file;
use crate::source::{Sources, short};
use crate::style::{self, plural};
use crate::{Result, command};
use trackway_report::{Kind, Listing, Report};

pub fn trace(verb: &command::Trace, options: &[String]) -> Result {
    let report = for_file(&verb.file)?.report(options, &verb.file, &verb.args)?;
    let mut sources = Sources::default();
    match &verb.html {
        Some(out) => {
            let page = page::render(&report, &verb.file, &mut sources);
            std::fs::write(out, page).map_err(|e| format!("{}: {e}", out.display()))?;
            let traces = plural(report.traces.len() as u64, "trace");
            style::tell(&format!("tw: {traces} on the page {}", out.display()));
        }
        None => {
            let parts = if verb.show.contains(&Part::Tree) { &[][..] } else { &verb.show[..] };
            let text = text::render(&report, &verb.file, parts, &mut sources);
            style::print(&text);
        }
    }
    Ok(())
}

/// `loop in f, a.calc:3`.
pub fn title(report: &Report, i: usize) -> String {
    let trace = &report.traces[i];
    let place = report.place(trace.start);
    let kind = match trace.kind {
        Kind::Loop => "loop in",
        Kind::Entry => "function",
        Kind::Bridge => "bridge in",
    };
    let branches = match trace.branches {
        0 => String::new(),
        n => format!(", with {} in its code", plural(n as u64, "bridge")),
    };
    format!("{kind} {}, {}:{}{branches}", place.function, short(&place.file), place.line)
}

/// The bridges of a trace: exit and trace, hottest first.
pub fn bridges(report: &Report, i: usize) -> Vec<(usize, usize)> {
    let exits = report.traces[i].exits.iter().enumerate();
    let mut list: Vec<_> = exits.filter_map(|(exit, e)| Some((exit, e.bridge?))).collect();
    list.sort_by_key(|(exit, _)| std::cmp::Reverse(report.traces[i].exits[*exit].taken));
    list
}

/// Traces in the order of their trees: each with its depth.
pub fn trees(report: &Report) -> Vec<(usize, usize)> {
    let mut roots: Vec<usize> =
        (0..report.traces.len()).filter(|i| report.traces[*i].parent.is_none()).collect();
    roots.sort_by_key(|i| std::cmp::Reverse(report.traces[*i].entered + report.traces[*i].rounds));
    let mut order = Vec::new();
    let mut work: Vec<(usize, usize)> = roots.into_iter().rev().map(|i| (0, i)).collect();
    while let Some((depth, i)) = work.pop() {
        order.push((depth, i));
        work.extend(bridges(report, i).into_iter().rev().map(|(_, b)| (depth + 1, b)));
    }
    order
}

/// The exit of a line, if no later line shares it: all guards of an op leave by one exit.
pub fn last_with_exit(listing: &Listing, i: usize) -> Option<usize> {
    let exit = listing.lines[i].exit?;
    listing.lines[i + 1..].iter().all(|l| l.exit != Some(exit)).then_some(exit)
}

/// The greatest number of times that an exit was taken or a trace entered.
pub fn most(report: &Report) -> u64 {
    let exits = report.traces.iter().flat_map(|t| t.exits.iter().map(|e| e.taken));
    exits.chain(report.traces.iter().map(|t| t.entered.max(t.rounds))).max().unwrap_or(0)
}
