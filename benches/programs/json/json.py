"""Json: a parser written in Python reads a made-up document into objects of its own.

Shows characters of a string read one by one, and a class for each kind of value. Argument: rounds
(default 200).
"""

import sys

OPERATIONS = 150


def document():
    """The text of a list of operations, each with nested arguments."""
    parts = []
    for i in range(OPERATIONS):
        arguments = f'[{i}, -{i}.5, {i * 3}e2, "x\\u00e4\\n{i}", {{"deep": [[], {{}}, [null]]}}]'
        flags = "true" if i % 3 == 0 else "false"
        parts.append(f'  ["w{i % 7}", "create",\n {{"id": {i}, "on": {flags}, "arguments": {arguments}}}]')
    return '{"head": {}, "operations": [\n' + ",\n".join(parts) + "\n] }\n"


class Value:
    def is_object(self):
        return False

    def is_array(self):
        return False


class Literal(Value):
    def __init__(self, value):
        self.value = value


class Number(Value):
    def __init__(self, text):
        self.text = text


class String(Value):
    def __init__(self, text):
        self.text = text


class Array(Value):
    def __init__(self):
        self.values = []

    def is_array(self):
        return True

    def add(self, value):
        self.values.append(value)

    def size(self):
        return len(self.values)

    def at(self, index):
        return self.values[index]


class Object(Value):
    """Names in one list, values in another, and a small table of hashes to find them by."""

    def __init__(self):
        self.names = []
        self.values = []
        self.table = [0] * 32

    def is_object(self):
        return True

    def slot(self, name):
        number = len(name)
        for char in name:
            number = number * 31 + ord(char) & 0xFFFF
        return number & 31

    def add(self, name, value):
        self.names.append(name)
        self.values.append(value)
        self.table[self.slot(name)] = len(self.names)

    def get(self, name):
        index = self.table[self.slot(name)] - 1
        if index >= 0 and self.names[index] == name:
            return self.values[index]
        for index in range(len(self.names) - 1, -1, -1):
            if self.names[index] == name:
                return self.values[index]
        return None


class ParseError(Exception):
    def __init__(self, message, line, column):
        super().__init__(f"{message} at {line}:{column}")


ESCAPES = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", '"': '"', "\\": "\\", "/": "/"}


class Parser:
    def __init__(self, text):
        self.text = text
        self.index = -1
        self.line = 1
        self.column = 0
        self.current = None

    def parse(self):
        self.read()
        self.skip_blanks()
        value = self.value()
        self.skip_blanks()
        if self.current is not None:
            raise self.wrong("end of text expected")
        return value

    def read(self):
        if self.current == "\n":
            self.line += 1
            self.column = 0
        self.index += 1
        self.column += 1
        self.current = self.text[self.index] if self.index < len(self.text) else None

    def read_if(self, char):
        if self.current != char:
            return False
        self.read()
        return True

    def skip_blanks(self):
        while self.current in (" ", "\t", "\n", "\r"):
            self.read()

    def wrong(self, message):
        return ParseError(message, self.line, self.column)

    def need(self, char):
        if not self.read_if(char):
            raise self.wrong(repr(char) + " expected")

    def value(self):
        char = self.current
        if char == "{":
            return self.object()
        if char == "[":
            return self.array()
        if char == '"':
            return String(self.string())
        if char == "n":
            return self.literal("null", None)
        if char == "t":
            return self.literal("true", True)
        if char == "f":
            return self.literal("false", False)
        if char is not None and (char == "-" or "0" <= char <= "9"):
            return self.number()
        raise self.wrong("value expected")

    def array(self):
        self.read()
        array = Array()
        self.skip_blanks()
        if self.read_if("]"):
            return array
        while True:
            self.skip_blanks()
            array.add(self.value())
            self.skip_blanks()
            if not self.read_if(","):
                break
        self.need("]")
        return array

    def object(self):
        self.read()
        made = Object()
        self.skip_blanks()
        if self.read_if("}"):
            return made
        while True:
            self.skip_blanks()
            name = self.string()
            self.skip_blanks()
            self.need(":")
            self.skip_blanks()
            made.add(name, self.value())
            self.skip_blanks()
            if not self.read_if(","):
                break
        self.need("}")
        return made

    def literal(self, word, value):
        for char in word:
            self.need(char)
        return Literal(value)

    def string(self):
        self.need('"')
        parts = []
        start = self.index
        while self.current != '"':
            if self.current is None or self.current < " ":
                raise self.wrong("character of a string expected")
            if self.current == "\\":
                parts.append(self.text[start : self.index])
                parts.append(self.escape())
                start = self.index
            else:
                self.read()
        parts.append(self.text[start : self.index])
        self.read()
        return "".join(parts)

    def escape(self):
        self.read()
        char = self.current
        self.read()
        if char in ESCAPES:
            return ESCAPES[char]
        if char != "u":
            raise self.wrong("escape expected")
        code = 0
        for _ in range(4):
            code = code * 16 + int(self.current, 16)
            self.read()
        return chr(code)

    def digits(self):
        start = self.index
        while self.current is not None and "0" <= self.current <= "9":
            self.read()
        if start == self.index:
            raise self.wrong("digit expected")

    def number(self):
        start = self.index
        self.read_if("-")
        if not self.read_if("0"):
            self.digits()
        if self.read_if("."):
            self.digits()
        if self.read_if("e") or self.read_if("E"):
            self.read_if("+") or self.read_if("-")
            self.digits()
        return Number(self.text[start : self.index])


def is_right(value):
    """Looks at a few places of the document."""
    if not value.is_object() or not value.get("head").is_object():
        return False
    operations = value.get("operations")
    if not operations.is_array() or operations.size() != OPERATIONS:
        return False
    last = operations.at(OPERATIONS - 1).at(2)
    arguments = last.get("arguments")
    return (
        last.get("id").text == str(OPERATIONS - 1)
        and last.get("none") is None
        and arguments.at(1).text == f"-{OPERATIONS - 1}.5"
        and arguments.at(3).text == f"x\u00e4\n{OPERATIONS - 1}"
        and arguments.at(4).get("deep").at(2).at(0).value is None
    )


def main(rounds):
    text = document()
    right = 0
    for _ in range(rounds):
        right += is_right(Parser(text).parse())
    try:
        Parser('{"a": [1, 2}').parse()
        message = "no error"
    except ParseError as error:
        message = str(error)
    print("json", rounds, len(text), right, message)
    if right != rounds or message != "']' expected at 1:12":
        print("wrong: expected", rounds)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 200))
