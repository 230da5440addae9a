# Every public name of `textwrap`, used once.
import textwrap

text = "The quick brown fox jumped over the lazy dog"
assert textwrap.wrap(text, 15) == ["The quick brown", "fox jumped over", "the lazy dog"]
assert textwrap.fill(text, 20, initial_indent="* ") == "* The quick brown\nfox jumped over the\nlazy dog"
assert textwrap.shorten(text, 20) == "The quick [...]" and textwrap.shorten("a   b", 20) == "a b"
assert textwrap.dedent("  a\n    b\n  c\n") == "a\n  b\nc\n" and textwrap.indent("a\n\nb\n", "> ") == "> a\n\n> b\n"
w = textwrap.TextWrapper(width=10, break_long_words=True, subsequent_indent=".")
assert w.wrap("abcdefghijklmno p") == ["abcdefghij", ".klmno p"]
