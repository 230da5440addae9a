//! Figures in docs/speed.md: each command writes its own table there, between two comments.

use crate::process::root;
use std::fs::{read_to_string, write};

const PAGE: &str = "docs/speed.md";

/// Prints a command's table and, if it is `whole`, puts it into the page in place of the one from before.
pub fn publish(command: &str, table: &str, whole: bool) -> Result<(), String> {
    print!("{table}");
    if !whole {
        return Ok(());
    }
    let path = root().join(PAGE);
    let fail = |e: std::io::Error| format!("{PAGE}: {e}");
    let text = read_to_string(&path).map_err(fail)?;
    let new = replaced(&text, command, table).ok_or(format!("{PAGE} has no place for {command}"))?;
    write(&path, new).map_err(fail)
}

fn replaced(page: &str, command: &str, table: &str) -> Option<String> {
    let (before, rest) = page.split_once(&format!("<!-- {command} -->\n"))?;
    let (_, after) = rest.split_once("<!-- end -->")?;
    Some(format!("{before}<!-- {command} -->\n{table}<!-- end -->{after}"))
}

#[test]
fn one_place_is_written() {
    let page = "a\n<!-- x -->\nold\n<!-- end -->\nb\n<!-- y -->\n<!-- end -->\n";
    let new = replaced(page, "x", "new\n").unwrap();
    assert_eq!(new, page.replace("old", "new"));
    assert!(replaced(page, "z", "").is_none());
}
