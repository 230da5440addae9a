//! zlib: natives behind `library/modules/zlib.py`.
//!
//! Streams under way are in a table of the run time; the guest's object knows the number.

use super::args::{Answer, bytes, bytes_word, int, int_word, none};
use crate::builtins::native::Native;
use crate::builtins::{Home, Table};
use crate::errors::{memory_error, value_error};
use crate::roots::bool_word;
use crate::runtime::rt;
use flate2::{Compress, Compression, Decompress, FlushCompress, FlushDecompress, Status};
use trackway::{Machine, Value};
use trackway_kit::Tuple;

pub const TABLES: &[Table] = &[Table { home: Home::Prelude, natives: PRIVATE }];

/// A stream.
pub enum Stream {
    In(Box<Decompress>),
    Out(Box<Compress>),
}

/// Bytes of output made at a time.
const PIECE: usize = 64 << 10;

/// `(level, zlib header)`: a compressor.
fn compressor(machine: &Machine, args: &[Value]) -> Answer {
    let level = int(machine, args[0])?;
    let level = if level < 0 { Compression::default() } else { Compression::new(level as u32) };
    let header = args[1] == bool_word(machine, true);
    let n = rt(machine).streams.add(Stream::Out(Box::new(Compress::new(level, header))));
    Ok(int_word(machine, n))
}

/// `(number, data, flush)`: the bytes that are ready. 0 none, 1 sync, 2 full, 3 finish.
fn compress(machine: &Machine, args: &[Value]) -> Answer {
    let data = bytes(machine, args[1])?.into_owned();
    let flush = match int(machine, args[2])? {
        0 => FlushCompress::None,
        1 => FlushCompress::Sync,
        2 => FlushCompress::Full,
        _ => FlushCompress::Finish,
    };
    let number = int(machine, args[0])?;
    let mut open = rt(machine).streams.open.borrow_mut();
    let Some(Stream::Out(c)) = open.get_mut(&number) else {
        return Err(value_error(machine, "inconsistent stream state"));
    };
    let mut out = Vec::new();
    let mut at = 0;
    loop {
        out.reserve(PIECE);
        let (before, made) = (c.total_in(), out.len());
        let status = c.compress_vec(&data[at..], &mut out, flush);
        at += (c.total_in() - before) as usize;
        match status {
            Ok(Status::StreamEnd) => {
                open.remove(&number);
                break;
            }
            Ok(_) if at < data.len() || out.len() == out.capacity() && out.len() > made => {}
            Ok(_) if flush as u8 == FlushCompress::Finish as u8 && out.len() > made => {}
            Ok(_) => break,
            Err(_) => return Err(value_error(machine, "Error -2 while compressing data")),
        }
    }
    Ok(bytes_word(machine, &out))
}

/// `(zlib header)`: a decompressor.
fn decompressor(machine: &Machine, args: &[Value]) -> Answer {
    let header = args[0] == bool_word(machine, true);
    let n = rt(machine).streams.add(Stream::In(Box::new(Decompress::new(header))));
    Ok(int_word(machine, n))
}

/// `(number, data, most)`: the output, how much of the data was read, and whether the stream ended.
fn decompress(machine: &Machine, args: &[Value]) -> Answer {
    let data = bytes(machine, args[1])?.into_owned();
    let (number, most) = (int(machine, args[0])?, int(machine, args[2])? as usize);
    let mut open = rt(machine).streams.open.borrow_mut();
    let Some(Stream::In(d)) = open.get_mut(&number) else {
        return Err(value_error(machine, "inconsistent stream state"));
    };
    let mut out = Vec::new();
    let (mut at, mut ended) = (0, false);
    while most == 0 || out.len() < most {
        let room = if most == 0 { PIECE } else { PIECE.min(most - out.len()) };
        machine.heap.check(out.len() + room).map_err(|_| memory_error(machine))?;
        let mut piece = vec![0; room];
        let (read, made) = (d.total_in(), d.total_out());
        let status = d.decompress(&data[at..], &mut piece, FlushDecompress::None);
        at += (d.total_in() - read) as usize;
        let made = (d.total_out() - made) as usize;
        out.extend(&piece[..made]);
        match status {
            Ok(Status::StreamEnd) => {
                ended = true;
                break;
            }
            Ok(_) if made > 0 => {}
            Ok(_) | Err(_) if status.is_ok() => break,
            _ => return Err(value_error(machine, "Error -3 while decompressing data: invalid data")),
        }
    }
    if ended {
        open.remove(&number);
    }
    let words = [bytes_word(machine, &out), int_word(machine, at as i64), bool_word(machine, ended)];
    Ok(Tuple::new(&machine.heap, &words).value())
}

const PRIVATE: &[Native] = &[
    Native::effect("_zlib_compressor", 2, 2, compressor),
    Native::effect("_zlib_compress", 3, 3, compress),
    Native::effect("_zlib_decompressor", 1, 1, decompressor),
    Native::effect("_zlib_decompress", 3, 3, decompress),
    Native::effect("_zlib_drop", 1, 1, |m, a| {
        rt(m).streams.open.borrow_mut().remove(&int(m, a[0])?);
        Ok(none(m))
    }),
];
