//! str: case and questions about characters.

use crate::builtins::args::{this_text, word};
use crate::builtins::native::{AsciiSet, Inline, Native};
use crate::builtins::wtf8::{case, chars};
use crate::roots::bool_word;
use smallvec::SmallVec;
use trackway::{Machine, Raise, Value};
use trackway_kit::Str;

macro_rules! mapped {
    ($($name:ident $text:literal $map:expr, $ascii:expr);* $(;)?) => {$(
        fn $name(machine: &Machine, args: &[Value]) -> Result<Value, Raise> {
            let s = this_text(machine, args, $text)?;
            Ok(if s.is_ascii() { $ascii(machine, args[0], s) } else { word(machine, &$map(s)) })
        }
    )*};
}

mapped! {
    upper "upper" case::upper, |m, v, s| in_case(m, v, s, <[u8]>::make_ascii_uppercase);
    lower "lower" case::lower, |m, v, s| in_case(m, v, s, <[u8]>::make_ascii_lowercase);
    casefold "casefold" case::fold, |m, v, s| in_case(m, v, s, <[u8]>::make_ascii_lowercase);
    title "title" case::title, |m, _, s| ascii_word(m, &case::title(s));
    capitalize "capitalize" case::capitalize, |m, _, s| ascii_word(m, &case::capitalize(s));
    swapcase "swapcase" case::swap, |m, _, s| ascii_word(m, &case::swap(s));
}

fn ascii_word(machine: &Machine, bytes: &[u8]) -> Value {
    Str::ascii(&machine.heap, bytes).value()
}

/// ASCII text whose letters are brought into one case; `v`, which it is of, if they have it.
fn in_case(machine: &Machine, v: Value, s: &[u8], change: fn(&mut [u8])) -> Value {
    let mut out = SmallVec::<[u8; 64]>::from_slice(s);
    change(&mut out);
    if out[..] == *s && v.cast::<Str>().is_some() { v } else { ascii_word(machine, &out) }
}

macro_rules! asked {
    ($($name:ident $test:expr),* $(,)?) => {$(
        fn $name(machine: &Machine, args: &[Value]) -> Result<Value, Raise> {
            Ok(bool_word(machine, $test(this_text(machine, args, stringify!($name))?)))
        }
    )*};
}

asked! {
    isalpha |s| chars::all(s, chars::is_alpha),
    isdigit |s| chars::all(s, chars::is_digit),
    isdecimal |s| chars::all(s, chars::is_decimal),
    isnumeric |s| chars::all(s, chars::is_numeric),
    isalnum |s| chars::all(s, chars::is_alnum),
    isspace |s| chars::all(s, chars::is_space),
    isupper chars::all_upper,
    islower chars::all_lower,
    istitle chars::all_title,
    isidentifier chars::is_identifier,
    isascii |s: &[u8]| s.is_ascii(),
    isprintable |s: &[u8]| s.is_empty() || chars::all(s, chars::is_printable),
}

const UPPER: AsciiSet = AsciiSet::of(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ");
const LOWER: AsciiSet = AsciiSet::of(b"abcdefghijklmnopqrstuvwxyz");
const DIGITS: AsciiSet = AsciiSet::of(b"0123456789");
const LETTERS: AsciiSet = UPPER.and(LOWER);
const SPACE: AsciiSet = AsciiSet::of(b"\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f ");

/// Methods of str.
pub const METHODS: &[Native] = &[
    Native::pure("upper", 1, 1, upper).inline(Inline::SwapCaseOf(LOWER)),
    Native::pure("lower", 1, 1, lower).inline(Inline::SwapCaseOf(UPPER)),
    Native::pure("casefold", 1, 1, casefold),
    Native::pure("title", 1, 1, title),
    Native::pure("capitalize", 1, 1, capitalize),
    Native::pure("swapcase", 1, 1, swapcase),
    Native::pure("isalpha", 1, 1, isalpha).inline(Inline::Among(LETTERS)),
    Native::pure("isdigit", 1, 1, isdigit).inline(Inline::Among(DIGITS)),
    Native::pure("isdecimal", 1, 1, isdecimal).inline(Inline::Among(DIGITS)),
    Native::pure("isnumeric", 1, 1, isnumeric).inline(Inline::Among(DIGITS)),
    Native::pure("isalnum", 1, 1, isalnum).inline(Inline::Among(LETTERS.and(DIGITS))),
    Native::pure("isspace", 1, 1, isspace).inline(Inline::Among(SPACE)),
    Native::pure("isupper", 1, 1, isupper).inline(Inline::Among(UPPER)),
    Native::pure("islower", 1, 1, islower).inline(Inline::Among(LOWER)),
    Native::pure("istitle", 1, 1, istitle),
    Native::pure("isidentifier", 1, 1, isidentifier).inline(Inline::Among(LETTERS.and(AsciiSet::of(b"_")))),
    Native::pure("isascii", 1, 1, isascii),
    Native::pure("isprintable", 1, 1, isprintable),
];
