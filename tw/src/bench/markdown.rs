//! The results as Markdown tables: ours in full, the others as multiples of ours.

use super::results::{Metric, Results};
use super::table::amount;
use std::fmt::Write;

pub fn render(r: &Results) -> String {
    let mut out = String::new();
    let Some(ours) = r.implementations.iter().position(|i| i.ours) else { return out };
    for metric in Metric::ALL {
        if r.mean(ours, metric).is_some() {
            table(r, ours, metric, &mut out);
        }
    }
    out
}

fn table(r: &Results, ours: usize, metric: Metric, out: &mut String) {
    let others: Vec<usize> =
        (0..r.implementations.len()).filter(|&i| i != ours && r.mean(i, metric).is_some()).collect();
    let unit = if metric == Metric::Memory { "MB" } else { "CPU ms" };
    _ = write!(out, "\n{}: {unit}, and how many times that the others take.\n\n| program | ", metric.title());
    _ = write!(out, "{}", r.implementations[ours].name);
    others.iter().for_each(|&i| _ = write!(out, " | {}", r.implementations[i].name));
    _ = writeln!(out, " |\n|---{}|", "|---".repeat(others.len() + 1));
    let mut logs = vec![Vec::new(); others.len()];
    for (p, program) in r.programs.iter().enumerate() {
        let Some(own) = r.value(p, ours, metric) else { continue };
        _ = write!(out, "| {program} | {} |", amount(own, metric));
        for (&i, logs) in others.iter().zip(&mut logs) {
            match r.value(p, i, metric) {
                Some(value) => {
                    logs.push((value / own).ln());
                    _ = write!(out, " {:.2} |", value / own);
                }
                None => out.push_str(" |"),
            }
        }
        out.push('\n');
    }
    _ = write!(out, "| geometric mean | |");
    for logs in &logs {
        let mean = (logs.iter().sum::<f64>() / logs.len().max(1) as f64).exp();
        _ = write!(out, " {mean:.2} ({}) |", logs.len());
    }
    out.push('\n');
}

#[test]
fn others_are_multiples_of_ours() {
    let text = render(&super::results::tests::sample());
    assert!(text.contains("| program | ours | peer |\n|---|---|---|\n| a | 1000 | 8.00 |\n"), "{text}");
    assert!(text.contains("| geometric mean | | 8.00 (1) |\n"), "{text}");
}
