//! Misuse of the macros and of dynamic values: each case does not compile, and says why at the
//! author's line. `TRYBUILD=overwrite` writes the messages as they are.

#[test]
fn misuse_is_explained() {
    trybuild::TestCases::new().compile_fail("tests/ui/*.rs");
}
