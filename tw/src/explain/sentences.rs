//! The facts in sentences: the verdict, then the reasons.

use super::line::{Cover, Facts};
use crate::source::short;
use crate::style::{GREEN, RED, YELLOW, count, paint, plural, times};
use crate::trace::title;
use trackway_report::{Abort, Callee, Function, Kind, NotInlined, Report, Role, Start, State};

pub fn tell(report: &Report, facts: &Facts) -> Vec<String> {
    if facts.functions.is_empty() {
        return vec![no_code(facts)];
    }
    if !report.thresholds.on {
        return vec![format!("{} The JIT is off.", paint(RED, "Interpreted."))];
    }
    let mut out = vec![verdict(report, facts)];
    facts.covers.iter().for_each(|c| cover(report, c, &mut out));
    let compiled = facts.is_compiled(report);
    facts.loops.iter().for_each(|(f, l)| out.extend(loop_state(report, f, l, compiled)));
    if facts.loops.is_empty() || !compiled {
        facts.functions.iter().for_each(|f| out.extend(function_state(report, f, compiled)));
    }
    facts.aborts.iter().for_each(|a| out.push(abort(report, a)));
    out
}

fn no_code(facts: &Facts) -> String {
    let before = facts.others.range(..facts.line).next_back();
    let after = facts.others.range(facts.line..).next();
    let near: Vec<String> = before.into_iter().chain(after).map(u32::to_string).collect();
    match near.is_empty() {
        true => {
            "No code of this file was loaded. If another program imports it, name that with --program.".into()
        }
        false => format!(
            "There are no instructions for this line. The nearest lines that have some: {}.",
            near.join(" and ")
        ),
    }
}

fn verdict(report: &Report, facts: &Facts) -> String {
    if !facts.is_compiled(report) {
        let was = if facts.covers.is_empty() { "" } else { " It was compiled for a time." };
        return format!("{}{was}", paint(RED, "Interpreted."));
    }
    let (left, for_good) = facts.left(report);
    if for_good > 0 {
        let times = times(for_good);
        return format!(
            "{} {times} the path was one that is left to the interpreter for good.",
            paint(YELLOW, "Compiled in part.")
        );
    }
    match left {
        0 => paint(GREEN, "Compiled."),
        n => format!("{} The interpreter had to take over here {}.", paint(GREEN, "Compiled."), times(n)),
    }
}

fn cover(report: &Report, c: &Cover, out: &mut Vec<String>) {
    let t = &report.traces[c.trace];
    let rounds = if t.rounds > 0 { format!(" and went round {}", times(t.rounds)) } else { String::new() };
    let body =
        if t.rounds > 0 { format!(", {} of them in the loop's body", c.in_body) } else { String::new() };
    let dead = if t.alive { "" } else { " It is not in use any more." };
    out.push(format!(
        "- It is in trace #{} ({}), which was entered {}{rounds}. {} became {}{body}.{dead}",
        c.trace,
        title(report, c.trace),
        times(t.entered),
        plural(c.recorded as u64, "recorded instruction"),
        c.optimised
    ));
    for exit in &c.exits {
        let e = &t.exits[*exit];
        let place = report.place(e.place);
        let next = match (e.role, e.bridge, e.state) {
            (Role::Poll, ..) => "for a pause, such as a collection".into(),
            (_, Some(bridge), _) => format!("to trace #{bridge}, compiled for that case"),
            (_, _, State::Blacklisted) => {
                "to the interpreter, for good: recording that path failed too often".into()
            }
            (_, _, State::Compiling) => {
                "to the interpreter, while the code for that case was being made".into()
            }
            (Role::End, ..) => "to the interpreter: the trace ends there".into(),
            _ if e.taken < report.thresholds.exits => {
                format!(
                    "to the interpreter: too seldom to be compiled, which takes {}",
                    times(report.thresholds.exits)
                )
            }
            _ => "to the interpreter".into(),
        };
        out.push(format!("  - At `{}` it left {} {next}.", place.op, times(e.taken)));
    }
    for (callee, n) in &c.calls {
        let often = if *n > 1 { format!(" ({n} calls)") } else { String::new() };
        out.push(match callee {
            Callee::Helper { name, effect } => format!(
                "  - It calls the routine `{name}`{often}, which the JIT does not look into: it {effect}."
            ),
            Callee::Function { name, why } => {
                let why = match why {
                    NotInlined::HasLoops => "it has loops, which have traces of their own",
                    NotInlined::Branches => {
                        "it has many paths, each of which would be compiled again in every caller"
                    }
                    NotInlined::Nested => {
                        "it is running already in this trace, or the trace is many calls deep"
                    }
                };
                format!("  - It calls the function `{name}`{often} instead of inlining it: {why}.")
            }
        });
    }
}

/// Why a loop around the line has no code.
fn loop_state(report: &Report, f: &Function, l: &Start, compiled: bool) -> Option<String> {
    let name = match l.first_line == l.last_line {
        true => format!("The loop on line {}", l.first_line),
        false => format!("The loop on lines {} to {}", l.first_line, l.last_line),
    };
    let name = format!("- {name} in `{}`", f.name);
    state(&name, l, ("round", "rounds"), report.thresholds.loops, compiled)
}

fn function_state(report: &Report, f: &Function, compiled: bool) -> Option<String> {
    let name = format!("- The function `{}`", f.name);
    state(&name, &f.entry, ("call", "calls"), report.thresholds.calls, compiled)
}

fn state(name: &str, start: &Start, unit: (&str, &str), threshold: u64, compiled: bool) -> Option<String> {
    let failed = if start.failures > 0 {
        format!(" after {} failed", plural(start.failures as u64, "attempt"))
    } else {
        String::new()
    };
    match (start.state, start.counted) {
        (State::Compiled, _) if compiled => None,
        (State::Compiled, _) => {
            Some(format!("{name} is compiled, but by paths that do not come to this line."))
        }
        (State::Blacklisted, _) => Some(format!("{name} is left to the interpreter for good{failed}.")),
        (State::Compiling, _) => Some(format!("{name} was being compiled when the program ended.")),
        (State::Cold, _) if start.failures > 0 => {
            Some(format!("{name} has no code of its own{failed}; it is tried again from time to time."))
        }
        (State::Cold, Some(_)) if compiled => None,
        (State::Cold, Some(0)) if unit.0 == "call" => {
            Some(format!("{name} ran once, or not at all: {} make it hot.", plural(threshold, unit.0)))
        }
        (State::Cold, Some(n)) => {
            let unit = if n == 1 { format!("{} was", unit.0) } else { format!("{} were", unit.1) };
            Some(format!(
                "{name} was too cold: {} {unit} interpreted, {} make it hot.",
                count(n),
                count(threshold)
            ))
        }
        (State::Cold, None) => None,
    }
}

fn abort(report: &Report, a: &Abort) -> String {
    let (start, place) = (report.place(a.start), report.place(a.place));
    let what = match a.kind {
        Kind::Loop => format!("the loop at {}:{}", short(&start.file), start.line),
        Kind::Entry => format!("the function `{}`", start.function),
        Kind::Bridge => format!("a bridge from {}:{}", short(&start.file), start.line),
    };
    format!(
        "- Compiling {what} was given up {}: {}. That was at `{}` in `{}`, {}:{}.",
        times(a.times),
        a.why,
        place.op,
        place.function,
        short(&place.file),
        place.line
    )
}
