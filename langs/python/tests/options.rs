//! Options of the command line and variables of the environment that change what a program does.

use std::process::Command;

const DEBUG: &str = "def f():\n 'doc'\n assert 0\n return 1\ntry: v = f()\nexcept AssertionError: v = 'no'\n\
                     print(__debug__, f.__doc__, v)";

fn check(args: &[&str], variables: &[(&str, &str)], expected: &str) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tw-python"));
    let output = command.args(args).envs(variables.iter().copied()).output().expect("the guest");
    assert_eq!(String::from_utf8_lossy(&output.stdout).trim_end(), expected, "{args:?} {variables:?}");
}

#[test]
fn optimised() {
    check(&["-c", DEBUG], &[], "True doc no");
    check(&["-O", "-c", DEBUG], &[], "False doc 1");
    check(&["-OO", "-c", DEBUG], &[], "False None 1");
    check(&["-c", DEBUG], &[("PYTHONOPTIMIZE", "2")], "False None 1");
    check(&["-E", "-c", DEBUG], &[("PYTHONOPTIMIZE", "2")], "True doc no");
}

#[test]
fn shown_by_sys() {
    let x = "import sys; print(sys._xoptions, sys.warnoptions)";
    check(&["-X", "a=b", "-X", "utf8", "-W", "error", "-c", x], &[], "{'a': 'b', 'utf8': True} ['error']");
    check(&["-c", x], &[("PYTHONWARNINGS", "ignore,error")], "{} ['ignore', 'error']");
    let raised = "import warnings\ntry: warnings.warn('w')\nexcept UserWarning as e: print('raised', e)";
    check(&["-W", "error", "-c", raised], &[], "raised w");
}
