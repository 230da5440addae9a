//! The scripts of `tests/guest`, in every mode: interpreted, compiled, and under stress. What a
//! line prints stands behind it.

#[test]
fn scripts_do_what_they_say() {
    let scripts = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/guest");
    trackway_testkit::check_dir(env!("CARGO_BIN_EXE_tw-mylang"), scripts, "mylang", "#");
}
