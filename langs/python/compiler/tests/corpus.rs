//! Compiles every Python file below the directories in `TRACKWAY_PYTHON_CORPUS` (colon-separated): none may
//! panic, and all code must verify. Without the variable, the snippets of this package are the corpus.

mod support;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use trackway_python_compiler::{Mode, compile};

#[test]
fn corpus_compiles_and_verifies() {
    let here = concat!(env!("CARGO_MANIFEST_DIR"), "/tests");
    let roots = std::env::var("TRACKWAY_PYTHON_CORPUS").unwrap_or_else(|_| here.to_string());
    let table = support::ops::table();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for file in roots.split(':').flat_map(|r| python_files(Path::new(r))) {
        let Ok(source) = std::fs::read_to_string(&file) else { continue };
        let key = match compile(&source, &file.display().to_string(), Mode::Exec) {
            Ok(unit) => {
                support::verify::verify(&unit, &table);
                "compiled".to_string()
            }
            Err(e) => {
                println!("{}: {e}", file.display());
                format!("{:?}: {}", e.kind, e.message.chars().take(60).collect::<String>())
            }
        };
        *counts.entry(key).or_default() += 1;
    }
    counts.iter().for_each(|(k, n)| println!("{n:6} {k}"));
    assert!(counts.contains_key("compiled"));
}

fn python_files(root: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut dirs = vec![root.to_path_buf()];
    while let Some(dir) = dirs.pop() {
        let Ok(entries) = std::fs::read_dir(&dir) else { continue };
        for path in entries.flatten().map(|e| e.path()) {
            if path.is_dir() {
                dirs.push(path);
            } else if path.extension().is_some_and(|e| e == "py") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}
