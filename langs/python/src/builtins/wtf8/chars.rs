//! Properties of code points, as str's `is..` methods see them.

use super::points;
use unicode_properties::{GeneralCategory as G, GeneralCategoryGroup as Group, UnicodeGeneralCategory};

fn category(p: u32) -> G {
    char::from_u32(p).map_or(G::Surrogate, |c| c.general_category())
}

pub fn is_alpha(p: u32) -> bool {
    match p {
        0..=0x7f => (p as u8).is_ascii_alphabetic(),
        _ => matches!(
            category(p),
            G::UppercaseLetter | G::LowercaseLetter | G::TitlecaseLetter | G::ModifierLetter | G::OtherLetter
        ),
    }
}

pub fn is_decimal(p: u32) -> bool {
    match p {
        0..=0x7f => (p as u8).is_ascii_digit(),
        _ => category(p) == G::DecimalNumber,
    }
}

/// The value of a decimal digit of any script. The ten digits of a script follow one another, and
/// scripts' digits that touch begin at a multiple of ten from each other.
pub fn decimal_value(p: u32) -> Option<u32> {
    match p {
        0x30..=0x39 => Some(p - 0x30),
        0..=0x7f => None,
        _ if !is_decimal(p) => None,
        _ => Some((0..p).rev().take_while(|q| is_decimal(*q)).count() as u32 % 10),
    }
}

/// Code points with Numeric_Type=Digit that are no decimals: superscripts, circled digits.
const DIGITS: [(u32, u32); 20] = [
    (0xb2, 0xb3),
    (0xb9, 0xb9),
    (0x1369, 0x1371),
    (0x19da, 0x19da),
    (0x2070, 0x2070),
    (0x2074, 0x2079),
    (0x2080, 0x2089),
    (0x2460, 0x2468),
    (0x2474, 0x247c),
    (0x2488, 0x2490),
    (0x24ea, 0x24ea),
    (0x24f5, 0x24fd),
    (0x24ff, 0x24ff),
    (0x2776, 0x277e),
    (0x2780, 0x2788),
    (0x278a, 0x2792),
    (0x10a40, 0x10a43),
    (0x10e60, 0x10e68),
    (0x11052, 0x1105a),
    (0x1f100, 0x1f10a),
];

pub fn is_digit(p: u32) -> bool {
    is_decimal(p) || p > 0x7f && DIGITS.iter().any(|(from, to)| (*from..=*to).contains(&p))
}

/// Ideographs that stand for numbers.
const NUMERIC_IDEOGRAPHS: &str = "㐅㒃㠪㭍一七万三九二五亖亿什仟仨伍佰億兆兩八六十千卄卅卌叁参參叄四壱壹\
    壺幺廾廿弌弍弎弐拾捌柒漆玖百肆萬貮貳贰阡陆陌陸零両京仒";

pub fn is_numeric(p: u32) -> bool {
    if p <= 0x7f {
        return is_decimal(p);
    }
    let Some(c) = char::from_u32(p) else { return false };
    matches!(category(p), G::DecimalNumber | G::LetterNumber | G::OtherNumber)
        || NUMERIC_IDEOGRAPHS.contains(c)
}

/// Letters and digits of all kinds.
pub fn is_alnum(p: u32) -> bool {
    is_alpha(p) || is_numeric(p) || is_digit(p)
}

/// White space by Python's rule: bidirectional type B, S or WS, or category Zs.
pub fn is_space(p: u32) -> bool {
    matches!(p, 0x09..=0x0d | 0x1c..=0x20 | 0x85 | 0xa0 | 0x1680 | 0x2000..=0x200a | 0x2028 | 0x2029 | 0x202f | 0x205f | 0x3000)
}

/// Ends a line, for `splitlines`.
pub fn is_line_break(p: u32) -> bool {
    matches!(p, 0x0a..=0x0d | 0x1c..=0x1e | 0x85 | 0x2028 | 0x2029)
}

pub fn is_upper(p: u32) -> bool {
    char::from_u32(p).is_some_and(char::is_uppercase)
}

pub fn is_lower(p: u32) -> bool {
    char::from_u32(p).is_some_and(char::is_lowercase)
}

pub fn is_title(p: u32) -> bool {
    p > 0x7f && category(p) == G::TitlecaseLetter
}

pub fn is_cased(p: u32) -> bool {
    is_upper(p) || is_lower(p) || is_title(p)
}

/// Shown as itself by `repr`.
pub fn is_printable(p: u32) -> bool {
    match p {
        0x20..=0x7e => true,
        0..=0x7f => false,
        _ => match char::from_u32(p) {
            None => false,
            Some(c) => !matches!(c.general_category_group(), Group::Other | Group::Separator),
        },
    }
}

/// Whether there is a character and all satisfy `test`.
pub fn all(bytes: &[u8], test: impl Fn(u32) -> bool) -> bool {
    !bytes.is_empty() && points(bytes).all(test)
}

/// `isupper`: a cased character, and none that is not upper case.
pub fn all_upper(bytes: &[u8]) -> bool {
    points(bytes).any(is_upper) && !points(bytes).any(|p| is_lower(p) || is_title(p))
}

/// `islower`.
pub fn all_lower(bytes: &[u8]) -> bool {
    points(bytes).any(is_lower) && !points(bytes).any(|p| is_upper(p) || is_title(p))
}

/// `istitle`: upper case exactly at the beginning of each run of cased characters.
pub fn all_title(bytes: &[u8]) -> bool {
    let (mut inside, mut any) = (false, false);
    for p in points(bytes) {
        if is_upper(p) || is_title(p) {
            if inside {
                return false;
            }
            (inside, any) = (true, true);
        } else if is_lower(p) {
            if !inside {
                return false;
            }
            any = true;
        } else {
            inside = false;
        }
    }
    any
}

/// `isidentifier`.
pub fn is_identifier(bytes: &[u8]) -> bool {
    let mut chars = points(bytes).map(|p| char::from_u32(p).unwrap_or('\0'));
    chars.next().is_some_and(|c| c == '_' || unicode_ident::is_xid_start(c))
        && chars.all(unicode_ident::is_xid_continue)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimal_values_of_other_scripts() {
        assert_eq!(decimal_value('٣' as u32), Some(3));
        assert_eq!(decimal_value('𝟗' as u32), Some(9));
        assert_eq!(decimal_value('𝟘' as u32), Some(0));
        assert_eq!(decimal_value('²' as u32), None);
    }

    #[test]
    fn case_of_whole_strings() {
        assert!(all_title("Hello World".as_bytes()) && !all_title("HEllo".as_bytes()) && !all_title(b"1"));
        assert!(all_upper("A1".as_bytes()) && !all_upper(b"1") && !all_upper(b"Aa"));
        assert!(is_identifier("_é1".as_bytes()) && !is_identifier(b"1a") && !is_identifier(b""));
    }

    #[test]
    fn kinds_of_digits() {
        assert!(
            is_digit(0xb2) && !is_decimal(0xb2) && is_numeric(0xbd) && !is_digit(0xbd) && is_numeric(0x4e00)
        );
    }
}
