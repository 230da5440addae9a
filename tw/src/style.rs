//! Colours, which `anstream` leaves out where nobody sees them or NO_COLOR asks for it.

use anstyle::{AnsiColor, Style};

pub const BOLD: Style = Style::new().bold();
pub const DIM: Style = Style::new().dimmed();
pub const RED: Style = AnsiColor::Red.on_default();
pub const YELLOW: Style = AnsiColor::Yellow.on_default();
pub const GREEN: Style = AnsiColor::Green.on_default();
pub const CYAN: Style = AnsiColor::Cyan.on_default();

/// The text in a style.
pub fn paint(style: Style, text: impl std::fmt::Display) -> String {
    format!("{style}{text}{style:#}")
}

/// An error: what is wrong on the first line, hints on the others.
pub fn error(message: &str) {
    let (first, hints) = message.split_once('\n').unwrap_or((message, ""));
    anstream::eprintln!("{} {first}", paint(RED.bold(), "tw:"));
    hints.lines().for_each(|hint| anstream::eprintln!("    {hint}"));
}

pub fn warn(message: &str) {
    anstream::eprintln!("{} {message}", paint(YELLOW.bold(), "tw:"));
}

/// A count with commas: 1,234,567.
pub fn count(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// `1 time`, `3 times`.
pub fn times(n: u64) -> String {
    plural(n, "time")
}

/// A count and its noun.
pub fn plural(n: u64, noun: &str) -> String {
    format!("{} {noun}{}", count(n), if n == 1 { "" } else { "s" })
}

/// How hot a count is beside the greatest one: 0 for never, 1 to 5.
pub fn heat(n: u64, most: u64) -> u32 {
    if n == 0 {
        return 0;
    }
    let share = (n as f64).ln_1p() / (most.max(2) as f64).ln_1p();
    1 + (share * 4.0).round() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts() {
        assert_eq!(count(7), "7");
        assert_eq!(count(1234567), "1,234,567");
        assert_eq!((times(1), times(2)), ("1 time".into(), "2 times".into()));
    }

    #[test]
    fn heat_is_from_0_to_5() {
        assert_eq!((heat(0, 9), heat(1, 1_000_000), heat(1_000_000, 1_000_000)), (0, 1, 5));
    }
}
