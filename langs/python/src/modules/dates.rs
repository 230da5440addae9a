//! Days of the proleptic Gregorian calendar and texts of times: natives behind `library/modules/_datetime.py` and
//! `time.py`.

use super::args::{Answer, int, int_word};
use crate::builtins::native::Native;
use crate::builtins::{Home, Table};
use crate::errors::value_error;
use crate::roots;
use crate::values::unwrap;
use std::io::Write;
use trackway::{Machine, Value};
use trackway_kit::{Str, Tuple};

pub const TABLES: &[Table] = &[Table { home: Home::Prelude, natives: PRIVATE }];

const PRIVATE: &[Native] = &[
    Native::pure("_date_of_ordinal", 1, 1, date_of),
    Native::pure("_ordinal_of_date", 3, 3, ordinal_of),
    Native::pure("_iso_parts", 1, 1, iso_parts),
    Native::pure("_strftime_plain", 2, 2, strftime),
];

/// Days from 1 March of year 0 to the first of a month that is counted from March on.
fn days_before(month: i64) -> i64 {
    (153 * month + 2) / 5
}

/// The number of a day: 1 January of year 1 is day 1. Years begin in March here, so that a leap day is
/// the last of its year.
fn ordinal(year: i64, month: i64, day: i64) -> i64 {
    let (y, m) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    365 * y + y.div_euclid(4) - y.div_euclid(100) + y.div_euclid(400) + days_before(m) + day - 306
}

/// Year, month and day of a number.
fn date(n: i64) -> (i64, i64, i64) {
    const CENTURIES: i64 = 146_097;
    let n = n + 305;
    let (era, day) = (n.div_euclid(CENTURIES), n.rem_euclid(CENTURIES));
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let m = (5 * day + 2) / 153;
    let month = if m < 10 { m + 3 } else { m - 9 };
    (400 * era + year + i64::from(month <= 2), month, day - days_before(m) + 1)
}

fn words(machine: &Machine, all: &[i64]) -> Value {
    let all: Vec<Value> = all.iter().map(|n| int_word(machine, *n)).collect();
    Tuple::new(&machine.heap, &all).value()
}

/// Ordinals that are far from any date.
const FAR: i64 = 1 << 40;

/// `(n)`: year, month, day.
fn date_of(machine: &Machine, args: &[Value]) -> Answer {
    let (y, m, d) = date(int(machine, args[0])?.clamp(-FAR, FAR));
    Ok(words(machine, &[y, m, d]))
}

/// `(year, month, day)`: the ordinal.
fn ordinal_of(machine: &Machine, args: &[Value]) -> Answer {
    let (y, m, d) = (int(machine, args[0])?, int(machine, args[1])?, int(machine, args[2])?);
    if !(1..=12).contains(&m) || y.abs() > FAR || d.abs() > FAR {
        return Err(value_error(machine, &format!("month must be in 1..12, not {m}")));
    }
    Ok(int_word(machine, ordinal(y, m, d)))
}

/// `(string)`: the numbers of `YYYY-MM-DD` or `YYYY-MM-DD?HH:MM[:SS[.ffffff]]`; None for everything else.
fn iso_parts(machine: &Machine, args: &[Value]) -> Answer {
    let text = args[0].cast::<Str>().map(|s| Str::bytes(&machine.heap, s));
    Ok(match text.and_then(iso_numbers) {
        Some(all) => words(machine, &all),
        None => roots::none(machine),
    })
}

fn iso_numbers(s: &[u8]) -> Option<Vec<i64>> {
    // Where numbers stand, and what stands in front of them; 0: any ASCII character.
    const PLACES: &[(usize, usize, u8)] =
        &[(5, 2, b'-'), (8, 2, b'-'), (11, 2, 0), (14, 2, b':'), (17, 2, b':'), (20, 6, b'.')];
    if !matches!(s.len(), 10 | 16 | 19 | 26) {
        return None;
    }
    let number = |at: usize, n: usize| {
        let digits = s.get(at..at + n).filter(|d| d.iter().all(u8::is_ascii_digit))?;
        Some(digits.iter().fold(0, |n, d| 10 * n + i64::from(d - b'0')))
    };
    let mut all = vec![number(0, 4)?];
    for (at, n, mark) in PLACES.iter().take_while(|p| p.0 < s.len()) {
        let before = s[at - 1];
        if before != *mark && (*mark != 0 || !before.is_ascii() || before.is_ascii_digit()) {
            return None;
        }
        all.push(number(*at, *n)?);
    }
    Some(all)
}

/// `(format, nine numbers in a tuple)`: the text by `strftime`'s plain directives, which no time zone has a say in; None
/// where there are others, or numbers that need a look.
fn strftime(machine: &Machine, args: &[Value]) -> Answer {
    let format = args[0].cast::<Str>().map(|s| Str::bytes(&machine.heap, s));
    let numbers = unwrap(machine, args[1]).cast::<Tuple>().map(Tuple::to_vec).unwrap_or_default();
    let numbers: Option<Vec<i64>> = numbers.into_iter().map(Value::as_int).collect();
    let text = format.zip(numbers).and_then(|(f, t)| formatted(f, t.first_chunk()?));
    Ok(text.map_or(roots::none(machine), |text| Str::from_wtf8(&machine.heap, &text).value()))
}

const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn formatted(format: &[u8], t: &[i64; 8]) -> Option<Vec<u8>> {
    const RANGES: [(i64, i64); 8] =
        [(1000, 9999), (1, 12), (1, 31), (0, 23), (0, 59), (0, 61), (0, 6), (1, 366)];
    if !t.iter().zip(RANGES).all(|(n, (low, high))| (low..=high).contains(n)) {
        return None;
    }
    let [y, mon, d, h, min, s, wday, yday] = *t;
    let (day, month, hour) = (DAYS[wday as usize], MONTHS[mon as usize - 1], (h + 11) % 12 + 1);
    let half = if h < 12 { "AM" } else { "PM" };
    let (mut out, mut rest) = (Vec::with_capacity(2 * format.len()), format.iter());
    while let Some(b) = rest.next() {
        if *b != b'%' {
            out.push(*b);
            continue;
        }
        let done = match rest.next()? {
            b'Y' => write!(out, "{y}"),
            b'm' => write!(out, "{mon:02}"),
            b'd' => write!(out, "{d:02}"),
            b'e' => write!(out, "{d:2}"),
            b'H' => write!(out, "{h:02}"),
            b'I' => write!(out, "{hour:02}"),
            b'M' => write!(out, "{min:02}"),
            b'S' => write!(out, "{s:02}"),
            b'y' => write!(out, "{:02}", y % 100),
            b'j' => write!(out, "{yday:03}"),
            b'p' => write!(out, "{half}"),
            b'F' => write!(out, "{y}-{mon:02}-{d:02}"),
            b'T' | b'X' => write!(out, "{h:02}:{min:02}:{s:02}"),
            b'R' => write!(out, "{h:02}:{min:02}"),
            b'D' | b'x' => write!(out, "{mon:02}/{d:02}/{:02}", y % 100),
            b'a' => write!(out, "{}", &day[..3]),
            b'A' => write!(out, "{day}"),
            b'b' | b'h' => write!(out, "{}", &month[..3]),
            b'B' => write!(out, "{month}"),
            b'c' => write!(out, "{} {} {d:2} {h:02}:{min:02}:{s:02} {y}", &day[..3], &month[..3]),
            b'%' => write!(out, "%"),
            _ => return None,
        };
        done.ok()?;
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_there_and_back() {
        let mut next = 1;
        for (y, m) in (1..=9999).flat_map(|y| (1..=12).map(move |m| (y, m))) {
            let leap = y % 4 == 0 && (y % 100 != 0 || y % 400 == 0);
            let days = match m {
                2 => 28 + i64::from(leap),
                4 | 6 | 9 | 11 => 30,
                _ => 31,
            };
            for d in 1..=days {
                assert_eq!((ordinal(y, m, d), date(next)), (next, (y, m, d)));
                next += 1;
            }
        }
        assert_eq!(next, 3_652_060);
    }

    #[test]
    fn iso_texts() {
        assert_eq!(iso_numbers(b"2020-05-17"), Some(vec![2020, 5, 17]));
        assert_eq!(iso_numbers(b"2020-05-17T01:02:03.000004"), Some(vec![2020, 5, 17, 1, 2, 3, 4]));
        for odd in ["2020-5-17", "20200517", "2020-05-17T01-02", "2020-05-17 01:02:03,000004", "2020-W01-1"] {
            assert_eq!(iso_numbers(odd.as_bytes()), None, "{odd}");
        }
    }
}
