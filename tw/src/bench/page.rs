//! The results as one page, which loads nothing from elsewhere.

use super::plot::{colour, ratios, warm_up};
use super::results::{Metric, Results};
use super::table::amount;
use crate::style::plural;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use std::collections::BTreeSet;

const STYLE: &str = include_str!("page.css");

pub fn render(r: &Results) -> String {
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { "Benchmarks" }
                style { (PreEscaped(STYLE)) }
            }
            body {
                h1 { "Benchmarks" }
                p {
                    (plural(r.programs.len() as u64, "program")) ", " (r.iterations) " iterations in each of " (r.runs_each)
                    " fresh process" (if r.runs_each == 1 { "" } else { "es" })
                    " per implementation, in turn. CPU time of the whole process; the steady \
                     state is the median of the last half of the iterations. Ratios say how many times less \
                     than the first peer's (" (bases(r)) ") a value is: above 1 is better."
                }
                (summary(r))
                @for metric in Metric::ALL {
                    @if (0..r.implementations.len()).any(|i| r.mean(i, metric).is_some()) {
                        section { h2 { (metric.title()) } (ratios(r, metric)) (table(r, metric)) }
                    }
                }
                section {
                    h2 { "Warm-up" }
                    p { "Time of each iteration, on a logarithmic scale." }
                    div.multiples { @for p in 0..r.programs.len() { @if let Some(m) = warm_up(r, p) { (m) } } }
                }
            }
        }
    };
    page.into_string()
}

/// The peers that ratios refer to.
fn bases(r: &Results) -> String {
    let names: BTreeSet<&str> =
        (0..r.programs.len()).filter_map(|p| Some(r.implementations[r.base(p)?].name.as_str())).collect();
    names.into_iter().collect::<Vec<_>>().join(", ")
}

fn summary(r: &Results) -> Markup {
    html! {
        table {
            thead {
                tr {
                    th {} th.text { "Version" }
                    @for m in Metric::ALL { th { (m.title()) } }
                    th { "Start-up, CPU" } th { "Start-up, wall" } th { "Start-up, memory" }
                }
            }
            tbody {
                @for (i, named) in r.implementations.iter().enumerate() {
                    tr {
                        th { span.dot style={ "background:" (colour(i)) } {} (named.name) }
                        td.text title=(named.path) { (named.version) }
                        @for m in Metric::ALL { td { @if let Some((mean, _)) = r.mean(i, m) { (format!("{mean:.2}x")) } } }
                        @if let Some(s) = r.starts.get(i) {
                            td { (format!("{:.1} ms", s.cpu * 1e3)) }
                            td { (format!("{:.1} ms", s.wall * 1e3)) }
                            td { (format!("{:.1} MB", s.rss / 1e6)) }
                        }
                    }
                }
            }
            caption { "Geometric means of the ratios, and an empty program" }
        }
    }
}

fn table(r: &Results, metric: Metric) -> Markup {
    let unit = if metric == Metric::Memory { "MB" } else { "ms" };
    html! {
        details {
            summary { "The figures, in " (unit) }
            table {
                thead { tr { th {} @for i in &r.implementations { th { (i.name) } } } }
                tbody {
                    @for (p, program) in r.programs.iter().enumerate() {
                        tr {
                            th { (program) }
                            @for i in 0..r.implementations.len() { (cell(r, p, i, metric)) }
                        }
                    }
                }
            }
        }
    }
}

fn cell(r: &Results, p: usize, i: usize, metric: Metric) -> Markup {
    match (r.value(p, i, metric), r.error(p, i)) {
        (Some(v), _) => html! {
            td {
                (amount(v, metric))
                @if let Some(x) = r.ratio(p, i, metric).filter(|_| r.base(p) != Some(i)) {
                    span class=(if x >= 1.0 { "good" } else { "bad" }) { " " (format!("{x:.2}x")) }
                }
            }
        },
        (None, Some(why)) => html! { td.bad title=(why) { "failed" } },
        (None, None) => html! { td {} },
    }
}

#[cfg(test)]
mod tests {
    use super::super::results::tests::sample;
    use super::render;

    #[test]
    fn the_page_stands_alone() {
        let page = render(&sample());
        for foreign in ["http://", "https://", "<script", "<link", "@import"] {
            assert!(!page.contains(foreign), "{foreign}");
        }
        assert!(page.contains("it &lt;failed&gt;"));
        assert_eq!(page.matches("<svg").count(), page.matches("</svg>").count());
        assert!(!page.contains("NaN") && !page.contains("inf"));
    }
}
