//! Compiled files kept in `__pycache__`.
//!
//! ```text
//! file = "TWC1", program, modification time, size of the source, checksum, archive
//! ```

use super::find::sys;
use crate::roots;
use crate::runtime::rt;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::OnceLock;
use std::time::UNIX_EPOCH;
use trackway::Machine;
use trackway::bytecode::{Archive, Bytes, CodeUnit, pack};

const HEAD: [u8; 4] = *b"TWC1";
const HEAD_LEN: usize = 4 + 4 * 8;

/// Where the compiled form of a source file is.
pub fn place(machine: &Machine, file: &str) -> Option<PathBuf> {
    let path = Path::new(file);
    let stem = path.file_stem()?.to_string_lossy();
    let level = match rt(machine).flags.borrow().optimize {
        0 => String::new(),
        n => format!(".opt-{}", n.min(2)),
    };
    let name = format!("{stem}.trackway-314{level}.pyc");
    match std::env::var_os("PYTHONPYCACHEPREFIX").filter(|p| !p.is_empty()) {
        Some(prefix) => {
            let dir = path.parent()?;
            Some(Path::new(&prefix).join(dir.strip_prefix("/").unwrap_or(dir)).join(name))
        }
        None => Some(path.parent()?.join("__pycache__").join(name)),
    }
}

/// What tells this program from another build of it.
fn program() -> u64 {
    static KNOWN: OnceLock<u64> = OnceLock::new();
    *KNOWN.get_or_init(|| {
        let stamp = || {
            let m = std::fs::metadata(std::env::current_exe().ok()?).ok()?;
            Some(m.len() ^ m.modified().ok()?.duration_since(UNIX_EPOCH).ok()?.as_nanos() as u64)
        };
        stamp().unwrap_or(0)
    })
}

fn checksum(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |h, b| (h ^ *b as u64).wrapping_mul(0x100_0000_01b3))
}

fn stamp(file: &str) -> Option<[u64; 3]> {
    let m = std::fs::metadata(file).ok()?;
    let time = m.modified().ok()?.duration_since(UNIX_EPOCH).ok()?.as_nanos() as u64;
    Some([program(), time, m.len()])
}

/// The kept unit, if it belongs to the file as it is now.
pub fn load(machine: &Machine, file: &str) -> Option<CodeUnit> {
    let bytes = std::fs::read(place(machine, file)?).ok()?;
    let (head, archive) = bytes.split_at_checked(HEAD_LEN)?;
    let word = |i: usize| u64::from_le_bytes(head[4 + 8 * i..12 + 8 * i].try_into().expect("eight bytes"));
    let fits = head[..4] == HEAD && [word(0), word(1), word(2)] == stamp(file)?;
    if !fits || word(3) != checksum(archive) {
        return None;
    }
    let archive: Rc<[u8]> = archive.into();
    Archive::open(Bytes::Shared(archive), file).ok()?.root().ok()
}

/// Keeps the unit, where that is allowed and possible.
pub fn store(machine: &Machine, file: &str, unit: &CodeUnit) {
    if sys(machine, "dont_write_bytecode") == Some(machine.root(roots::TRUE)) {
        return;
    }
    let (Some(place), Some(stamp)) = (place(machine, file), stamp(file)) else { return };
    let archive = pack(unit);
    let mut bytes = HEAD.to_vec();
    stamp.iter().chain([&checksum(&archive)]).for_each(|w| bytes.extend(w.to_le_bytes()));
    bytes.extend(archive);
    let Some(dir) = place.parent() else { return };
    // Written beside and renamed, so that nobody reads a part. A folder that cannot be written has no cache.
    let fresh = dir.join(format!(
        ".{}.{}",
        std::process::id(),
        place.file_name().map_or("".into(), |n| n.to_string_lossy())
    ));
    let written = std::fs::create_dir_all(dir).and_then(|()| std::fs::write(&fresh, bytes));
    if written.and_then(|()| std::fs::rename(&fresh, &place)).is_err() {
        let _absent = std::fs::remove_file(&fresh);
    }
}
