//! Where the generated languages differ on the surface.

/// A language that programs are generated in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    Calc,
    Python,
}

impl Dialect {
    pub fn named(name: &str) -> Result<Dialect, String> {
        match name {
            "calc" => Ok(Dialect::Calc),
            "python" => Ok(Dialect::Python),
            other => Err(format!("no programs in `{other}`")),
        }
    }

    pub fn name(self) -> &'static str {
        self.choose("calc", "python")
    }

    pub fn extension(self) -> &'static str {
        self.choose("calc", "py")
    }

    /// Another implementation, to compare with.
    pub fn peer(self) -> Option<&'static str> {
        self.choose(None, Some("/usr/bin/python3"))
    }

    pub fn is_python(self) -> bool {
        self == Dialect::Python
    }

    pub fn choose<T>(self, calc: T, python: T) -> T {
        if self.is_python() { python } else { calc }
    }
}

/// Lines of a program with their indentation.
pub struct Writer {
    pub dialect: Dialect,
    out: String,
    indent: usize,
}

impl Writer {
    pub fn new(dialect: Dialect) -> Writer {
        Writer { dialect, out: String::new(), indent: 0 }
    }

    pub fn line(&mut self, text: impl AsRef<str>) {
        self.out.push_str(&"    ".repeat(self.indent));
        self.out.push_str(text.as_ref());
        self.out.push('\n');
    }

    /// Opens a block: `if x`, `def f(a)`.
    pub fn open(&mut self, head: impl AsRef<str>) {
        let mark = self.dialect.choose(" {", ":");
        self.line(format!("{}{mark}", head.as_ref()));
        self.indent += 1;
    }

    pub fn close(&mut self) {
        self.indent -= 1;
        if self.dialect == Dialect::Calc {
            self.line("}");
        }
    }

    /// Closes a block and goes on with `else`, `elif x`, `except E`.
    pub fn next(&mut self, head: &str) {
        self.indent -= 1;
        let text = self.dialect.choose(format!("}} {head} {{"), format!("{head}:"));
        self.line(text);
        self.indent += 1;
    }

    /// Declares a variable.
    pub fn declare(&mut self, name: &str, value: impl AsRef<str>) {
        let keyword = self.dialect.choose("let ", "");
        self.line(format!("{keyword}{name} = {}", value.as_ref()));
    }

    pub fn finish(self) -> String {
        self.out
    }
}
