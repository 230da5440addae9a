//! Texts by characters.

/// A text to match in.
pub trait Text: Copy {
    /// No character is above 255.
    const NARROW: bool;

    fn at(self, i: usize) -> u32;

    /// The first place of a character in `from..to`.
    fn find(self, from: usize, to: usize, c: u32) -> Option<usize>;
}

impl Text for &[u8] {
    const NARROW: bool = true;

    #[inline(always)]
    fn at(self, i: usize) -> u32 {
        self[i] as u32
    }

    #[inline]
    fn find(self, from: usize, to: usize, c: u32) -> Option<usize> {
        let c = u8::try_from(c).ok()?;
        memchr::memchr(c, &self[from..to]).map(|i| from + i)
    }
}

impl Text for &[u32] {
    const NARROW: bool = false;

    #[inline(always)]
    fn at(self, i: usize) -> u32 {
        self[i]
    }

    fn find(self, from: usize, to: usize, c: u32) -> Option<usize> {
        self[from..to].iter().position(|x| *x == c).map(|i| from + i)
    }
}
