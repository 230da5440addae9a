//! A trace as rows: one line of the source each, with the recorded instructions, the optimised
//! ones and the machine code that are there for it.
//!
//! The recording gives the order. The optimised instructions up to the label are laid beside it;
//! the loop's body, in which the recording is gone through again, has rows of its own.

use super::code::{Instruction, disassemble};
use std::collections::HashMap;
use trackway_report::{Listing, Purpose, Report, Trace};

/// File and line.
pub type Spot<'r> = Option<(&'r str, u32)>;

#[derive(Default)]
pub struct Row<'r> {
    pub spot: Spot<'r>,
    /// The label stands in front of this row.
    pub label: Option<&'r str>,
    /// Indices of lines.
    pub recorded: Vec<usize>,
    pub optimised: Vec<usize>,
    pub code: Vec<Instruction>,
}

/// The rows, and the code of each exit.
pub struct Rows<'r> {
    pub rows: Vec<Row<'r>>,
    pub exits: Vec<Vec<Instruction>>,
}

/// Consecutive lines of a listing that are for the same line of the source.
struct Run<'r> {
    spot: Spot<'r>,
    lines: Vec<usize>,
}

pub fn rows<'r>(report: &'r Report, trace: &'r Trace) -> Rows<'r> {
    let label = trace.optimised.label.as_ref().map(|(at, _)| *at);
    let recorded = runs(report, &trace.recorded, None);
    let optimised = runs(report, &trace.optimised, label);
    let (mut rows, mut next) = (Vec::new(), 0);
    for run in optimised {
        let starts_body = label.is_some() && run.lines.first() == label.as_ref();
        let in_body = label.is_some_and(|at| run.lines[0] >= at);
        if starts_body {
            rows.extend(recorded[next..].iter().map(only_recorded));
            next = recorded.len();
        }
        let found = recorded[next..].iter().position(|r| r.spot == run.spot).filter(|_| !in_body);
        let mut row = Row { spot: run.spot, optimised: run.lines, ..Row::default() };
        row.label = trace.optimised.label.as_ref().filter(|_| starts_body).map(|(_, text)| text.as_str());
        if let Some(skipped) = found {
            rows.extend(recorded[next..next + skipped].iter().map(only_recorded));
            row.recorded = recorded[next + skipped].lines.clone();
            next += skipped + 1;
        }
        rows.push(row);
    }
    rows.extend(recorded[next..].iter().map(only_recorded));
    let mut all = Rows { rows, exits: trace.exits.iter().map(|_| Vec::new()).collect() };
    lay_code(report, trace, &mut all);
    all
}

fn only_recorded<'r>(run: &Run<'r>) -> Row<'r> {
    Row { spot: run.spot, recorded: run.lines.clone(), ..Row::default() }
}

fn runs<'r>(report: &'r Report, listing: &Listing, label: Option<usize>) -> Vec<Run<'r>> {
    let mut runs: Vec<Run> = Vec::new();
    for (i, line) in listing.lines.iter().enumerate() {
        let place = line.place.map(|p| report.place(p));
        let spot = place.map(|p| (p.file.as_str(), p.line));
        match runs.last_mut() {
            Some(run) if run.spot == spot && Some(i) != label => run.lines.push(i),
            _ => runs.push(Run { spot, lines: vec![i] }),
        }
    }
    runs
}

/// Each instruction goes to the row of its line; one of the frame to the row of the one before.
fn lay_code(report: &Report, trace: &Trace, all: &mut Rows) {
    let mut row_of = HashMap::new();
    for (i, row) in all.rows.iter().enumerate() {
        row_of.extend(row.optimised.iter().map(|line| (*line, i)));
    }
    let mut current = Purpose::Line(0);
    for instruction in disassemble(&report.arch, &trace.code) {
        if instruction.purpose != Purpose::Frame {
            current = instruction.purpose;
        }
        let list = match current {
            Purpose::Exit(exit) => all.exits.get_mut(exit),
            Purpose::Line(line) => {
                let row = row_of.get(&line).copied().unwrap_or(0);
                all.rows.get_mut(row).map(|row| &mut row.code)
            }
            Purpose::Count | Purpose::Frame => None,
        };
        if let Some(list) = list {
            list.push(instruction);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use trackway_report::{Code, Kind, Line, Place};

    fn listing(places: &[usize], label: Option<usize>) -> Listing {
        let line = |p: &usize| Line { text: format!("at {p}"), place: Some(*p), exit: None, calls: None };
        Listing { lines: places.iter().map(line).collect(), label: label.map(|at| (at, "label".into())) }
    }

    #[test]
    fn optimised_lines_stand_beside_what_was_recorded() {
        let place = |line| Place { file: "a".into(), line, function: "f".into(), op: "op".into() };
        let report = Report { places: (1..5).map(place).collect(), ..Report::default() };
        let trace = Trace {
            kind: Kind::Loop,
            start: 0,
            parent: None,
            branches: 0,
            alive: true,
            entered: 0,
            rounds: 0,
            recorded: listing(&[0, 0, 1, 2, 3], None),
            optimised: listing(&[0, 2, 0, 3], Some(2)),
            code: Code::default(),
            exits: vec![],
            optimise_ns: 0,
            compile_ns: 0,
        };
        let rows = rows(&report, &trace).rows;
        let shape: Vec<_> = rows
            .iter()
            .map(|r| (r.spot.unwrap().1, r.recorded.len(), r.optimised.len(), r.label.is_some()))
            .collect();
        let expected = [(1, 2, 1, false), (2, 1, 0, false), (3, 1, 1, false), (4, 1, 0, false)];
        assert_eq!(shape[..4], expected);
        assert_eq!(shape[4..], [(1, 0, 1, true), (4, 0, 1, false)]);
    }
}
