//! Expectations in comments.

/// One expected line of output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Where the script says so, from 1.
    pub at: usize,
    pub text: String,
}

/// What a script says about its own run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expectation {
    pub output: Vec<Line>,
    /// The end of the last line of the error that nobody catches.
    pub error: Option<Line>,
    /// The exit code, where the script states it.
    pub exit: Option<i32>,
    /// What the machine must have for the script to be run.
    pub needs: Option<String>,
}

impl Expectation {
    /// Reads the comments, which begin with `comment`, of a script.
    pub fn parse(source: &str, comment: &str) -> Expectation {
        let mut e = Expectation::default();
        for (i, line) in source.lines().enumerate() {
            let after = |key: &str| {
                let marker = format!("{comment} {key}:");
                let (_, text) = line.rsplit_once(&marker)?;
                Some(Line { at: i + 1, text: text.strip_prefix(' ').unwrap_or(text).trim_end().to_string() })
            };
            if let Some(line) = after("expect") {
                e.output.push(line);
            } else if let Some(line) = after("expect-error") {
                e.error = Some(line);
            } else if let Some(line) = after("exit") {
                e.exit = line.text.trim().parse().ok();
            } else if let Some(line) = after("needs") {
                e.needs = Some(line.text);
            }
        }
        e
    }

    /// The exit code that follows.
    pub fn exit_code(&self) -> i32 {
        self.exit.unwrap_or(self.error.is_some() as i32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_read() {
        let e = Expectation::parse(
            "print(1) # expect: 1\nfor i in x:\n    print(i)\n# expect: a b \n# expect:\nboom() # expect-error: E: no",
            "#",
        );
        let texts: Vec<(usize, &str)> = e.output.iter().map(|l| (l.at, l.text.as_str())).collect();
        assert_eq!(texts, [(1, "1"), (4, "a b"), (5, "")]);
        assert_eq!(e.error.as_ref().map(|l| (l.at, l.text.as_str())), Some((6, "E: no")));
        assert_eq!(e.exit_code(), 1);
        assert_eq!(Expectation::parse("// exit: 3", "//").exit_code(), 3);
        assert_eq!(Expectation::parse("print('# expect: x') # expect: # expect: y", "#").output[0].text, "y");
    }
}
