//! The bytes of a pickle that is being read.

/// See the module.
#[derive(Default)]
pub struct Input {
    pub bytes: Vec<u8>,
    pub at: usize,
}

/// Data is missing: so many bytes, or the rest of a line.
pub enum Short {
    Bytes(usize),
    Line,
}

impl Input {
    pub fn left(&self) -> usize {
        self.bytes.len() - self.at
    }

    /// More data behind what is left.
    pub fn feed(&mut self, data: &[u8]) {
        self.bytes.drain(..self.at);
        self.at = 0;
        self.bytes.extend_from_slice(data);
    }

    pub fn take(&mut self, n: usize) -> Result<&[u8], Short> {
        if n > self.left() {
            return Err(Short::Bytes(n - self.left()));
        }
        self.at += n;
        Ok(&self.bytes[self.at - n..self.at])
    }

    pub fn byte(&mut self) -> Result<u8, Short> {
        self.take(1).map(|b| b[0])
    }

    /// A number of `n` bytes, the lowest first.
    pub fn number(&mut self, n: usize) -> Result<u64, Short> {
        let bytes = self.take(n)?;
        Ok(bytes.iter().rev().fold(0, |all, b| all << 8 | u64::from(*b)))
    }

    /// Data behind its length of `n` bytes.
    pub fn sized(&mut self, n: usize) -> Result<&[u8], Short> {
        let length = usize::try_from(self.number(n)?).unwrap_or(usize::MAX);
        self.take(length)
    }

    /// The rest of a line, without its end.
    pub fn line(&mut self) -> Result<&[u8], Short> {
        let Some(n) = memchr::memchr(b'\n', &self.bytes[self.at..]) else { return Err(Short::Line) };
        let from = self.at;
        self.at += n + 1;
        Ok(&self.bytes[from..from + n])
    }
}
