//! What the command line and the environment say about a run.

/// The options, as `sys.flags` shows them.
#[derive(Clone, Debug, Default)]
pub struct Flags {
    pub inspect: bool,
    pub interactive: bool,
    pub optimize: u8,
    /// `-B`: compiled files are not kept.
    pub no_cache: bool,
    pub no_user_site: bool,
    pub no_site: bool,
    /// `-E`: variables of the environment do not count.
    pub ignore_environment: bool,
    pub verbose: u8,
    pub bytes_warning: u8,
    pub quiet: bool,
    pub isolated: bool,
    pub safe_path: bool,
    pub unbuffered: bool,
    pub hash_randomization: bool,
    pub dev_mode: bool,
    /// Of the standard streams, `ENCODING:ERRORS`.
    pub io_encoding: Option<String>,
    pub warnings: Vec<String>,
    pub x_options: Vec<String>,
}

impl Flags {
    /// A flag by the name that `sys.flags` gives it.
    pub fn get(&self, name: &str) -> i64 {
        match name {
            "inspect" => i64::from(self.inspect),
            "interactive" => i64::from(self.interactive),
            "optimize" => i64::from(self.optimize),
            "dont_write_bytecode" => i64::from(self.no_cache),
            "no_user_site" => i64::from(self.no_user_site),
            "no_site" => i64::from(self.no_site),
            "ignore_environment" => i64::from(self.ignore_environment),
            "verbose" => i64::from(self.verbose),
            "bytes_warning" => i64::from(self.bytes_warning),
            "quiet" => i64::from(self.quiet),
            "isolated" => i64::from(self.isolated),
            "safe_path" => i64::from(self.safe_path),
            "hash_randomization" => i64::from(self.hash_randomization),
            "dev_mode" => i64::from(self.dev_mode),
            _ => 0,
        }
    }
}
