//! Type codes: what the items of an array are.

/// A type code, a character of [`Code::ALL`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code(u8);

impl Code {
    pub const ALL: &'static str = "bBuwhHiIlLqQfd";

    pub fn of(character: u8) -> Option<Code> {
        Code::ALL.as_bytes().contains(&character).then_some(Code(character))
    }

    /// From the field of an array.
    #[inline(always)]
    pub fn known(field: i64) -> Code {
        Code(field as u8)
    }

    pub fn character(self) -> char {
        self.0 as char
    }

    /// Bytes of an item, seen from outside.
    pub fn size(self) -> usize {
        match self.0 {
            b'b' | b'B' => 1,
            b'h' | b'H' => 2,
            b'l' | b'L' | b'q' | b'Q' | b'd' => 8,
            _ => 4,
        }
    }

    #[inline(always)]
    pub fn is_float(self) -> bool {
        matches!(self.0, b'f' | b'd')
    }

    /// Whether items are rounded to single precision.
    #[inline(always)]
    pub fn is_single(self) -> bool {
        self.0 == b'f'
    }

    #[inline(always)]
    pub fn is_text(self) -> bool {
        matches!(self.0, b'u' | b'w')
    }

    /// Unsigned items that need all bits of a word.
    #[inline(always)]
    pub fn is_unsigned_word(self) -> bool {
        matches!(self.0, b'L' | b'Q')
    }

    pub fn is_signed(self) -> bool {
        matches!(self.0, b'b' | b'h' | b'i' | b'l' | b'q')
    }

    /// The least and the greatest item of an integer code.
    #[inline(always)]
    pub fn range(self) -> (i128, i128) {
        match self.0 {
            b'b' => (i8::MIN as i128, i8::MAX as i128),
            b'B' => (0, u8::MAX as i128),
            b'h' => (i16::MIN as i128, i16::MAX as i128),
            b'H' => (0, u16::MAX as i128),
            b'i' => (i32::MIN as i128, i32::MAX as i128),
            b'I' => (0, u32::MAX as i128),
            b'L' | b'Q' => (0, u64::MAX as i128),
            _ => (i64::MIN as i128, i64::MAX as i128),
        }
    }

    /// What the C type is called in messages about numbers that are out of range, if it is called anything.
    pub fn c_type(self) -> Option<&'static str> {
        Some(match self.0 {
            b'b' => "signed char",
            b'B' => "unsigned byte integer",
            b'h' => "signed short integer",
            b'H' => "unsigned short",
            b'i' => "signed integer",
            b'I' => "unsigned int",
            _ => return None,
        })
    }
}
