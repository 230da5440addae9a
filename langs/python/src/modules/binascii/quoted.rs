//! Quoted-printable text: `=` and two digits for what is not printed as it is, lines of at most 76.

use super::super::args::{Answer, bytes_word};
use super::{of_ascii, of_bytes};
use crate::roots;
use trackway::{Machine, Value};

const LONGEST: usize = 76;

/// `(data, whether an underscore is a space)`
pub fn decode(machine: &Machine, args: &[Value]) -> Answer {
    let header = args[1] == machine.root(roots::TRUE);
    of_ascii(machine, args[0], |data| {
        let mut out = Vec::with_capacity(data.len());
        let mut at = 0;
        while let Some(b) = data.get(at) {
            at += 1;
            match b {
                b'=' => at += escaped(&data[at..], &mut out),
                b'_' if header => out.push(b' '),
                b => out.push(*b),
            }
        }
        Ok(bytes_word(machine, &out))
    })
}

/// What an equals sign stands for; how many bytes behind it belong to it.
fn escaped(rest: &[u8], out: &mut Vec<u8>) -> usize {
    let digit = |b: u8| char::from(b).to_digit(16).map(|d| d as u8);
    match rest {
        [] => 0,
        [b'\n', ..] => 1,
        [b'\r', ..] => memchr::memchr(b'\n', rest).map_or(rest.len(), |i| i + 1),
        [b'=', ..] => {
            out.push(b'=');
            1
        }
        [high, low, ..] if digit(*high).is_some() && digit(*low).is_some() => {
            out.push(digit(*high).unwrap_or(0) << 4 | digit(*low).unwrap_or(0));
            2
        }
        _ => {
            out.push(b'=');
            0
        }
    }
}

/// What is quoted.
struct Rules {
    tabs: bool,
    text: bool,
    header: bool,
}

impl Rules {
    /// Whether `b` has to be quoted where the line has `column` characters and `next` follows.
    fn quotes(&self, b: u8, column: usize, next: Option<u8>) -> bool {
        match b {
            b'=' | 127.. => true,
            b'_' => self.header,
            b'.' => column == 0 && matches!(next, None | Some(b'\n' | b'\r' | 0)),
            b'\n' | b'\r' => !self.text,
            b'\t' | b' ' => self.tabs || next.is_none(),
            0..b' ' => true,
            _ => false,
        }
    }
}

/// `(data, quote tabs, is text, is header)`
pub fn encode(machine: &Machine, args: &[Value]) -> Answer {
    let is = |i: usize| args[i] == machine.root(roots::TRUE);
    let rules = Rules { tabs: is(1), text: is(2), header: is(3) };
    of_bytes(machine, args[0], |data| Ok(bytes_word(machine, &encoded(data, &rules))))
}

fn encoded(data: &[u8], rules: &Rules) -> Vec<u8> {
    let first_end = memchr::memchr(b'\n', data).filter(|i| *i > 0);
    let end: &[u8] = if first_end.is_some_and(|i| data[i - 1] == b'\r') { b"\r\n" } else { b"\n" };
    let quote = |out: &mut Vec<u8>, b: u8| out.extend(format!("={b:02X}").bytes());
    let (mut out, mut column, mut at) = (Vec::with_capacity(data.len()), 0, 0);
    let soft_break = |out: &mut Vec<u8>| {
        out.push(b'=');
        out.extend_from_slice(end);
    };
    while let Some(b) = data.get(at).copied() {
        let next = data.get(at + 1).copied();
        at += 1;
        if rules.quotes(b, column, next) {
            if column + 3 >= LONGEST {
                soft_break(&mut out);
                column = 0;
            }
            quote(&mut out, b);
            column += 3;
        } else if rules.text && (b == b'\n' || b == b'\r' && next == Some(b'\n')) {
            column = 0;
            if let Some(space @ (b' ' | b'\t')) = out.last().copied() {
                out.pop();
                quote(&mut out, space);
            }
            out.extend_from_slice(end);
            at += usize::from(b == b'\r');
        } else {
            if next.is_some_and(|n| n != b'\n') && column + 1 >= LONGEST {
                soft_break(&mut out);
                column = 0;
            }
            column += 1;
            out.push(if rules.header && b == b' ' { b'_' } else { b });
        }
    }
    out
}
