//! The command line: CPython's options.

use crate::flags::Flags;

/// What is to be run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// The prompt, or the program on standard input.
    Input,
    Text(String),
    Module(String),
    /// A file, a folder or a zip with `__main__`.
    File(String),
    Version,
    Help,
}

/// A parsed command line.
pub struct Command {
    pub flags: Flags,
    pub what: What,
    /// `sys.argv`.
    pub argv: Vec<String>,
    /// `-x`: the first line of the source is not Python.
    pub skip_line: bool,
}

pub const HELP: &str = "\
usage: tw-python [option] ... [-c cmd | -m mod | file | -] [arg] ...
Options:
-b     : warn about bytes compared with text; -bb: errors
-B     : compiled files are not kept
-c cmd : program passed in as string
-E     : ignore PYTHON* environment variables
-h     : print this help message and exit (also --help)
-i     : go on with the prompt after running the program
-I     : isolate from the user's environment (implies -E -P -s)
-m mod : run library module as a script
-O     : no assertions, __debug__ is false; -OO no documentation either
-P     : no potentially unsafe path in sys.path
-q     : no banner
-s     : no user site directory in sys.path
-S     : no 'import site'
-u     : standard output and error are not buffered
-v     : verbose
-V     : print the version and exit (also --version)
-W arg : warning control
-x     : skip the first line of the source
-X opt : implementation-specific option
file   : program read from script file, folder or zip
-      : program read from standard input
--tw-jit=help shows Trackway's own options.
Environment: PYTHONPATH, PYTHONSTARTUP, PYTHONHASHSEED, PYTHONUNBUFFERED, PYTHONDONTWRITEBYTECODE,
PYTHONPYCACHEPREFIX, PYTHONIOENCODING, PYTHONINSPECT, PYTHONOPTIMIZE,
PYTHONWARNINGS, PYTHONVERBOSE, PYTHONSAFEPATH, NO_COLOR.
";

/// Parses the arguments behind the program's name.
///
/// # Errors
/// A text for the user.
pub fn parse(args: &[String]) -> Result<Command, String> {
    let mut c =
        Command { flags: Flags::default(), what: What::Input, argv: vec![String::new()], skip_line: false };
    let mut i = 0;
    while let Some(arg) = args.get(i) {
        i += 1;
        match arg.as_str() {
            "-" => {
                c.argv = args[i - 1..].to_vec();
                return Ok(environment(c));
            }
            "--help" => c.what = What::Help,
            "--version" => c.what = What::Version,
            "--" => {
                if let Some(file) = args.get(i) {
                    c.what = What::File(file.clone());
                    c.argv = args[i..].to_vec();
                }
                return Ok(environment(c));
            }
            a if a.starts_with("--") => {
                return Err(format!("unknown option {a}"));
            }
            a if a.starts_with('-') => {
                if letters(&mut c, &a[1..], args, &mut i)? {
                    return Ok(environment(c));
                }
            }
            file => {
                c.what = What::File(file.to_string());
                c.argv = args[i - 1..].to_vec();
                return Ok(environment(c));
            }
        }
        if matches!(c.what, What::Help | What::Version) {
            return Ok(c);
        }
    }
    Ok(environment(c))
}

/// The letters of one argument; true when the rest is the program's.
fn letters(c: &mut Command, letters: &str, args: &[String], i: &mut usize) -> Result<bool, String> {
    for (at, letter) in letters.char_indices() {
        let rest = &letters[at + letter.len_utf8()..];
        let mut value = || {
            if !rest.is_empty() {
                return Ok(rest.to_string());
            }
            *i += 1;
            args.get(*i - 1).cloned().ok_or_else(|| format!("argument expected for the -{letter} option"))
        };
        match letter {
            'c' => {
                c.what = What::Text(value()?);
                c.argv = std::iter::once("-c".to_string()).chain(args[*i..].iter().cloned()).collect();
                return Ok(true);
            }
            'm' => {
                c.what = What::Module(value()?);
                c.argv = std::iter::once("-m".to_string()).chain(args[*i..].iter().cloned()).collect();
                return Ok(true);
            }
            'W' => {
                c.flags.warnings.push(value()?);
                return Ok(false);
            }
            'X' => {
                c.flags.x_options.push(value()?);
                return Ok(false);
            }
            _ => flag(c, letter)?,
        }
    }
    Ok(false)
}

fn flag(c: &mut Command, letter: char) -> Result<(), String> {
    let f = &mut c.flags;
    match letter {
        'b' => f.bytes_warning += 1,
        'B' => f.no_cache = true,
        'd' | 'R' | 't' | '3' => {}
        'E' => f.ignore_environment = true,
        'h' | '?' => c.what = What::Help,
        'i' => (f.inspect, f.interactive) = (true, true),
        'I' => (f.isolated, f.ignore_environment, f.safe_path, f.no_user_site) = (true, true, true, true),
        'O' => f.optimize += 1,
        'P' => f.safe_path = true,
        'q' => f.quiet = true,
        's' => f.no_user_site = true,
        'S' => f.no_site = true,
        'u' => f.unbuffered = true,
        'v' => f.verbose += 1,
        'V' => c.what = What::Version,
        'x' => c.skip_line = true,
        _ => return Err(format!("unknown option -{letter}")),
    }
    Ok(())
}

/// What the environment adds.
fn environment(mut c: Command) -> Command {
    c.flags.hash_randomization = true;
    c.flags.dev_mode |= c.flags.x_options.iter().any(|x| x == "dev");
    if c.flags.ignore_environment {
        return c;
    }
    let set = |name: &str| std::env::var(name).ok().filter(|v| !v.is_empty());
    let level = |name: &str| set(name).map_or(0, |v| v.parse().unwrap_or(1));
    let f = &mut c.flags;
    f.no_cache |= set("PYTHONDONTWRITEBYTECODE").is_some();
    f.unbuffered |= set("PYTHONUNBUFFERED").is_some();
    f.inspect |= set("PYTHONINSPECT").is_some();
    f.safe_path |= set("PYTHONSAFEPATH").is_some();
    f.no_user_site |= set("PYTHONNOUSERSITE").is_some();
    f.dev_mode |= set("PYTHONDEVMODE").is_some();
    if let Some(most) = set("PYTHONINTMAXSTRDIGITS") {
        f.x_options.insert(0, format!("int_max_str_digits={most}"));
    }
    f.optimize = f.optimize.max(level("PYTHONOPTIMIZE"));
    f.verbose = f.verbose.max(level("PYTHONVERBOSE"));
    f.io_encoding = set("PYTHONIOENCODING");
    f.hash_randomization = set("PYTHONHASHSEED").is_none_or(|v| v != "0");
    if let Some(more) = set("PYTHONWARNINGS") {
        let mut all: Vec<String> = more.split(',').map(|w| w.trim().to_string()).collect();
        all.append(&mut f.warnings);
        f.warnings = all;
    }
    c
}

/// Whether the environment is right.
///
/// # Errors
/// What is said of it before the program ends.
pub fn check_environment(flags: &Flags) -> Result<(), &'static str> {
    match std::env::var("PYTHONHASHSEED") {
        Ok(seed) if !flags.ignore_environment && !seed.is_empty() && seed != "random" => {
            seed.parse::<u32>().map(|_| ()).map_err(|_| {
                "Fatal Python error: config_init_hash_seed: PYTHONHASHSEED must be \"random\" or an integer in range \
                 [0; 4294967295]\nPython runtime state: preinitialized\n"
            })
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(words: &str) -> Command {
        let args: Vec<String> = words.split(' ').map(str::to_string).collect();
        parse(&args).unwrap_or_else(|e| panic!("{e}"))
    }

    #[test]
    fn options_and_what_follows() {
        let c = of("-Bc pass a -b");
        assert_eq!((c.what, c.argv), (What::Text("pass".into()), vec!["-c".into(), "a".into(), "-b".into()]));
        assert!(c.flags.no_cache);
        let c = of("-W error -Xdev -OO -I x.py -c");
        assert_eq!((c.what, c.flags.optimize), (What::File("x.py".into()), 2));
        assert_eq!(
            (c.flags.warnings, c.flags.x_options),
            (vec!["error".to_string()], vec!["dev".to_string()])
        );
        assert_eq!(c.argv, ["x.py", "-c"]);
        assert_eq!(of("-m json.tool -h").what, What::Module("json.tool".into()));
        assert!(parse(&["-z".to_string()]).is_err() && parse(&["-c".to_string()]).is_err());
    }
}
