//! Traces as one page: source, recorded and optimised instructions and machine code side by side,
//! exit counts as heat. It loads nothing from elsewhere.

use super::code::Instruction;
use super::rows::{Row, rows};
use super::{bridges, last_with_exit, most, title, trees};
use crate::source::{Sources, short};
use crate::style::{count, heat, plural, times};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use trackway_report::{Kind, Report, Role, State, Trace};

const STYLE: &str = include_str!("page.css");
/// Pointing at a row lights up all rows for the same line of the source.
const SCRIPT: &str = include_str!("page.js");

pub fn render(report: &Report, file: &str, sources: &mut Sources) -> String {
    let order = trees(report);
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { "Traces of " (short(file)) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                nav {
                    h1 { (short(file)) }
                    p { (summary(report)) }
                    @for (depth, i) in &order {
                        (tree_entry(report, *depth, *i))
                    }
                    (aborted(report))
                }
                main {
                    @if order.is_empty() { p { "Nothing was compiled." } }
                    @for (_, i) in &order { (section(report, *i, sources)) }
                }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    };
    page.into_string()
}

fn summary(report: &Report) -> String {
    let ns: u64 = report.traces.iter().map(|t| t.optimise_ns + t.compile_ns).sum();
    let bytes: usize = report.traces.iter().map(|t| t.code.bytes.len() / 2).sum();
    let traces = plural(report.traces.len() as u64, "trace");
    format!(
        "{}, {traces}, {:.1} ms to compile, {} KB of code",
        report.language,
        ns as f64 / 1e6,
        bytes / 1024
    )
}

fn tree_entry(report: &Report, depth: usize, i: usize) -> Markup {
    let t = &report.traces[i];
    let hot = heat(t.entered.max(t.rounds), most(report));
    html! {
        a.entry href={ "#t" (i) } style={ "margin-left:" (depth.min(12)) "em" } {
            span class={ "h h" (hot) } { (count(t.entered.max(t.rounds))) }
            " #" (i) " " (title(report, i))
        }
    }
}

fn aborted(report: &Report) -> Markup {
    html! {
        @if !report.aborts.is_empty() { h2 { "Given up" } }
        @for a in &report.aborts {
            @let (start, place) = (report.place(a.start), report.place(a.place));
            p.abort {
                @match a.kind {
                    Kind::Loop => "Loop", Kind::Entry => "Function", Kind::Bridge => "Bridge",
                }
                " at " (short(&start.file)) ":" (start.line) ", " (times(a.times)) ": " (a.why)
                " (at " code { (place.op) } ", " (short(&place.file)) ":" (place.line) ")"
            }
        }
    }
}

fn section(report: &Report, i: usize, sources: &mut Sources) -> Markup {
    let t = &report.traces[i];
    let laid = rows(report, t);
    html! {
        section id={ "t" (i) } {
            h2 { "#" (i) " " (title(report, i)) }
            p {
                "Entered " (times(t.entered))
                @if t.rounds > 0 { ", " (plural(t.rounds, "round")) }
                ", " (plural(t.recorded.lines.len() as u64, "recorded instruction"))
                ", " (t.optimised.lines.len()) " optimised, "
                (t.code.bytes.len() / 2) " bytes of code. "
                @if !t.alive { "Not in use any more. " }
                @if let Some((parent, exit)) = t.parent {
                    @let place = report.place(report.traces[parent].exits[exit].place);
                    "From " a href={ "#t" (parent) } { "#" (parent) }
                    ", exit at " (short(&place.file)) ":" (place.line) ". "
                }
                @for (exit, bridge) in bridges(report, i) {
                    a.chip href={ "#t" (bridge) } {
                        "→ #" (bridge) " " span class=(heat_class(report, t, exit)) { (count(t.exits[exit].taken)) }
                    }
                }
            }
            table {
                thead { tr { th { "Source" } th { "Recorded" } th { "Optimised" } th { "Machine code" } } }
                tbody { @for row in &laid.rows { (one_row(report, t, row, sources)) } }
            }
            (exit_code(report, t, &laid.exits))
        }
    }
}

fn one_row(report: &Report, t: &Trace, row: &Row, sources: &mut Sources) -> Markup {
    let (file, line) = row.spot.unwrap_or(("", 0));
    html! {
        @if let Some(label) = row.label { tr.label { td {} td {} td { pre { (label) } } td {} } }
        tr data-at={ (short(file)) ":" (line) } {
            td.source {
                span.no title=(file) { (line) }
                pre { (sources.line(file, line).trim_start()) }
            }
            td { @for i in &row.recorded { pre { (t.recorded.lines[*i].text.trim_start()) } } }
            td { @for i in &row.optimised { (optimised(report, t, *i)) } }
            td.code { (code(&row.code)) }
        }
    }
}

fn optimised(report: &Report, t: &Trace, i: usize) -> Markup {
    let line = &t.optimised.lines[i];
    let exit =
        last_with_exit(&t.optimised, i).filter(|e| t.exits[*e].taken > 0 && t.exits[*e].role != Role::Link);
    html! {
        pre {
            (line.text.trim_start())
            @if let Some(e) = exit {
                " "
                @let text = count(t.exits[e].taken);
                @match t.exits[e].bridge {
                    Some(bridge) => a class=(heat_class(report, t, e)) href={ "#t" (bridge) } { (text) " → #" (bridge) },
                    None => span class=(heat_class(report, t, e)) title=(fate(t.exits[e].state)) { (text) },
                }
            }
        }
    }
}

fn fate(state: State) -> &'static str {
    match state {
        State::Blacklisted => "to the interpreter for good",
        _ => "to the interpreter",
    }
}

fn heat_class(report: &Report, t: &Trace, exit: usize) -> String {
    format!("h h{}", heat(t.exits[exit].taken, most(report)))
}

fn code(list: &[Instruction]) -> Markup {
    html! {
        @for i in list { pre { span.address { (format!("{:x}", i.address)) } " " (i.text) } }
    }
}

/// What the exits do, folded away.
fn exit_code(report: &Report, t: &Trace, exits: &[Vec<Instruction>]) -> Markup {
    html! {
        @if exits.iter().any(|list| !list.is_empty()) {
            details {
                summary { (plural(exits.len() as u64, "exit")) }
                table {
                    @for (i, list) in exits.iter().enumerate() {
                        @let place = report.place(t.exits[i].place);
                        tr {
                            td { "exit " (i) ", " (place.op) " at " (short(&place.file)) ":" (place.line) " "
                                span class=(heat_class(report, t, i)) { (count(t.exits[i].taken)) } }
                            td.code { (code(list)) }
                        }
                    }
                }
            }
        }
    }
}
