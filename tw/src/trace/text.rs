//! Traces as text for a terminal.

use super::rows::{Row, rows};
use super::{bridges, last_with_exit, most, title, trees};
use crate::command::Part;
use crate::source::{Sources, short};
use crate::style::{BOLD, CYAN, DIM, GREEN, RED, YELLOW, count, heat, paint, plural, times};
use std::fmt::Write;
use trackway_report::{Kind, Report, Role, State, Trace};

pub fn render(report: &Report, file: &str, parts: &[Part], sources: &mut Sources) -> String {
    let mut out = String::new();
    let ns: u64 = report.traces.iter().map(|t| t.optimise_ns + t.compile_ns).sum();
    let traces = plural(report.traces.len() as u64, "trace");
    let aborts: u64 = report.aborts.iter().map(|a| a.times).sum();
    let given_up =
        if aborts > 0 { format!(", {} given up", plural(aborts, "recording")) } else { String::new() };
    _ = writeln!(out, "{}: {traces}, {:.1} ms to compile them{given_up}", paint(BOLD, file), ns as f64 / 1e6);
    if report.traces.is_empty() {
        let t = &report.thresholds;
        _ = match t.on {
            true if is_compiling(report) => writeln!(
                out,
                "What became hot was still being compiled when the program ended; --tw-jit=sync compiles at once."
            ),
            true => writeln!(
                out,
                "Nothing became hot: a loop after {} rounds, a function after {} calls.",
                t.loops, t.calls
            ),
            false => writeln!(out, "The JIT is off."),
        };
    }
    let order = trees(report);
    order.iter().for_each(|(depth, i)| tree_line(report, *depth, *i, &mut out));
    aborted(report, &mut out);
    for (_, i) in order.iter().filter(|_| !parts.is_empty()) {
        one(report, *i, parts, sources, &mut out);
    }
    out
}

/// Something was recorded, and its code came too late.
fn is_compiling(report: &Report) -> bool {
    let starts = report.functions.iter().flat_map(|f| f.loops.iter().chain([&f.entry]));
    starts.into_iter().any(|s| s.state == State::Compiling)
}

fn tree_line(report: &Report, depth: usize, i: usize, out: &mut String) {
    let t = &report.traces[i];
    let rounds = if t.rounds > 0 { format!(", {}", plural(t.rounds, "round")) } else { String::new() };
    let dead = if t.alive { "" } else { ", not in use any more" };
    let branch = if depth > 0 { "└ " } else { "" };
    let name = paint(BOLD, format!("#{i} {}", title(report, i)));
    let entered =
        paint(heat_style(t.entered.max(t.rounds), most(report)), format!("entered {}", times(t.entered)));
    _ = writeln!(out, "  {}{branch}{name}: {entered}{rounds}{dead}", "  ".repeat(depth));
}

fn aborted(report: &Report, out: &mut String) {
    for a in &report.aborts {
        let (start, place) = (report.place(a.start), report.place(a.place));
        let what = match a.kind {
            Kind::Loop => "the loop",
            Kind::Entry => "the function",
            Kind::Bridge => "a bridge",
        };
        _ = writeln!(
            out,
            "  {} {what} at {}:{} was given up {}: {} (at {}, {}:{})",
            paint(RED, "✗"),
            short(&start.file),
            start.line,
            times(a.times),
            a.why,
            place.op,
            short(&place.file),
            place.line
        );
    }
}

fn one(report: &Report, i: usize, parts: &[Part], sources: &mut Sources, out: &mut String) {
    let t = &report.traces[i];
    let from = t.parent.map_or(String::new(), |(parent, exit)| {
        let place = report.place(report.traces[parent].exits[exit].place);
        format!(", from #{parent} at {}:{}", short(&place.file), place.line)
    });
    _ = writeln!(out, "\n{}{from}", paint(BOLD.underline(), format!("#{i} {}", title(report, i))));
    let followed: Vec<String> = bridges(report, i).iter().map(|(_, b)| format!("#{b}")).collect();
    if !followed.is_empty() {
        _ = writeln!(out, "{}", paint(DIM, format!("bridges: {}", followed.join(" "))));
    }
    let rows = rows(report, t);
    for row in &rows.rows {
        let shown = parts.iter().any(|p| match p {
            Part::Recorded => !row.recorded.is_empty(),
            Part::Optimised => !row.optimised.is_empty(),
            Part::Code => !row.code.is_empty(),
            Part::Tree => false,
        });
        if shown {
            one_row(report, t, row, parts, sources, out);
        }
    }
}

fn one_row(report: &Report, t: &Trace, row: &Row, parts: &[Part], sources: &mut Sources, out: &mut String) {
    if let Some(label) = row.label {
        _ = writeln!(out, "{}", paint(CYAN, label));
    }
    if let Some((file, line)) = row.spot {
        let text = sources.line(file, line).trim_start().to_string();
        _ = writeln!(out, "{} {}", paint(DIM, format!("{}:{line}", short(file))), paint(BOLD, text));
    }
    for part in parts {
        match part {
            Part::Tree => {}
            Part::Recorded => row.recorded.iter().for_each(|i| {
                _ = writeln!(out, "  {} {}", paint(DIM, "r"), t.recorded.lines[*i].text.trim_start());
            }),
            Part::Optimised => row.optimised.iter().for_each(|i| {
                let line = &t.optimised.lines[*i];
                let exit = last_with_exit(&t.optimised, *i).map_or(String::new(), |e| exit(report, t, e));
                _ = writeln!(out, "    {}{exit}", line.text.trim_start());
            }),
            Part::Code => row.code.iter().for_each(|i| {
                _ = writeln!(
                    out,
                    "      {} {}",
                    paint(DIM, format!("{:x}", i.address)),
                    paint(GREEN, &i.text)
                );
            }),
        }
    }
}

/// What became of an exit, if it was taken.
fn exit(report: &Report, t: &Trace, exit: usize) -> String {
    let e = &t.exits[exit];
    if e.taken == 0 || e.role == Role::Link {
        return String::new();
    }
    let to = match (e.bridge, e.state) {
        (Some(bridge), _) => format!("to #{bridge}"),
        (_, State::Blacklisted) => "to the interpreter for good".into(),
        _ => "to the interpreter".into(),
    };
    format!("   {}", paint(heat_style(e.taken, most(report)), format!("← {} {to}", count(e.taken))))
}

fn heat_style(n: u64, most: u64) -> anstyle::Style {
    match heat(n, most) {
        0..=2 => DIM,
        3 | 4 => YELLOW,
        _ => RED,
    }
}
