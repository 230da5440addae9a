//! Guest scripts with their expected output in comments, in every mode.

#[test]
fn scripts_do_what_they_say() {
    let scripts = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/guest");
    trackway_testkit::check_dir(env!("CARGO_BIN_EXE_tw-calc"), scripts, "calc", "#");
}
