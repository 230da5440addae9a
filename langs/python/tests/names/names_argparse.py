# Every public name of `argparse`, used once.
import argparse
import contextlib
import io

parser = argparse.ArgumentParser(prog="p", description="d", formatter_class=argparse.ArgumentDefaultsHelpFormatter)
parser.add_argument("files", nargs=argparse.ONE_OR_MORE)
parser.add_argument("-n", "--number", type=int, default=3, help="how many")
parser.add_argument("--flag", action=argparse.BooleanOptionalAction, default=True, help="a flag")
parser.add_argument("--maybe", nargs=argparse.OPTIONAL, const="c", help=argparse.SUPPRESS)
parser.add_argument("-v", action="count", default=0)
args = parser.parse_args(["a", "b", "-n", "5", "--no-flag", "-vv", "--maybe"])
assert args == argparse.Namespace(files=["a", "b"], number=5, flag=False, maybe="c", v=2)
text = parser.format_help()
assert "usage: p [-h] [-n NUMBER]" in text and "how many (default: 3)" in text and "maybe" not in text


class Upper(argparse.Action):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, [v.upper() for v in values])


def even(text):
    if int(text) % 2:
        raise argparse.ArgumentTypeError("odd")
    return int(text)


second = argparse.ArgumentParser(exit_on_error=False, formatter_class=argparse.RawTextHelpFormatter)
second.add_argument("--up", action=Upper, nargs=argparse.ZERO_OR_MORE)
second.add_argument("--even", type=even)
second.add_argument("rest", nargs=argparse.REMAINDER)
assert second.parse_args(["--up", "a", "b", "--even", "4"]).up == ["A", "B"]
try:
    second.parse_args(["--even", "3"])
    assert False
except argparse.ArgumentError as e:
    assert str(e) == "argument --even: odd"
commands = argparse.ArgumentParser(prog="c", formatter_class=argparse.RawDescriptionHelpFormatter)
sub = commands.add_subparsers(dest="command")
sub.add_parser("run").add_argument("--fast", action="store_true")
assert commands.parse_args(["run", "--fast"]) == argparse.Namespace(command="run", fast=True) and argparse.PARSER == "A..."
err = io.StringIO()
with contextlib.redirect_stderr(err):
    try:
        commands.parse_args(["walk"])
        assert False
    except SystemExit as e:
        assert e.code == 2
assert "invalid choice: 'walk'" in err.getvalue()
assert issubclass(argparse.MetavarTypeHelpFormatter, argparse.HelpFormatter) and argparse.FileType("r")("/dev/null").read() == ""
