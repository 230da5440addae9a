//! Where the sources are.

use std::path::PathBuf;

/// The workspace. Asked for when the test runs: one target folder may serve several checkouts.
pub fn folder() -> PathBuf {
    let package = std::env::var_os("CARGO_MANIFEST_DIR").expect("cargo runs the tests");
    PathBuf::from(package).parent().unwrap().to_path_buf()
}
