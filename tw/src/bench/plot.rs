//! Plots as SVG.

use super::results::{Metric, Results};
use maud::{Markup, html};

const BAR: usize = 12;
const GAP: usize = 10;
const LEFT: usize = 150;
const WIDTH: usize = 620;

/// Colours of the implementations, in order; ours are first.
pub const COLOURS: [&str; 12] = [
    "#0b6bcb", "#9aa0a6", "#e08e0b", "#3a9d5d", "#a14fb8", "#c94f4f", "#17a2b8", "#8a6d3b", "#d46a9f",
    "#7a8b1f", "#5b5fc7", "#4b5563",
];

pub fn colour(i: usize) -> &'static str {
    COLOURS[i % COLOURS.len()]
}

/// Bars on a logarithmic scale: how many times less than the base's.
pub fn ratios(r: &Results, metric: Metric) -> Markup {
    let shown = |p: usize| -> Vec<(usize, f64)> {
        let others = (0..r.implementations.len()).filter(|i| r.base(p) != Some(*i));
        others.filter_map(|i| Some((i, r.ratio(p, i, metric)?))).collect()
    };
    let rows: Vec<(usize, Vec<(usize, f64)>)> =
        (0..r.programs.len()).map(|p| (p, shown(p))).filter(|(_, bars)| !bars.is_empty()).collect();
    let all = || rows.iter().flat_map(|(_, bars)| bars.iter().map(|(_, x)| *x));
    let low = all().fold(0.5, f64::min).log2().floor();
    let high = all().fold(2.0, f64::max).log2().ceil();
    let x = |ratio: f64| LEFT as f64 + (ratio.log2() - low) / (high - low) * WIDTH as f64;
    let height = 30 + rows.iter().map(|(_, bars)| bars.len() * BAR + GAP).sum::<usize>();
    let mut top = 20;
    html! {
        svg viewBox={ "0 0 " (LEFT + WIDTH + 70) " " (height) } role="img" aria-label=(metric.title()) {
            @for power in low as i32..=high as i32 {
                @let at = x(2f64.powi(power));
                line x1=(at) x2=(at) y1="14" y2=(height) class=(if power == 0 { "one" } else { "grid" }) {}
                text x=(at) y="10" text-anchor="middle" class="tick" {
                    @if power < 0 { "1/" (2u64.pow(-power as u32)) } @else { (2u64.pow(power as u32)) "x" }
                }
            }
            @for (p, bars) in &rows {
                text x=(LEFT - 8) y=(top + bars.len() * BAR / 2 + 4) text-anchor="end" { (r.programs[*p]) }
                @for (k, (i, ratio)) in bars.iter().enumerate() {
                    @let (a, b) = (x(ratio.min(1.0)), x(ratio.max(1.0)));
                    rect x=(a) y=(top + k * BAR) width=((b - a).max(1.0)) height=(BAR - 2) fill=(colour(*i)) {
                        title { (r.programs[*p]) ", " (r.implementations[*i].name) ": " (format!("{ratio:.2}x")) }
                    }
                    text x=(b + 4.0) y=(top + k * BAR + BAR - 3) class="tick" { (format!("{ratio:.2}")) }
                }
                ({ top += bars.len() * BAR + GAP; "" })
            }
        }
    }
}

const SIDE: (f64, f64) = (190.0, 90.0);

/// The iterations of one program, each implementation a line: how it warms up.
pub fn warm_up(r: &Results, program: usize) -> Option<Markup> {
    let lines: Vec<(usize, &[f64])> =
        (0..r.implementations.len()).map(|i| (i, r.times(program, i))).filter(|(_, t)| t.len() > 1).collect();
    let values = || lines.iter().flat_map(|(_, t)| t.iter().copied()).filter(|t| *t > 0.0);
    let (low, high) = (values().fold(f64::INFINITY, f64::min).ln(), values().fold(0.0, f64::max).ln());
    if lines.is_empty() || !low.is_finite() {
        return None;
    }
    let y = |t: f64| 8.0 + (high - t.max(1e-9).ln().max(low)) / (high - low).max(1e-9) * (SIDE.1 - 16.0);
    let points = |times: &[f64]| {
        let step = (SIDE.0 - 16.0) / (times.len() - 1) as f64;
        let point = |(i, t): (usize, &f64)| format!("{:.1},{:.1}", 8.0 + step * i as f64, y(*t));
        times.iter().enumerate().map(point).collect::<Vec<_>>().join(" ")
    };
    let (least, most) = (low.exp() * 1e3, high.exp() * 1e3);
    Some(html! {
        figure {
            svg viewBox={ "0 0 " (SIDE.0) " " (SIDE.1) } role="img" aria-label={ "Warm-up of " (r.programs[program]) } {
                @for (i, times) in &lines {
                    polyline points=(points(times)) fill="none" stroke=(colour(*i)) stroke-width="2" {
                        title { (r.implementations[*i].name) }
                    }
                }
            }
            figcaption { (r.programs[program]) span.tick { " " (format!("{least:.1} to {most:.1} ms")) } }
        }
    })
}
