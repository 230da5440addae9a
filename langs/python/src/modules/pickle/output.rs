//! The bytes of a pickle: opcodes with their arguments, in frames from protocol 4 on.

use super::opcodes::*;

/// Bytes of a frame at least, its header not counted; what is longer than a target has none.
const FRAME_MIN: usize = 4;
const FRAME_TARGET: usize = 64 * 1024;
const FRAME_HEADER: usize = 9;

/// See the module.
pub struct Output {
    pub protocol: u8,
    pub bytes: Vec<u8>,
    framing: bool,
    /// Where the header of the frame under way belongs.
    frame: Option<usize>,
}

impl Output {
    pub fn new(protocol: u8) -> Output {
        Output { protocol, bytes: Vec::new(), framing: false, frame: None }
    }

    /// Opcodes have binary arguments.
    pub fn is_binary(&self) -> bool {
        self.protocol >= 1
    }

    pub fn begin(&mut self) {
        self.framing = false;
        if self.protocol >= 2 {
            self.put(&[PROTO, self.protocol]);
        }
        self.framing = self.protocol >= 4;
    }

    pub fn end(&mut self) {
        self.put(&[STOP]);
        self.commit();
        self.framing = false;
    }

    /// Between two values: a frame of some size ends.
    pub fn boundary(&mut self) {
        if self.frame.is_some_and(|at| self.bytes.len() - at - FRAME_HEADER >= FRAME_TARGET) {
            self.commit();
        }
    }

    fn commit(&mut self) {
        let Some(at) = self.frame.take() else { return };
        let n = self.bytes.len() - at - FRAME_HEADER;
        if n >= FRAME_MIN {
            self.bytes[at] = FRAME;
            self.bytes[at + 1..at + FRAME_HEADER].copy_from_slice(&(n as u64).to_le_bytes());
        } else {
            self.bytes.drain(at..at + FRAME_HEADER);
        }
    }

    #[inline]
    pub fn put(&mut self, bytes: &[u8]) {
        if self.framing && self.frame.is_none() {
            self.frame = Some(self.bytes.len());
            self.bytes.extend([0; FRAME_HEADER]);
        }
        self.bytes.extend_from_slice(bytes);
    }

    #[inline]
    pub fn op(&mut self, op: u8) {
        self.put(&[op]);
    }

    /// Data of any length behind its header; long data is outside of frames.
    fn data(&mut self, header: &[u8], data: &[u8]) {
        let framing = self.framing;
        if data.len() >= FRAME_TARGET {
            self.commit();
            self.framing = false;
        }
        self.put(header);
        self.put(data);
        self.framing = framing;
    }

    /// Data behind an opcode for its length: of one byte, of four, of eight.
    fn sized(&mut self, (short, long, longest): (Option<u8>, u8, u8), data: &[u8]) {
        let n = data.len();
        match (short, u8::try_from(n), u32::try_from(n)) {
            (Some(op), Ok(n), _) => self.data(&[op, n], data),
            (_, _, Ok(n)) => self.data(&[&[long][..], &n.to_le_bytes()].concat(), data),
            _ => self.data(&[&[longest][..], &(n as u64).to_le_bytes()].concat(), data),
        }
    }

    pub fn int(&mut self, i: i64) {
        match (u8::try_from(i), u16::try_from(i)) {
            _ if !self.is_binary() => self.put(format!("I{i}\n").as_bytes()),
            (Ok(n), _) => self.put(&[BININT1, n]),
            (_, Ok(n)) => self.put(&[&[BININT2][..], &n.to_le_bytes()].concat()),
            _ => self.put(&[&[BININT][..], &(i as i32).to_le_bytes()].concat()),
        }
    }

    /// An integer of any size as the bytes of its two's complement, from protocol 2 on.
    pub fn long(&mut self, bytes: &[u8]) {
        match u8::try_from(bytes.len()) {
            Ok(n) => self.put(&[LONG1, n]),
            Err(_) => self.put(&[&[LONG4][..], &(bytes.len() as u32).to_le_bytes()].concat()),
        }
        self.put(bytes);
    }

    pub fn bool(&mut self, b: bool) {
        match (self.protocol >= 2, b) {
            (true, true) => self.op(NEWTRUE),
            (true, false) => self.op(NEWFALSE),
            (false, true) => self.put(b"I01\n"),
            (false, false) => self.put(b"I00\n"),
        }
    }

    pub fn float(&mut self, f: f64) {
        if self.is_binary() {
            self.op(BINFLOAT);
            self.put(&f.to_be_bytes());
        } else {
            let text = crate::builtins::num::float_text::repr(f);
            self.put(format!("F{text}\n").as_bytes());
        }
    }

    /// A string, of WTF-8.
    pub fn text(&mut self, text: &[u8]) {
        if self.is_binary() {
            let short = (self.protocol >= 4).then_some(SHORT_BINUNICODE);
            return self.sized((short, BINUNICODE, BINUNICODE8), text);
        }
        self.op(UNICODE);
        let mut out = Vec::new();
        for p in crate::builtins::wtf8::points(text) {
            match p {
                0 | 0x0a | 0x0d | 0x1a | 0x5c => out.extend(format!("\\u{p:04x}").bytes()),
                0..0x100 => out.push(p as u8),
                0x100..0x1_0000 => out.extend(format!("\\u{p:04x}").bytes()),
                _ => out.extend(format!("\\U{p:08x}").bytes()),
            }
        }
        self.put(&out);
        self.op(b'\n');
    }

    /// Bytes, from protocol 3 on.
    pub fn byte_string(&mut self, bytes: &[u8]) {
        self.sized((Some(SHORT_BINBYTES), BINBYTES, BINBYTES8), bytes);
    }

    /// A bytearray, from protocol 5 on.
    pub fn byte_array(&mut self, bytes: &[u8]) {
        self.data(&[&[BYTEARRAY8][..], &(bytes.len() as u64).to_le_bytes()].concat(), bytes);
    }

    /// Value number `n` of the memo.
    pub fn get(&mut self, n: u32) {
        self.numbered(n, (GET, BINGET, LONG_BINGET));
    }

    /// The value written last becomes number `n` of the memo.
    pub fn memoize(&mut self, n: u32) {
        match self.protocol {
            4.. => self.op(MEMOIZE),
            _ => self.numbered(n, (PUT, BINPUT, LONG_BINPUT)),
        }
    }

    fn numbered(&mut self, n: u32, (text, short, long): (u8, u8, u8)) {
        match u8::try_from(n) {
            _ if !self.is_binary() => self.put(format!("{}{n}\n", text as char).as_bytes()),
            Ok(n) => self.put(&[short, n]),
            Err(_) => self.put(&[&[long][..], &n.to_le_bytes()].concat()),
        }
    }
}
