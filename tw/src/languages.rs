//! The languages, as data: the only place where one is named.

/// A language that programs may be in.
pub struct Language {
    pub name: &'static str,
    /// Of its programs' files.
    pub extension: &'static str,
    /// Trackway's own binary, and the package that builds it.
    pub ours: Option<(&'static str, &'static str)>,
    /// Other implementations, the one that ratios refer to first.
    pub peers: &'static [Peer],
    /// How to measure iterations inside one process; `None`: only whole processes.
    pub driver: Option<Driver>,
}

/// Calls a program's `main(size)` again and again.
pub struct Driver {
    pub text: &'static str,
    /// What defines `main` in a program.
    pub main: &'static str,
}

/// An implementation that is not ours.
pub struct Peer {
    /// As on the PATH.
    pub program: &'static str,
    pub args: &'static [&'static str],
}

const fn peer(program: &'static str) -> Peer {
    Peer { program, args: &[] }
}

pub const LANGUAGES: &[Language] = &[
    Language {
        name: "python",
        extension: "py",
        ours: Some(("tw-python", "trackway-python")),
        peers: &[peer("python3"), peer("pypy3")],
        driver: Some(Driver { text: include_str!("bench/drivers/driver.py"), main: "def main(" }),
    },
    Language {
        name: "calc",
        extension: "calc",
        ours: Some(("tw-calc", "trackway-calc")),
        peers: &[],
        driver: None,
    },
    Language {
        name: "lua",
        extension: "lua",
        ours: None,
        peers: &[peer("lua5.4"), peer("luajit")],
        driver: Some(Driver { text: include_str!("bench/drivers/driver.lua"), main: "function main(" }),
    },
    Language {
        name: "javascript",
        extension: "js",
        ours: None,
        peers: &[peer("node")],
        driver: Some(Driver { text: include_str!("bench/drivers/driver.js"), main: "function main(" }),
    },
    Language {
        name: "ruby",
        extension: "rb",
        ours: None,
        peers: &[peer("ruby"), Peer { program: "ruby", args: &["--yjit"] }],
        driver: Some(Driver { text: include_str!("bench/drivers/driver.rb"), main: "def main(" }),
    },
    Language {
        name: "php",
        extension: "php",
        ours: None,
        peers: &[peer("php")],
        driver: Some(Driver { text: include_str!("bench/drivers/driver.php"), main: "function main(" }),
    },
];

/// By name or extension.
pub fn find(name: &str) -> Option<&'static Language> {
    LANGUAGES.iter().find(|l| l.name == name || l.extension == name)
}

/// Names of the languages that have a binary, for messages.
pub fn ours() -> String {
    let names: Vec<String> = LANGUAGES
        .iter()
        .filter(|l| l.ours.is_some())
        .map(|l| format!("{} (.{})", l.name, l.extension))
        .collect();
    names.join(", ")
}
