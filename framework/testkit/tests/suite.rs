//! The suite itself, with a shell in the place of a guest.
#![cfg(unix)]

use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::time::Duration;
use trackway_testkit::{MODES, Suite};

/// A folder with a "guest" that drops the framework's options, and these scripts.
fn folder(name: &str, scripts: &[(&str, &str)]) -> (PathBuf, PathBuf) {
    let dir = std::env::temp_dir().join(format!("trackway-suite-{name}-{}", std::process::id()));
    std::fs::create_dir_all(dir.join("scripts/wishlist")).expect("a folder");
    let guest = dir.join("guest");
    let text =
        "#!/bin/sh\nmode=$*\nwhile case \"$1\" in --tw-*) true;; *) false;; esac; do shift; done\n. ./$1\n";
    std::fs::write(&guest, text).expect("a file");
    std::fs::set_permissions(&guest, std::fs::Permissions::from_mode(0o755)).expect("executable");
    for (name, text) in scripts {
        std::fs::write(dir.join("scripts").join(name), text).expect("a file");
    }
    (guest, dir.join("scripts"))
}

#[test]
fn scripts_pass_in_all_modes() {
    let (guest, dir) = folder(
        "pass",
        &[
            ("a.sh", "echo one # expect: one\nfor i in 1 2; do echo $i; done\n# expect: 1\n# expect: 2\n"),
            ("b.sh", "echo E: gone >&2 # expect-error: gone\nexit 4\n# exit: 4\n"),
            ("_module.sh", "exit 1\n"),
            ("wishlist/c.sh", "echo no # expect: yes\n"),
            ("wishlist/d.sh", "echo yes # expect: yes\n"),
        ],
    );
    let summary = Suite::new(guest, dir, "sh", "#").run();
    assert_eq!(summary.failures, Vec::<String>::new());
    assert_eq!((summary.scripts, summary.passed), (2, 2 * MODES.len()));
    assert_eq!(summary.wishes, [("wishlist/c.sh".to_string(), false), ("wishlist/d.sh".to_string(), true)]);
    assert!(summary.to_string().ends_with("wishlist: 1 of 2 pass (wishlist/d.sh)"), "{summary}");
}

#[test]
fn a_failure_names_script_mode_and_line() {
    let (guest, dir) =
        folder("fail", &[("a.sh", "\ncase \"$mode\" in *exits:3*) echo 7;; *) echo 8;; esac # expect: 8\n")]);
    let summary = Suite::new(guest, dir, "sh", "#").run();
    assert_eq!((summary.passed, summary.failures.len()), (MODES.len() - 1, 1));
    let text = &summary.failures[0];
    assert!(
        text.starts_with("a.sh in mode exits:3, line 2:\n  expected \"8\"\n  found    \"7\"\n"),
        "{text}"
    );
}

#[test]
fn a_script_that_does_not_end() {
    let (guest, dir) = folder("slow", &[("a.sh", "exec sleep 100\n")]);
    let summary = Suite::new(guest, dir, "sh", "#").limit(Duration::from_millis(100)).run();
    assert_eq!(summary.passed, 0);
    assert!(summary.failures[0].contains("it ran out of time"), "{}", summary.failures[0]);
}
