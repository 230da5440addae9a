//! unicodedata: names, categories, normal forms.
//!
//! Widths, directions and mirroring are in `unicodedata.txt`: ranges of code points and their value.

use super::args::{Answer, given, int_word, text, text_word};
use super::paths;
use crate::builtins::native::Native;
use crate::builtins::wtf8::chars;
use crate::builtins::{Home, Table};
use crate::errors::{raise_with, type_error, value_error};
use crate::roots::bool_word;
use crate::types::builtin::Cls;
use crate::types::module;
use crate::types::objects::Module;
use crate::values::{type_name, unwrap};
use std::collections::HashMap;
use std::sync::OnceLock;
use trackway::{Gc, Machine, Raise, Value};
use trackway_kit::string::points;
use trackway_kit::{Str, str_of};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{canonical_combining_class, decompose_canonical, decompose_compatible};
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

pub const TABLES: &[Table] = &[Table { home: Home::Module("unicodedata"), natives: FUNCTIONS }];

type Ranges = Vec<(u32, u32, &'static str)>;

fn ranges(what: &str, point: u32) -> Option<&'static str> {
    static ALL: OnceLock<HashMap<&'static str, Ranges>> = OnceLock::new();
    let all = ALL.get_or_init(|| {
        let mut all: HashMap<&str, Ranges> = HashMap::new();
        for line in include_str!("unicodedata.txt").lines() {
            let mut words = line.split(' ');
            let name = words.next().unwrap_or_default();
            for w in words {
                let (range, v) = w.split_once(':').unwrap_or((w, ""));
                let (a, b) = range.split_once('-').unwrap_or((range, range));
                let hex = |s| u32::from_str_radix(s, 16).unwrap_or(0);
                all.entry(name).or_default().push((hex(a), hex(b), v));
            }
        }
        all
    });
    let rows = all.get(what)?;
    let i = rows.partition_point(|r| r.1 < point);
    rows.get(i).filter(|r| r.0 <= point).map(|r| r.2)
}

/// The one code point of an argument.
fn point(machine: &Machine, v: Value, what: &str) -> Result<u32, Raise> {
    let s = str_of(unwrap(machine, v));
    match s {
        Some(s) if Str::len(s) == 1 => Ok(Str::point(&machine.heap, s, 0)),
        _ => {
            let given = match s {
                Some(s) => format!("a string of length {}", Str::len(s)),
                None => type_name(machine, v),
            };
            let text = if what == "name" || what == "decimal" || what == "digit" || what == "numeric" {
                format!("{what}() argument 1 must be a unicode character, not {given}")
            } else {
                format!("{what}() argument must be a unicode character, not {given}")
            };
            Err(type_error(machine, &text))
        }
    }
}

fn category_text(p: u32) -> &'static str {
    use GeneralCategory as G;
    let Some(c) = char::from_u32(p) else { return "Cs" };
    match c.general_category() {
        G::UppercaseLetter => "Lu",
        G::LowercaseLetter => "Ll",
        G::TitlecaseLetter => "Lt",
        G::ModifierLetter => "Lm",
        G::OtherLetter => "Lo",
        G::NonspacingMark => "Mn",
        G::SpacingMark => "Mc",
        G::EnclosingMark => "Me",
        G::DecimalNumber => "Nd",
        G::LetterNumber => "Nl",
        G::OtherNumber => "No",
        G::ConnectorPunctuation => "Pc",
        G::DashPunctuation => "Pd",
        G::OpenPunctuation => "Ps",
        G::ClosePunctuation => "Pe",
        G::InitialPunctuation => "Pi",
        G::FinalPunctuation => "Pf",
        G::OtherPunctuation => "Po",
        G::MathSymbol => "Sm",
        G::CurrencySymbol => "Sc",
        G::ModifierSymbol => "Sk",
        G::OtherSymbol => "So",
        G::SpaceSeparator => "Zs",
        G::LineSeparator => "Zl",
        G::ParagraphSeparator => "Zp",
        G::Control => "Cc",
        G::Format => "Cf",
        G::Surrogate => "Cs",
        G::PrivateUse => "Co",
        _ => "Cn",
    }
}

fn name(machine: &Machine, args: &[Value]) -> Answer {
    let p = point(machine, args[0], "name")?;
    let found = char::from_u32(p).and_then(unicode_names2::name).map(|n| n.to_string());
    match (found, args.get(1)) {
        (Some(n), _) => Ok(text_word(machine, &n)),
        (None, Some(default)) => Ok(*default),
        (None, None) => Err(value_error(machine, "no such name")),
    }
}

fn lookup(machine: &Machine, args: &[Value]) -> Answer {
    let n = text(machine, args[0])?;
    match unicode_names2::character(&n) {
        Some(c) => Ok(text_word(machine, c.encode_utf8(&mut [0; 4]))),
        None => {
            let text = text_word(machine, &format!("undefined character name '{n}'"));
            Err(raise_with(machine, Cls::KeyError, &[text]))
        }
    }
}

fn normal(form: &str, part: &str) -> Option<String> {
    Some(match form {
        "NFC" => part.nfc().collect(),
        "NFD" => part.nfd().collect(),
        "NFKC" => part.nfkc().collect(),
        "NFKD" => part.nfkd().collect(),
        _ => return None,
    })
}

/// Normalises; lone surrogates stay where they are.
fn normalized(machine: &Machine, args: &[Value]) -> Result<Vec<u32>, Raise> {
    let form = text(machine, args[0])?;
    let Some(s) = str_of(unwrap(machine, args[1])) else {
        let given = type_name(machine, args[1]);
        return Err(type_error(machine, &format!("normalize() argument 2 must be str, not {given}")));
    };
    let mut out = Vec::new();
    let mut part = String::new();
    let take = |part: &mut String, out: &mut Vec<u32>| match normal(&form, part) {
        Some(n) => {
            out.extend(n.chars().map(u32::from));
            part.clear();
            Ok(())
        }
        None => Err(value_error(machine, "invalid normalization form")),
    };
    for p in points(Str::bytes(&machine.heap, s)) {
        match char::from_u32(p) {
            Some(c) => part.push(c),
            None => {
                take(&mut part, &mut out)?;
                out.push(p);
            }
        }
    }
    take(&mut part, &mut out)?;
    Ok(out)
}

fn decomposition(machine: &Machine, args: &[Value]) -> Answer {
    let p = point(machine, args[0], "decomposition")?;
    let Some(c) = char::from_u32(p).filter(|c| !('\u{ac00}'..='\u{d7a3}').contains(c)) else {
        return Ok(text_word(machine, ""));
    };
    let (mut canonical, mut compatible) = (Vec::new(), Vec::new());
    decompose_canonical(c, |c| canonical.push(c));
    decompose_compatible(c, |c| compatible.push(c));
    let hex = |all: &[char]| all.iter().map(|c| format!("{:04X}", *c as u32)).collect::<Vec<_>>().join(" ");
    let text = if canonical != [c] {
        // One step only: the last mark and what it composes with.
        match canonical.split_last() {
            Some((last, init)) if init.len() > 1 => {
                let first: String = init.iter().collect::<String>().nfc().collect();
                hex(&first.chars().chain([*last]).collect::<Vec<_>>())
            }
            _ => hex(&canonical),
        }
    } else if compatible != [c] {
        format!("<compat> {}", hex(&compatible))
    } else {
        String::new()
    };
    Ok(text_word(machine, &text))
}

/// A value of a digit, or the default, or an error.
fn number(machine: &Machine, args: &[Value], what: &str, v: Option<Value>) -> Answer {
    match (v, given(machine, args, 1).or(args.get(1).copied())) {
        (Some(v), _) => Ok(v),
        (None, Some(default)) => Ok(default),
        (None, None) => {
            let text =
                if what == "numeric" { "not a numeric character".into() } else { format!("not a {what}") };
            Err(value_error(machine, &text))
        }
    }
}

fn numeric(machine: &Machine, args: &[Value]) -> Answer {
    let p = point(machine, args[0], "numeric")?;
    let plain = chars::decimal_value(p).map(|d| d as f64);
    let v = plain.or_else(|| named_number(p)).map(|f| machine.heap.float(f));
    number(machine, args, "numeric", v)
}

/// What the name of a fraction or number says.
fn named_number(p: u32) -> Option<f64> {
    const VULGAR: &[(u32, f64, f64)] = &[
        (0xbc, 1.0, 4.0),
        (0xbd, 1.0, 2.0),
        (0xbe, 3.0, 4.0),
        (0x2150, 1.0, 7.0),
        (0x2151, 1.0, 9.0),
        (0x2152, 1.0, 10.0),
        (0x2153, 1.0, 3.0),
        (0x2154, 2.0, 3.0),
        (0x2155, 1.0, 5.0),
        (0x2156, 2.0, 5.0),
        (0x2157, 3.0, 5.0),
        (0x2158, 4.0, 5.0),
        (0x2159, 1.0, 6.0),
        (0x215a, 5.0, 6.0),
        (0x215b, 1.0, 8.0),
        (0x215c, 3.0, 8.0),
        (0x215d, 5.0, 8.0),
        (0x215e, 7.0, 8.0),
    ];
    match p {
        0x2160..=0x216b => Some((p - 0x215f) as f64),
        0x2170..=0x217b => Some((p - 0x216f) as f64),
        0x216c | 0x217c => Some(50.0),
        0x216d | 0x217d => Some(100.0),
        0x216e | 0x217e => Some(500.0),
        0x216f | 0x217f => Some(1000.0),
        0xb2 | 0xb3 => Some((p - 0xb0) as f64),
        0xb9 => Some(1.0),
        0x2070 | 0x2074..=0x2079 => Some((p - 0x2070) as f64),
        0x2080..=0x2089 => Some((p - 0x2080) as f64),
        0x2460..=0x2473 => Some((p - 0x245f) as f64),
        0x4e00 => Some(1.0),
        0x4e8c => Some(2.0),
        0x4e09 => Some(3.0),
        0x56db => Some(4.0),
        0x4e94 => Some(5.0),
        0x516d => Some(6.0),
        0x4e03 => Some(7.0),
        0x516b => Some(8.0),
        0x4e5d => Some(9.0),
        0x5341 => Some(10.0),
        _ => VULGAR.iter().find(|v| v.0 == p).map(|v| v.1 / v.2),
    }
}

const FUNCTIONS: &[Native] = &[
    Native::pure("name", 1, 2, name),
    Native::pure("lookup", 1, 1, lookup),
    Native::pure("category", 1, 1, |m, a| Ok(text_word(m, category_text(point(m, a[0], "category")?)))),
    Native::pure("normalize", 2, 2, |m, a| Ok(Str::from_points(&m.heap, normalized(m, a)?).value())),
    Native::pure("is_normalized", 2, 2, |m, a| {
        let now = normalized(m, a)?;
        let before = str_of(unwrap(m, a[1])).map(|s| points(Str::bytes(&m.heap, s)).collect::<Vec<_>>());
        Ok(bool_word(m, before == Some(now)))
    }),
    Native::pure("combining", 1, 1, |m, a| {
        let c = char::from_u32(point(m, a[0], "combining")?);
        Ok(int_word(m, c.map_or(0, canonical_combining_class) as i64))
    }),
    Native::pure("decomposition", 1, 1, decomposition),
    Native::pure("east_asian_width", 1, 1, |m, a| {
        Ok(text_word(m, ranges("width", point(m, a[0], "east_asian_width")?).unwrap_or("N")))
    }),
    Native::pure("bidirectional", 1, 1, |m, a| {
        Ok(text_word(m, ranges("bidi", point(m, a[0], "bidirectional")?).unwrap_or("L")))
    }),
    Native::pure("mirrored", 1, 1, |m, a| {
        Ok(int_word(m, i64::from(ranges("mirrored", point(m, a[0], "mirrored")?).is_some())))
    }),
    Native::pure("decimal", 1, 2, |m, a| {
        let v = chars::decimal_value(point(m, a[0], "decimal")?).map(|d| int_word(m, d as i64));
        number(m, a, "decimal", v)
    }),
    Native::pure("digit", 1, 2, |m, a| {
        let p = point(m, a[0], "digit")?;
        let d = chars::decimal_value(p).map(|d| d as f64);
        let d = d.or_else(|| named_number(p).filter(|_| chars::is_digit(p)));
        number(m, a, "digit", d.map(|d| int_word(m, d as i64)))
    }),
    Native::pure("numeric", 1, 2, numeric),
];

/// The module's variables.
pub fn constants(machine: &Machine, m: Gc<Module>) {
    module::define(machine, m, "unidata_version", paths::decode(machine, b"16.0.0"));
}
