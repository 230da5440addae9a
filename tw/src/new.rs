//! `tw new`: a crate with a small language, from the files of `template/`.

use crate::style::{self, BOLD, paint};
use crate::{Result, command, languages};
use std::path::{Path, PathBuf};

/// The checkout that this `tw` was built in.
const CHECKOUT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

/// Name and text of each file. `mylang`, `Mylang` and `{framework}` are replaced in both.
const FILES: &[(&str, &str)] = &[
    (".cargo/config.toml", include_str!("../template/cargo/config.toml")),
    (".gitignore", include_str!("../template/gitignore")),
    ("Cargo.toml", include_str!("../template/Cargo.toml")),
    ("README.md", include_str!("../template/README.md")),
    ("build.rs", include_str!("../template/build.rs")),
    ("src/ast.rs", include_str!("../template/src/ast.rs")),
    ("src/builtins.rs", include_str!("../template/src/builtins.rs")),
    ("src/compile.rs", include_str!("../template/src/compile.rs")),
    ("src/grammar.lalrpop", include_str!("../template/src/grammar.lalrpop")),
    ("src/lexer.rs", include_str!("../template/src/lexer.rs")),
    ("src/lib.rs", include_str!("../template/src/lib.rs")),
    ("src/main.rs", include_str!("../template/src/main.rs")),
    ("src/ops.rs", include_str!("../template/src/ops.rs")),
    ("tests/guest.rs", include_str!("../template/tests/guest.rs")),
    ("tests/guest/arguments.mylang", include_str!("../template/tests/guest/arguments.mylang")),
    ("tests/guest/closures.mylang", include_str!("../template/tests/guest/closures.mylang")),
    ("tests/guest/control.mylang", include_str!("../template/tests/guest/control.mylang")),
    ("tests/guest/error.mylang", include_str!("../template/tests/guest/error.mylang")),
    ("tests/guest/values.mylang", include_str!("../template/tests/guest/values.mylang")),
    ("examples/primes.mylang", include_str!("../template/examples/primes.mylang")),
];

pub fn new(verb: &command::New) -> Result {
    let name = &verb.name;
    check_name(name)?;
    let framework = framework(verb.framework.as_deref())?;
    let folder = Path::new(name);
    if folder.exists() {
        return Err(format!("{name} is there already"));
    }
    for (path, text) in FILES {
        let fill = |text: &str| {
            text.replace("{framework}", &framework.display().to_string())
                .replace("mylang", name)
                .replace("Mylang", &type_name(name))
        };
        write(&folder.join(fill(path)), &fill(text))?;
    }
    // The versions that the framework was built with.
    let lock = std::fs::read_to_string(framework.join("Cargo.lock"));
    lock.map_or(Ok(()), |text| write(&folder.join("Cargo.lock"), &text))?;
    let mut text = format!("{} is a crate with a small language. In its folder:\n", paint(BOLD, name));
    let commands = [
        (format!("cargo run --release examples/primes.{name}"), "runs a program"),
        ("cargo run --release".into(), "starts a prompt"),
        ("cargo test --release".into(), "runs tests/guest in every mode"),
        (format!("tw trace examples/primes.{name}"), "shows what the JIT made of it"),
    ];
    for (command, what) in commands {
        text += &format!("  {}{what}\n", paint(BOLD, format!("{command:<44}")));
    }
    style::print(&text);
    Ok(())
}

fn check_name(name: &str) -> Result {
    let starts_well = name.starts_with(|c: char| c.is_ascii_lowercase());
    let well = starts_well && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
    if !well {
        return Err(format!(
            "`{name}` cannot be a language's name\n\
             it becomes a crate, a binary and an extension: small letters, digits and underscores"
        ));
    }
    let reserved = ["test", "core", "std", "alloc", "crate", "self", "super", "trackway"];
    if languages::find(name).is_some() || reserved.contains(&name) || is_keyword(name) {
        return Err(format!("the name `{name}` is taken: by a language, or by Rust"));
    }
    Ok(())
}

/// Rust's words that a crate cannot be named after.
fn is_keyword(name: &str) -> bool {
    const WORDS: &str = "abstract as async await become box break const continue do dyn else enum extern false final \
                         fn for gen if impl in let loop macro match mod move mut override priv pub ref return static \
                         struct trait true try type typeof unsafe unsized use virtual where while yield";
    WORDS.split_whitespace().any(|word| word == name)
}

/// `my_lang` is `MyLang`.
fn type_name(name: &str) -> String {
    let capital = |part: &str| part[..1].to_uppercase() + &part[1..];
    name.split('_').filter(|part| !part.is_empty()).map(capital).collect()
}

fn framework(given: Option<&Path>) -> Result<PathBuf> {
    let path = given.unwrap_or(Path::new(CHECKOUT));
    let real = path.canonicalize().map_err(|e| format!("{}: {e}", path.display()));
    let found = real.as_ref().is_ok_and(|p| p.join("framework/trackway/Cargo.toml").is_file());
    match real {
        Ok(real) if found => Ok(real),
        Ok(_) => Err(format!("{}: no checkout of Trackway: it has no framework/trackway", path.display())),
        Err(why) if given.is_none() => Err(format!(
            "the checkout that this `tw` was built in is gone ({why})\ngive another one with --framework"
        )),
        Err(why) => Err(why),
    }
}

fn write(path: &Path, text: &str) -> Result {
    let parent = path.parent().unwrap_or(Path::new("."));
    let written = std::fs::create_dir_all(parent).and_then(|()| std::fs::write(path, text));
    written.map_err(|e| format!("{}: {e}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        assert!(check_name("my_lang2").is_ok());
        for bad in ["", "My", "2x", "a-b", "../x", "python", "fn", "test", "é"] {
            assert!(check_name(bad).is_err(), "{bad}");
        }
        assert_eq!(type_name("my_lang2"), "MyLang2");
    }

    #[test]
    fn every_file_of_the_template_is_in_the_list() {
        fn count(dir: &Path) -> usize {
            let entries = std::fs::read_dir(dir).unwrap().map(|e| e.unwrap().path());
            entries.map(|p| if p.is_dir() { count(&p) } else { 1 }).sum()
        }
        assert_eq!(count(&Path::new(CHECKOUT).join("tw/template")), FILES.len());
    }
}
