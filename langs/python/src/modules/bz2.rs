//! bz2: natives behind `library/modules/_bz2.py`.
//!
//! Streams under way are in a table of the run time; the guest's object knows the number.

use super::args::{Answer, bytes, bytes_word, int, int_word, none};
use crate::builtins::native::Native;
use crate::builtins::{Home, Table};
use crate::errors::{memory_error, raise, value_error};
use crate::roots::bool_word;
use crate::runtime::rt;
use crate::types::builtin::Cls;
use bzip2::{Action, Compress, Compression, Decompress, Status};
use trackway::{Machine, Value};
use trackway_kit::Tuple;

pub const TABLES: &[Table] = &[Table { home: Home::Prelude, natives: PRIVATE }];

/// A stream.
pub enum Stream {
    In(Decompress),
    Out(Compress),
}

/// Bytes of output made at a time.
const PIECE: usize = 64 << 10;

/// `(level)`: a compressor.
fn compressor(machine: &Machine, args: &[Value]) -> Answer {
    let level = Compression::new(int(machine, args[0])?.clamp(1, 9) as u32);
    Ok(int_word(machine, rt(machine).bz2_streams.add(Stream::Out(Compress::new(level, 0)))))
}

/// `(number, data, whether that is all)`: the bytes that are ready.
fn compress(machine: &Machine, args: &[Value]) -> Answer {
    let data = bytes(machine, args[1])?.into_owned();
    let (number, last) = (int(machine, args[0])?, args[2] == bool_word(machine, true));
    let mut open = rt(machine).bz2_streams.open.borrow_mut();
    let Some(Stream::Out(c)) = open.get_mut(&number) else {
        return Err(value_error(machine, "Compressor has been flushed"));
    };
    let mut out = Vec::new();
    let start = c.total_in();
    loop {
        let at = (c.total_in() - start) as usize;
        if !last && at == data.len() {
            break;
        }
        machine.heap.check(out.len() + PIECE).map_err(|_| memory_error(machine))?;
        out.reserve(PIECE);
        let action = if last { Action::Finish } else { Action::Run };
        match c.compress_vec(&data[at..], &mut out, action) {
            Ok(Status::StreamEnd) => {
                open.remove(&number);
                break;
            }
            Ok(_) => {}
            Err(_) => {
                return Err(value_error(machine, "Internal error - invalid parameters passed to libbzip2"));
            }
        }
    }
    Ok(bytes_word(machine, &out))
}

/// A decompressor.
fn decompressor(machine: &Machine, _args: &[Value]) -> Answer {
    Ok(int_word(machine, rt(machine).bz2_streams.add(Stream::In(Decompress::new(false)))))
}

/// `(number, data, most)`: the output, how much of the data was read, and whether the stream ended. A negative `most` is no
/// limit.
fn decompress(machine: &Machine, args: &[Value]) -> Answer {
    let data = bytes(machine, args[1])?.into_owned();
    let (number, most) = (int(machine, args[0])?, usize::try_from(int(machine, args[2])?).ok());
    let mut open = rt(machine).bz2_streams.open.borrow_mut();
    let Some(Stream::In(d)) = open.get_mut(&number) else {
        return Err(raise(machine, Cls::EOFError, "End of stream already reached"));
    };
    let mut out = Vec::new();
    let (mut at, mut ended) = (0, false);
    while most.is_none_or(|most| out.len() < most) {
        let room = most.map_or(PIECE, |most| PIECE.min(most - out.len()));
        machine.heap.check(out.len() + room).map_err(|_| memory_error(machine))?;
        let mut piece = vec![0; room];
        let (read, made) = (d.total_in(), d.total_out());
        let status = d.decompress(&data[at..], &mut piece);
        let (read, made) = ((d.total_in() - read) as usize, (d.total_out() - made) as usize);
        at += read;
        out.extend(&piece[..made]);
        match status {
            Ok(Status::StreamEnd) => {
                ended = true;
                break;
            }
            Ok(_) if made == 0 && (read == 0 || at == data.len()) => break,
            Ok(_) => {}
            Err(_) => return Err(raise(machine, Cls::OSError, "Invalid data stream")),
        }
    }
    if ended {
        open.remove(&number);
    }
    let words = [bytes_word(machine, &out), int_word(machine, at as i64), bool_word(machine, ended)];
    Ok(Tuple::new(&machine.heap, &words).value())
}

const PRIVATE: &[Native] = &[
    Native::effect("_bz2_compressor", 1, 1, compressor),
    Native::effect("_bz2_compress", 3, 3, compress),
    Native::effect("_bz2_decompressor", 0, 0, decompressor),
    Native::effect("_bz2_decompress", 3, 3, decompress),
    Native::effect("_bz2_drop", 1, 1, |m, a| {
        rt(m).bz2_streams.open.borrow_mut().remove(&int(m, a[0])?);
        Ok(none(m))
    }),
];
