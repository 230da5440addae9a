//! The results as a table for a terminal.

use super::results::{Metric, Results};
use crate::style::{BOLD, DIM, GREEN, RED, paint};
use anstyle::Style;
use std::fmt::Write;

/// A cell's text and style.
type Cell = (String, Style);

pub fn render(r: &Results) -> String {
    let mut out = String::new();
    for metric in Metric::ALL {
        if (0..r.programs.len())
            .any(|p| (0..r.implementations.len()).any(|i| r.value(p, i, metric).is_some()))
        {
            _ = writeln!(out, "{}", paint(BOLD, heading(metric)));
            out += &lay(&one(r, metric), &[0]);
            out.push('\n');
        }
    }
    _ = writeln!(out, "{}", paint(BOLD, "Start-up: an empty program"));
    out += &lay(&starts(r), &[0, 4]);
    let errors = (0..r.programs.len()).flat_map(|p| (0..r.implementations.len()).map(move |i| (p, i)));
    for (p, i) in errors {
        if let Some(why) = r.error(p, i) {
            _ = writeln!(
                out,
                "{} {} under {}: {why}",
                paint(RED, "failed:"),
                r.programs[p],
                r.implementations[i].name
            );
        }
    }
    out
}

fn heading(metric: Metric) -> String {
    let unit = if metric == Metric::Memory { "MB" } else { "CPU ms" };
    format!("{}: {unit}, and how many times less than the first peer's", metric.title())
}

fn one(r: &Results, metric: Metric) -> Vec<Vec<Cell>> {
    let mut head = vec![("".into(), DIM)];
    for i in &r.implementations {
        head.extend([(i.name.clone(), BOLD), ("".into(), DIM)]);
    }
    let mut rows = vec![head];
    for (p, program) in r.programs.iter().enumerate() {
        let mut row = vec![(program.clone(), Style::new())];
        for i in 0..r.implementations.len() {
            let text = match r.value(p, i, metric) {
                Some(v) => (amount(v, metric), Style::new()),
                None if r.error(p, i).is_some() => ("failed".into(), RED),
                None => ("".into(), DIM),
            };
            row.extend([text, ratio(r.ratio(p, i, metric).filter(|_| r.base(p) != Some(i)))]);
        }
        rows.push(row);
    }
    let mut mean = vec![("geometric mean".into(), BOLD)];
    for i in 0..r.implementations.len() {
        let is_base = (0..r.programs.len()).all(|p| r.base(p).is_none_or(|b| b == i));
        mean.extend([("".into(), DIM), ratio(r.mean(i, metric).map(|(m, _)| m).filter(|_| !is_base))]);
    }
    rows.push(mean);
    rows
}

pub fn amount(v: f64, metric: Metric) -> String {
    let v = if metric == Metric::Memory { v / 1e6 } else { v * 1e3 };
    if v < 10.0 { format!("{v:.2}") } else { format!("{v:.0}") }
}

fn ratio(ratio: Option<f64>) -> Cell {
    match ratio {
        Some(x) => (format!("{x:.2}x"), if x >= 1.0 { GREEN } else { RED }),
        None => ("".into(), DIM),
    }
}

fn starts(r: &Results) -> Vec<Vec<Cell>> {
    let head = ["", "CPU ms", "wall ms", "MB", ""].map(|t| (t.to_string(), DIM)).to_vec();
    let mut rows = vec![head];
    for (i, s) in r.implementations.iter().zip(&r.starts) {
        let version: String = i.version.chars().take(60).collect();
        let cells =
            [format!("{:.1}", s.cpu * 1e3), format!("{:.1}", s.wall * 1e3), format!("{:.1}", s.rss / 1e6)];
        let mut row = vec![(i.name.clone(), Style::new())];
        row.extend(cells.map(|c| (c, Style::new())));
        row.push((version, DIM));
        rows.push(row);
    }
    rows
}

/// Columns as wide as they need be, their texts at the right but for those in `left`.
fn lay(rows: &[Vec<Cell>], left: &[usize]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width =
        |c: usize| rows.iter().filter_map(|r| r.get(c)).map(|(t, _)| t.chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let mut out = String::new();
    for row in rows {
        let mut line = String::from(" ");
        for (c, (text, style)) in row.iter().enumerate() {
            let pad = " ".repeat(widths[c] - text.chars().count());
            let text = paint(*style, text);
            line += &if left.contains(&c) { format!(" {text}{pad}") } else { format!(" {pad}{text}") };
        }
        out += line.trim_end();
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::results::tests::sample;
    use super::*;

    #[test]
    fn has_all_figures() {
        let text = anstream::adapter::strip_str(&render(&sample())).to_string();
        for wanted in ["8.00x", "2.00x", "failed: b under ours: it <failed>", "geometric mean", "10.0"] {
            assert!(text.contains(wanted), "no `{wanted}` in\n{text}");
        }
    }
}
