//! What a format says: which items lie where. Formats are parsed once.

use super::wrong;
use crate::runtime::rt;
use rustc_hash::FxHashMap;
use std::cell::RefCell;
use std::rc::Rc;
use trackway::{Machine, Raise};

/// Items of one kind, one behind the other.
pub struct Item {
    pub code: u8,
    pub count: usize,
    /// Bytes of one.
    pub size: usize,
    /// Where the first one begins.
    pub at: usize,
}

pub struct Layout {
    pub little: bool,
    pub items: Vec<Item>,
    pub size: usize,
    /// How many values the format takes.
    pub values: usize,
}

/// Layouts by format.
#[derive(Default)]
pub struct Layouts {
    known: RefCell<FxHashMap<Box<[u8]>, Rc<Layout>>>,
}

pub fn of(machine: &Machine, format: &[u8]) -> Result<Rc<Layout>, Raise> {
    const MANY: usize = 100;
    let known = &rt(machine).struct_layouts.known;
    if let Some(layout) = known.borrow().get(format) {
        return Ok(layout.clone());
    }
    let layout = Rc::new(parse(format).map_err(|text| wrong(machine, text))?);
    let mut known = known.borrow_mut();
    if known.len() == MANY {
        known.clear();
    }
    known.insert(format.into(), layout.clone());
    Ok(layout)
}

/// Size and alignment of a code.
fn measures(code: u8, native: bool) -> Option<(usize, usize)> {
    let size = match code {
        b'x' | b'c' | b'b' | b'B' | b'?' | b's' | b'p' => 1,
        b'h' | b'H' | b'e' => 2,
        b'i' | b'I' | b'f' => 4,
        b'l' | b'L' if !native => 4,
        b'l' | b'L' | b'q' | b'Q' | b'd' => 8,
        b'n' | b'N' | b'P' if native => 8,
        b'F' => return Some((8, 4)),
        b'D' => return Some((16, 8)),
        _ => return None,
    };
    Some((size, size))
}

fn parse(format: &[u8]) -> Result<Layout, &'static str> {
    let (little, native, rest) = match format.first() {
        Some(b'<' | b'=') => (true, false, &format[1..]),
        Some(b'>' | b'!') => (false, false, &format[1..]),
        Some(b'@') => (true, true, &format[1..]),
        _ => (true, true, format),
    };
    let mut l = Layout { little, items: Vec::new(), size: 0, values: 0 };
    let mut count = None;
    for b in rest {
        if b.is_ascii_digit() {
            let n = count.unwrap_or(0usize).checked_mul(10).and_then(|n| n.checked_add((b - b'0') as usize));
            count = Some(n.ok_or("overflow in item count")?);
            continue;
        }
        if b.is_ascii_whitespace() && count.is_none() {
            continue;
        }
        let (size, align) = measures(*b, native).ok_or("bad char in struct format")?;
        if native {
            l.size = l.size.next_multiple_of(align);
        }
        let count = count.take().unwrap_or(1);
        l.items.push(Item { code: *b, count, size, at: l.size });
        l.size = size
            .checked_mul(count)
            .and_then(|n| l.size.checked_add(n))
            .filter(|n| *n < isize::MAX as usize)
            .ok_or("total struct size too long")?;
        l.values = l.values.saturating_add(match b {
            b'x' => 0,
            b's' | b'p' => 1,
            _ => count,
        });
    }
    if count.is_some() {
        return Err("repeat count given without format specifier");
    }
    Ok(l)
}
