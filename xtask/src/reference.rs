//! `reference`: docs/reference.md, all hints and options, from the comments in the code.
//!
//! It reads the text: what has a doc comment, is public and not hidden is listed.

use crate::process::root;
use std::fmt::Write;
use std::path::Path;
use trackway_testkit::MODES;

const PAGE: &str = "docs/reference.md";

pub fn reference(args: &[String]) -> Result<(), String> {
    if !args.is_empty() {
        return Err("usage: reference".into());
    }
    let path = root().join(PAGE);
    std::fs::write(&path, render(&root())?).map_err(|e| format!("{}: {e}", path.display()))
}

/// Something documented.
#[derive(Debug, PartialEq, Eq)]
struct Item {
    /// Its signature, on one line.
    name: String,
    doc: String,
}

/// What a person writes, from where, and what begins an item there.
struct Section {
    title: &'static str,
    intro: &'static str,
    file: &'static str,
    /// The items are behind this text.
    after: &'static str,
    begins: &'static [&'static str],
}

const SECTIONS: &[Section] = &[
    Section {
        title: "Attributes",
        intro: "On functions, structs and implementations of a language.",
        file: "framework/macros/src/lib.rs",
        after: "",
        begins: &["pub fn "],
    },
    Section {
        title: "Effects of a residual helper",
        intro: "From weakest to strongest; the attribute writes them in small letters.",
        file: "framework/ir/src/desc.rs",
        after: "pub enum Effect {",
        begins: &["Elidable", "Reads", "Allocates", "Repeatable", "Any"],
    },
    Section {
        title: "Operands of an op",
        intro: "The types of an op's parameters behind the mode.",
        file: "framework/exec/src/operand.rs",
        after: "operands! {",
        begins: &[
            "In =",
            "Out",
            "Block",
            "Pairs",
            "Const",
            "Name",
            "Target",
            "Imm",
            "Count",
            "Site",
            "Loop",
            "pub struct Src",
            "pub struct Args",
        ],
    },
    Section {
        title: "What an op can do",
        intro: "Methods of the mode `m`.",
        file: "framework/exec/src/mode.rs",
        after: "// ------------------------------------------------------------ for authors",
        begins: &["fn "],
    },
    Section {
        title: "Any dynamic value",
        intro: "Methods of `T<M, X>`.",
        file: "framework/exec/src/mode.rs",
        after: "impl<M: Mode, X: Prim> T<M, X> {",
        begins: &["pub fn "],
    },
    Section {
        title: "A dynamic word",
        intro: "Methods of `T<M, Value>` and of references.",
        file: "framework/exec/src/t_value.rs",
        after: "",
        begins: &["pub fn "],
    },
    Section {
        title: "Dynamic integers",
        intro: "Methods of `T<M, Small>` and `T<M, i64>`, besides `+`, `-`, `*`, `&`, `|`, `^` and comparisons, which decide.",
        file: "framework/exec/src/t_int.rs",
        after: "",
        begins: &["pub fn "],
    },
    Section {
        title: "Dynamic doubles",
        intro: "Methods of `T<M, f64>`, besides arithmetic and comparisons, which decide.",
        file: "framework/exec/src/t_float.rs",
        after: "",
        begins: &["pub fn "],
    },
    Section {
        title: "A language",
        intro: "What an implementation of `Language` says.",
        file: "framework/exec/src/language.rs",
        after: "pub trait Language",
        begins: &["fn ", "const "],
    },
    Section {
        title: "Why a recording is given up",
        intro: "As in `--tw-log`, `--tw-stats` and `tw explain`, there in small letters with hyphens.",
        file: "framework/jit/src/record/abort.rs",
        after: "pub enum Abort {",
        begins: &["A", "B", "C", "D", "E", "F", "H", "I", "L", "M", "O", "T", "U"],
    },
];

fn render(root: &Path) -> Result<String, String> {
    let read = |file: &str| std::fs::read_to_string(root.join(file)).map_err(|e| format!("{file}: {e}"));
    let mut out = String::from(
        "# Reference\n\nAll hints and options. Written by `cargo xtask reference` from the comments in the code; a test\n\
         fails when it is out of date.\n",
    );
    for section in SECTIONS {
        let text = read(section.file)?;
        let (_, text) =
            text.split_once(section.after).ok_or(format!("{}: no `{}`", section.file, section.after))?;
        let items = items(text, section.begins);
        if items.is_empty() {
            return Err(format!("{}: nothing documented", section.file));
        }
        _ = writeln!(out, "\n## {}\n\n{}\n", section.title, section.intro);
        for item in items {
            _ = writeln!(out, "- `{}`: {}", item.name, item.doc.replace("[`", "`").replace("`]", "`"));
        }
    }
    let options = constant(&read("framework/trackway/src/options.rs")?, "pub const OPTIONS")?;
    let jit = constant(&read("framework/jit/src/driver/options.rs")?, "pub const HELP")?;
    _ = writeln!(
        out,
        "\n## Options of every binary\n\nBefore the program's name, or in `TRACKWAY_OPTIONS`.\n"
    );
    _ = writeln!(out, "```text\n{options}{jit}```");
    _ = writeln!(out, "\n## Modes of the tests\n\nEvery guest script gives the same output in each.\n");
    for mode in MODES {
        _ = writeln!(out, "- {}: `{}`", mode.name, mode.options.join(" "));
    }
    Ok(out.replace(": ``\n", ": no options\n"))
}

/// The documented items of a block, up to the end of what it is in.
fn items(text: &str, begins: &[&str]) -> Vec<Item> {
    let (mut found, mut doc, mut hidden) = (Vec::new(), String::new(), false);
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let code = line.trim();
        if let Some(part) = code.strip_prefix("///") {
            doc = format!("{doc} {}", part.trim()).trim().to_string();
        } else if code.starts_with("#[") {
            hidden |= code.contains("doc(hidden)");
        } else if line == "}" && !begins.iter().any(|b| b.starts_with("pub")) {
            break;
        } else if !code.is_empty() {
            if !doc.is_empty() && !hidden && begins.iter().any(|begin| code.starts_with(begin)) {
                found.push(Item { name: signature(code, &mut lines), doc: std::mem::take(&mut doc) });
            }
            (doc, hidden) = (String::new(), false);
        }
    }
    found
}

/// The signature that begins with `first`, without what follows it.
fn signature<'t>(first: &str, rest: &mut impl Iterator<Item = &'t str>) -> String {
    let mut text = first.to_string();
    while text.contains('(') && !text.contains(['{', ';']) && !text.ends_with(',') {
        let Some(next) = rest.next() else { break };
        text = format!("{text} {}", next.trim());
        if text.ends_with(',') && text.matches('(').count() > text.matches(')').count() {
            text.push(' ');
        }
    }
    let end = text.find(['{', ';']).unwrap_or(text.len());
    let text = text[..end].trim().trim_end_matches(',');
    let text = text.trim_start_matches("pub ").trim_start_matches("fn ").trim_start_matches("struct ");
    let text = text.split(" = ").next().unwrap_or(text).split_whitespace().collect::<Vec<_>>().join(" ");
    text.replace("( ", "(")
        .replace(", )", ")")
        .replace("(self, ", "(")
        .replace("(self)", "()")
        .replace("args: TokenStream, item: TokenStream) -> TokenStream", "..)")
        .replace("item: TokenStream) -> TokenStream", "..)")
}

/// The text of a constant string that begins with `"\` and a new line.
fn constant(text: &str, name: &str) -> Result<String, String> {
    let (_, after) = text.split_once(name).ok_or(format!("no `{name}`"))?;
    let (_, body) = after.split_once("\"\\\n").ok_or(format!("`{name}` is no text"))?;
    let (body, _) = body.split_once("\";").ok_or(format!("`{name}` has no end"))?;
    Ok(body.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_is_current() {
        let page = std::fs::read_to_string(root().join(PAGE)).unwrap_or_default();
        let wanted = render(&root()).unwrap();
        assert!(page == wanted, "{PAGE} is out of date: cargo xtask reference");
    }

    #[test]
    fn items_are_documented_and_not_hidden() {
        let text = "    /// Goes\n    /// on.\n    #[inline]\n    fn next(\n        self,\n        n: u32,\n    ) -> Step {\n    }\n\
                    /// No.\n    #[doc(hidden)]\n    fn gone(self);\n    fn plain(self);\n";
        assert_eq!(
            items(text, &["fn "]),
            [Item { name: "next(n: u32) -> Step".into(), doc: "Goes on.".into() }]
        );
    }
}
