# Every public name of `json`, used once.
import io
import json

data = {"a": [1, 2.5, None, True], "b": "é\n\"", "c": {}}
text = json.dumps(data)
assert text == '{"a": [1, 2.5, null, true], "b": "\\u00e9\\n\\"", "c": {}}' and json.loads(text) == data
assert json.dumps({"b": 1, "a": [1, {}]}, sort_keys=True, indent=2) == '{\n  "a": [\n    1,\n    {}\n  ],\n  "b": 1\n}'
assert json.dumps("é", ensure_ascii=False) == '"é"' and json.dumps([1, 2], separators=(",", ":")) == "[1,2]"
out = io.StringIO()
json.dump([1], out)
assert out.getvalue() == "[1]" and json.load(io.StringIO('{"x": NaN}'))["x"] != 0
assert json.JSONDecoder().raw_decode("[1] tail") == ([1], 3)


class Complex(json.JSONEncoder):
    def default(self, o):
        return [o.real, o.imag] if isinstance(o, complex) else super().default(o)


assert json.dumps({"z": 1 + 2j}, cls=Complex) == '{"z": [1.0, 2.0]}' and list(json.JSONEncoder().iterencode([1])) == ["[1", "]"]
assert json.loads("[1.5]", parse_float=str) == ["1.5"] and json.loads('{"a": 1}', object_pairs_hook=list) == [("a", 1)]
try:
    json.loads("[1, ?")
    assert False
except json.JSONDecodeError as e:
    assert (e.msg, e.pos, e.lineno, e.colno) == ("Expecting value", 4, 1, 5)
try:
    json.dumps({1, 2})
    assert False
except TypeError as e:
    assert str(e) == "Object of type set is not JSON serializable"
