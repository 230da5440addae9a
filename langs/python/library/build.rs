//! Compiles the library, the modules beside this package and the run time's prelude to one blob.
//!
//! A file that does not compile is named in `failed.txt` beside the blob. Compiled files are kept
//! by a hash of their text, as long as this program is the same.

mod changes;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{env, fs};
use trackway_bytecode::{Const, pack};
use trackway_python_compiler::{Mode, compile};

/// Folders of the library that programs do not import: tools and their data.
const LEFT_OUT: [&str; 6] = ["idlelib", "tkinter", "turtledemo", "ensurepip", "test", "__pycache__"];
const PACKAGE: u32 = 1;
const NATIVE: u32 = 2;

struct Entry {
    code: Vec<u8>,
    source: String,
    path: String,
    flags: u32,
}

struct Build {
    kept: PathBuf,
    entries: BTreeMap<String, Entry>,
    failed: Vec<String>,
}

fn main() {
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets it"));
    let own = PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let kept = out.join(format!("kept-{:x}", program()));
    fs::create_dir_all(&kept).expect("a folder of the build");
    let mut b = Build { kept, entries: BTreeMap::new(), failed: Vec::new() };
    let library = PathBuf::from(rustpython_pylib::LIB_PATH);
    b.folder(&library, "", "", 0);
    let (modules, prelude) = (own.join("modules"), own.join("../src/prelude"));
    b.folder(&modules, "", "", NATIVE);
    b.prelude(&prelude);
    for watched in [&modules, &prelude, &own.join("build.rs"), &own.join("changes.rs")] {
        println!("cargo:rerun-if-changed={}", watched.display());
    }
    fs::write(out.join("library.bin"), blob(&b.entries)).expect("the blob");
    fs::write(out.join("failed.txt"), b.failed.join("\n")).expect("the list");
    for line in &b.failed {
        println!("cargo:warning=not compiled: {line}");
    }
}

/// What tells this build of the compiler from another.
fn program() -> u64 {
    let bytes = env::current_exe().and_then(fs::read).unwrap_or_default();
    hash(&bytes)
}

fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |h, b| (h ^ *b as u64).wrapping_mul(0x100_0000_01b3))
}

impl Build {
    fn folder(&mut self, dir: &Path, prefix: &str, below: &str, flags: u32) {
        let mut paths: Vec<PathBuf> =
            fs::read_dir(dir).map(|d| d.flatten().map(|e| e.path()).collect()).unwrap_or_default();
        paths.sort();
        for path in paths {
            let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if LEFT_OUT.contains(&&*file) {
                continue;
            }
            if path.is_dir() {
                if path.join("__init__.py").is_file() {
                    self.folder(&path, &format!("{prefix}{file}."), &format!("{below}{file}/"), flags);
                }
                continue;
            }
            let Some(stem) = file.strip_suffix(".py") else { continue };
            let (name, package) = match stem {
                "__init__" if !prefix.is_empty() => (prefix.trim_end_matches('.').to_string(), PACKAGE),
                _ => (format!("{prefix}{stem}"), 0),
            };
            let Ok(source) = fs::read_to_string(&path) else {
                self.failed.push(format!("{name}: no UTF-8"));
                continue;
            };
            let source = changes::changed(&name, source);
            if let Some(code) = self.compiled(&name, &source) {
                let path = format!("{below}{file}");
                self.entries.insert(name, Entry { code, source, path, flags: flags | package });
            }
        }
    }

    fn compiled(&mut self, name: &str, source: &str) -> Option<Vec<u8>> {
        let at = self.kept.join(format!("{:x}", hash(source.as_bytes())));
        if let Ok(code) = fs::read(&at) {
            return Some(code);
        }
        match compile(source, name, Mode::Exec) {
            Ok(unit) => {
                let code = pack(&unit);
                fs::write(at, &code).expect("a file of the build");
                Some(code)
            }
            Err(e) => {
                self.failed.push(format!("{name}: line {}: {}", e.line, e.message));
                None
            }
        }
    }

    /// Each function of the prelude is an entry of its own.
    fn prelude(&mut self, dir: &Path) {
        let mut paths: Vec<PathBuf> =
            fs::read_dir(dir).map(|d| d.flatten().map(|e| e.path()).collect()).unwrap_or_default();
        paths.sort();
        for path in paths.iter().filter(|p| p.extension().is_some_and(|e| e == "py")) {
            let source = fs::read_to_string(path).expect("a prelude file");
            let unit = compile(&source, "<prelude>", Mode::Exec)
                .unwrap_or_else(|e| panic!("{}: line {}: {}", path.display(), e.line, e.message));
            for c in &unit.consts {
                if let Const::Code(u) = c {
                    let entry =
                        Entry { code: pack(u), source: String::new(), path: String::new(), flags: NATIVE };
                    assert!(
                        self.entries.insert(format!("prelude:{}", u.name), entry).is_none(),
                        "{}: {} is there twice",
                        path.display(),
                        u.name
                    );
                }
            }
        }
    }
}

fn blob(entries: &BTreeMap<String, Entry>) -> Vec<u8> {
    let mut table = (entries.len() as u32).to_le_bytes().to_vec();
    let mut bytes: Vec<u8> = Vec::new();
    let base = 4 + 32 * entries.len();
    let mut add = |part: &[u8]| {
        let at = base + bytes.len();
        bytes.extend(part);
        at
    };
    // What is looked through at every start stands together: names and paths, then code, then sources.
    let names: Vec<usize> =
        entries.iter().map(|(name, e)| (add(name.as_bytes()), add(e.path.as_bytes())).0).collect();
    let codes: Vec<usize> = entries.values().map(|e| add(&e.code)).collect();
    let sources: Vec<usize> = entries.values().map(|e| add(e.source.as_bytes())).collect();
    for (i, (name, e)) in entries.iter().enumerate() {
        let (flags, path) = (e.flags as usize, e.path.len());
        for word in [names[i], name.len(), codes[i], e.code.len(), sources[i], e.source.len(), flags, path] {
            table.extend((word as u32).to_le_bytes());
        }
    }
    table.extend(bytes);
    table
}
