//! Colours of tracebacks and prompts: those of the reference implementation.

use crate::runtime::rt;
use std::io::IsTerminal;
use trackway::Machine;

/// How a text is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Colour(bool);

const MAGENTA: &str = "\x1b[35m";
const BOLD_MAGENTA: &str = "\x1b[1;35m";
const RED: &str = "\x1b[31m";
const BOLD_RED: &str = "\x1b[1;31m";
const RESET: &str = "\x1b[0m";

impl Colour {
    /// As the environment asks for: PYTHON_COLORS, NO_COLOR, FORCE_COLOR; else for a terminal.
    pub fn wanted(machine: &Machine, stream: &impl IsTerminal) -> Colour {
        let variable = |name: &str| std::env::var(name).ok().filter(|v| !v.is_empty());
        if !rt(machine).flags.borrow().ignore_environment {
            match variable("PYTHON_COLORS").as_deref() {
                Some("0") => return Colour(false),
                Some("1") => return Colour(true),
                _ => {}
            }
        }
        let on = match (variable("NO_COLOR"), variable("FORCE_COLOR"), variable("TERM").as_deref()) {
            (Some(_), ..) => false,
            (_, Some(_), _) => true,
            (_, _, Some("dumb")) => false,
            _ => stream.is_terminal(),
        };
        Colour(on)
    }

    fn wrap(self, code: &str, text: &str) -> String {
        if self.0 && !text.is_empty() { format!("{code}{text}{RESET}") } else { text.to_string() }
    }

    /// File, line and function of a frame, and what an exception says.
    pub fn detail(self, text: &str) -> String {
        self.wrap(MAGENTA, text)
    }

    /// The class of an exception; a prompt.
    pub fn title(self, text: &str) -> String {
        self.wrap(BOLD_MAGENTA, text)
    }

    /// A text and the marks under it, each character in the colour of its mark.
    pub fn marked(self, text: &str, marks: &str) -> (String, String) {
        if !self.0 {
            return (text.to_string(), marks.to_string());
        }
        let mut out = (String::new(), String::new());
        let characters: Vec<char> = text.chars().collect();
        let marks: Vec<char> = marks.chars().collect();
        let mut at = 0;
        while at < characters.len().max(marks.len()) {
            let mark = marks.get(at).copied().unwrap_or(' ');
            let end = (at..marks.len()).find(|i| marks[*i] != mark).unwrap_or(marks.len());
            let end = if at >= marks.len() { characters.len() } else { end };
            let piece = |all: &[char]| all.iter().skip(at).take(end - at).collect::<String>();
            let code = match mark {
                '^' => BOLD_RED,
                '~' => RED,
                _ => "",
            };
            for (out, all) in [(&mut out.0, &characters), (&mut out.1, &marks)] {
                let part = piece(all);
                out.push_str(&if code.is_empty() { part } else { self.wrap(code, &part) });
            }
            at = end;
        }
        out
    }
}
