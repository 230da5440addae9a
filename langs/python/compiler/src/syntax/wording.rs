//! The parser's complaints in the words of the reference implementation, where that is cheap.

use crate::syntax::error::{ErrorKind, Fault};
use ruff_python_parser::{InterpolatedStringErrorType, LexicalErrorType, ParseError, ParseErrorType};

/// The fault that a parse error stands for.
pub fn fault(error: &ParseError, source: &str) -> Box<Fault> {
    let (kind, message) = match &error.error {
        ParseErrorType::UnexpectedIndentation => (ErrorKind::Indentation, "unexpected indent".into()),
        ParseErrorType::OtherError(text) => other(text, error, source),
        ParseErrorType::Lexical(lexical) => lexical_wording(lexical, error, source),
        ParseErrorType::FStringError(e) => (ErrorKind::Syntax, interpolated("f-string", e)),
        ParseErrorType::TStringError(e) => (ErrorKind::Syntax, interpolated("t-string", e)),
        ParseErrorType::VarParameterWithDefault => {
            let before = source[..error.location.start().to_usize()].trim_end_matches(|c| c != '*');
            let which = if before.ends_with("**") { "keyword" } else { "positional" };
            (ErrorKind::Syntax, format!("var-{which} argument cannot have default value"))
        }
        ParseErrorType::InvalidStarredExpressionUsage
            if source[..error.location.start().to_usize()].trim_end().ends_with('(') =>
        {
            (ErrorKind::Syntax, "cannot use starred expression here".into())
        }
        error => (ErrorKind::Syntax, parse_wording(error).to_string()),
    };
    Fault::new(kind, error.location, message)
}

fn parse_wording(error: &ParseErrorType) -> &'static str {
    use ParseErrorType as E;
    match error {
        E::UnparenthesizedGeneratorExpression => "Generator expression must be parenthesized",
        E::PositionalAfterKeywordArgument => "positional argument follows keyword argument",
        E::PositionalAfterKeywordUnpacking => "positional argument follows keyword argument unpacking",
        E::InvalidArgumentUnpackingOrder => "iterable argument unpacking follows keyword argument unpacking",
        E::IterableUnpackingInComprehension => "iterable unpacking cannot be used in comprehension",
        E::InvalidStarredExpressionUsage => "can't use starred expression here",
        E::NonDefaultParamAfterDefaultParam => "parameter without a default follows parameter with a default",
        E::ParamAfterVarKeywordParam => "arguments cannot follow var-keyword argument",
        E::ExpectedKeywordParam => "named parameters must follow bare *",
        E::UnparenthesizedNamedExpression => "invalid syntax",
        E::InvalidAssignmentTarget => {
            "cannot assign to expression here. Maybe you meant '==' instead of '='?"
        }
        E::InvalidNamedAssignmentTarget => "cannot use assignment expressions with expression",
        E::InvalidAnnotatedAssignmentTarget => "illegal target for annotation",
        E::InvalidAugmentedAssignmentTarget => "illegal expression for augmented assignment",
        E::InvalidDeleteTarget => "cannot delete expression",
        E::EmptyImportNames => "Expected one or more names after 'import'",
        E::InvalidMatchPatternTarget => "cannot use '_' as a target",
        E::ExpectedRealNumber => "real number required in complex literal",
        E::ExpectedImaginaryNumber => "imaginary number required in complex literal",
        _ => "invalid syntax",
    }
}

/// What is said of syntax that later versions have.
pub fn newer(text: &str) -> String {
    let known = [
        ("Cannot use dictionary unpacking in", "dict unpacking cannot be used in dict comprehension"),
        ("Cannot use iterable unpacking in", "iterable unpacking cannot be used in comprehension"),
    ];
    known.iter().find(|(start, _)| text.starts_with(start)).map_or(text, |(_, said)| said).to_string()
}

fn other(text: &str, error: &ParseError, source: &str) -> (ErrorKind, String) {
    let lower = text.to_ascii_lowercase();
    if lower.starts_with("expected an indented block") {
        let line = source[..error.location.start().to_usize().min(source.len())].lines().count();
        let text = lower.replace('`', "'");
        return (ErrorKind::Indentation, format!("{text} on line {}", line.saturating_sub(1).max(1)));
    }
    let known = OTHERS.iter().find(|(start, _)| text.starts_with(start));
    (ErrorKind::Syntax, known.map_or("invalid syntax", |(_, said)| said).to_string())
}

/// How the parser's own wordings begin, and what is said instead.
const OTHERS: &[(&str, &str)] = &[
    ("Bytes literal cannot be mixed", "cannot mix bytes and nonbytes literals"),
    ("Expected one or more exception types", "expected one or more exception types"),
    ("Only one '/' separator", "/ may appear only once"),
    ("'/' parameter must appear before", "/ must be ahead of *"),
    ("Position-only parameter separator not allowed", "at least one parameter must precede /"),
    ("Only one '*'", "* may appear only once"),
    ("Keyword-only parameter separator not allowed", "* may appear only once"),
    ("Only one '**' parameter", "parameters cannot follow var-keyword parameter"),
    ("Only single target (not tuple)", "only single target (not tuple) can be annotated"),
    ("Only single target (not list)", "only single target (not list) can be annotated"),
    ("Positional patterns cannot follow", "positional patterns follow keyword patterns"),
    ("Trailing comma not allowed", "trailing comma not allowed without surrounding parentheses"),
];

fn lexical_wording(e: &LexicalErrorType, error: &ParseError, source: &str) -> (ErrorKind, String) {
    let line = || source[..error.location.start().to_usize().min(source.len())].matches('\n').count() + 1;
    let message = match e {
        LexicalErrorType::IndentationError => {
            return (ErrorKind::Indentation, "unindent does not match any outer indentation level".into());
        }
        LexicalErrorType::UnclosedStringError => {
            format!("unterminated string literal (detected at line {})", line())
        }
        LexicalErrorType::UnicodeError
        | LexicalErrorType::MissingUnicodeLbrace
        | LexicalErrorType::MissingUnicodeRbrace => {
            "(unicode error) 'unicodeescape' codec can't decode bytes: illegal escape".to_string()
        }
        LexicalErrorType::UnrecognizedToken { tok } if is_invisible(*tok) => {
            format!("invalid non-printable character U+{:04X}", *tok as u32)
        }
        LexicalErrorType::UnrecognizedToken { tok } if tok.is_ascii() => "invalid syntax".to_string(),
        LexicalErrorType::UnrecognizedToken { tok } => {
            format!("invalid character '{tok}' (U+{:04X})", *tok as u32)
        }
        LexicalErrorType::InvalidByteLiteral => "bytes can only contain ASCII literal characters".to_string(),
        LexicalErrorType::LineContinuationError => {
            "unexpected character after line continuation character".to_string()
        }
        LexicalErrorType::Eof => "unexpected EOF while parsing".to_string(),
        LexicalErrorType::OtherError(text) => text.to_string(),
        LexicalErrorType::FStringError(e) => interpolated("f-string", e),
        LexicalErrorType::TStringError(e) => interpolated("t-string", e),
        LexicalErrorType::StringError => "invalid syntax".to_string(),
    };
    (ErrorKind::Syntax, message)
}

/// Whether nothing would be seen of the character.
fn is_invisible(c: char) -> bool {
    let formats = ['\u{ad}', '\u{61c}', '\u{180e}', '\u{feff}'];
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
        || formats.contains(&c)
}

fn interpolated(kind: &str, error: &InterpolatedStringErrorType) -> String {
    use InterpolatedStringErrorType as E;
    let text = match error {
        E::UnclosedLbrace => "expecting '}'",
        E::InvalidConversionFlag => "invalid conversion character: expected 's', 'r', or 'a'",
        E::SingleRbrace => "single '}' is not allowed",
        E::UnterminatedString => return format!("unterminated {kind} literal"),
        E::UnterminatedTripleQuotedString => return format!("unterminated triple-quoted {kind} literal"),
        E::LambdaWithoutParentheses => "lambda expressions are not allowed without parentheses",
        E::ConversionFlagNotImmediatelyAfterExclamation => {
            "conversion type must come right after the exclamation mark"
        }
        E::NewlineInFormatSpec => "newlines are not allowed in format specifiers for single quoted f-strings",
    };
    format!("{kind}: {text}")
}
