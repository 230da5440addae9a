//! The op table of `OPS.md`: mnemonic to operand roles.

use std::collections::HashMap;

/// What an operand is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Write,
    Read,
    /// First register of a window.
    Window,
    /// First of a block; how many is the op's business.
    Block,
    Const,
    Name,
    Imm,
    Jump,
    Site,
}

/// Reads the table.
pub fn table() -> HashMap<String, Vec<Role>> {
    let text = include_str!("../../OPS.md");
    let mut table = HashMap::new();
    for line in text.lines().filter(|l| l.starts_with("| `")) {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let roles: Vec<Role> =
            cells[2].split(',').map(str::trim).filter(|s| !s.is_empty()).map(role).collect();
        for name in names(cells[1]) {
            table.insert(name, roles.clone());
        }
    }
    table
}

/// `` `a b` `` lists names; `jump_if_lt _le` abbreviates the common stem.
fn names(cell: &str) -> Vec<String> {
    let words: Vec<&str> = cell.trim_matches('`').split_whitespace().collect();
    let stem = words[0].rsplit_once('_').map_or("", |s| s.0);
    words.iter().map(|w| if w.starts_with('_') { format!("{stem}{w}") } else { w.to_string() }).collect()
}

fn role(text: &str) -> Role {
    match text.split_whitespace().next().unwrap_or("") {
        "d" => Role::Write,
        "rest" => Role::Write,
        "w" => Role::Window,
        "start" => Role::Block,
        "k" => Role::Const,
        "n" => Role::Name,
        "imm" => Role::Imm,
        "t" => Role::Jump,
        "site" => Role::Site,
        _ => Role::Read,
    }
}
