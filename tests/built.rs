//! The binaries the tests here run, in the profile the test was built in.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;

/// The folder of the binaries, among them that of `package`.
pub fn with(package: &str) -> PathBuf {
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    let _turn = ONE_AT_A_TIME.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    let binaries = Path::new(env!("CARGO_BIN_EXE_tw")).parent().unwrap();
    let profile = match binaries.file_name().unwrap().to_str().unwrap() {
        "debug" => "dev",
        name => name,
    };
    let mut cargo = Command::new("cargo");
    cargo.current_dir(crate::checkout::folder()).env("CARGO_TARGET_DIR", binaries.parent().unwrap());
    cargo.args(["build", "--quiet", "--profile", profile, "-p", package]);
    assert!(cargo.status().unwrap().success());
    binaries.to_path_buf()
}
