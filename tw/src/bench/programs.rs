//! Which programs are measured.

use crate::Result;
use crate::languages::{Language, find as language};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The checkout's own programs.
const OWN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../benches/programs");

/// A program, in as many languages as there are files of its name.
#[derive(Debug)]
pub struct Program {
    pub name: String,
    pub files: Vec<File>,
}

#[derive(Debug)]
pub struct File {
    pub path: PathBuf,
    pub extension: &'static str,
    /// What its `main` is called with; `None`: it has none and is run as a whole.
    pub size: Option<u64>,
}

impl Program {
    pub fn file(&self, extension: &str) -> Option<&File> {
        self.files.iter().find(|f| f.extension == extension)
    }
}

/// Names of the checkout's programs, files, or folders; all of the checkout's for none.
pub fn find(wanted: &[String]) -> Result<Vec<Program>> {
    let mut files = Vec::new();
    let own = Path::new(OWN);
    if wanted.is_empty() {
        collect(own, &mut files)?;
    }
    for word in wanted {
        let path = Path::new(word);
        if path.is_dir() {
            collect(path, &mut files)?;
        } else if path.is_file() {
            let file =
                file(path).ok_or_else(|| format!("{word}: no language with this extension is known"))?;
            files.push(file);
        } else {
            let mut all = Vec::new();
            collect(own, &mut all)?;
            let before = files.len();
            files.extend(all.into_iter().filter(|f| name(&f.path) == *word));
            if files.len() == before {
                return Err(format!(
                    "no program `{word}`: no file or folder, and none below benches/programs"
                ));
            }
        }
    }
    let mut programs: BTreeMap<String, Vec<File>> = BTreeMap::new();
    files.into_iter().for_each(|f| programs.entry(name(&f.path)).or_default().push(f));
    if programs.is_empty() {
        return Err("no programs found".into());
    }
    Ok(programs.into_iter().map(|(name, files)| Program { name, files }).collect())
}

fn name(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

fn collect(folder: &Path, files: &mut Vec<File>) -> Result {
    let fail = |e: std::io::Error| format!("{}: {e}", folder.display());
    let entries = std::fs::read_dir(folder).map_err(fail)?;
    let mut paths =
        entries.map(|e| e.map(|e| e.path())).collect::<std::io::Result<Vec<_>>>().map_err(fail)?;
    paths.sort();
    for path in paths {
        if path.is_dir() {
            collect(&path, files)?;
        } else {
            files.extend(file(&path));
        }
    }
    Ok(())
}

fn file(path: &Path) -> Option<File> {
    let language = language(path.extension()?.to_str()?)
        .filter(|l| path.extension().is_some_and(|e| *e == *l.extension))?;
    let text = std::fs::read(path).unwrap_or_default();
    let size = size(language, &String::from_utf8_lossy(&text));
    Some(File { path: path.to_path_buf(), extension: language.extension, size })
}

/// The size that the head of the program names as its default: `.. (default 100)`.
fn size(language: &Language, text: &str) -> Option<u64> {
    let driver = language.driver.as_ref()?;
    if !text.contains(driver.main) {
        return None;
    }
    let head: String = text.lines().take(12).collect::<Vec<_>>().join(" ");
    let (_, after) = head.split_once("(default")?;
    let digits: String = after.chars().skip_while(|c| !c.is_ascii_digit() && *c != ')').collect();
    digits.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_program_of_the_checkout_has_a_size() {
        let programs = find(&[]).unwrap();
        assert!(programs.len() > 30);
        for file in programs.iter().flat_map(|p| &p.files) {
            assert!(file.size.is_some(), "{}: no `(default N)` in its head", file.path.display());
        }
    }

    #[test]
    fn sizes() {
        let python = language("py").unwrap();
        assert_eq!(size(python, "\"\"\"Rounds (default\n100).\"\"\"\ndef main(n):"), Some(100));
        assert_eq!(size(python, "\"\"\"Rounds (default).\"\"\"\ndef main(n): 3"), None);
        assert_eq!(size(python, "print((default 3))"), None);
        assert!(find(&["no such program".into()]).is_err());
    }
}
