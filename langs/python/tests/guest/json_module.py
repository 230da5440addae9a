# json: documents, errors and their places, hooks, styles, objects that a function makes writable.
import json
for s in ['{"a":1,"b":[1,2.5,-0,-0.0,1e5,1E+2,true,false,null,"x\\u00e9\\n\\ud83d\\ude00\\ud800"]}','[]','{}',' [ 1 , 2 ] ','"a\\/b"','NaN','-Infinity','{"a" 1}','{a:1}','[1 2]','','  ','nul','"abc','"a\nb"','"\\x"','"\\u12"','[1','{"a":','{"a":1','123 4','-','[-]','1.','1.e5','01','{"é":"ü","é2":[]}','["é" 1]','12345678901234567890123','1e400','[[[[]]]]','{"a":{}, "b":{"c":[{}]}}']:
    try: print(repr(json.loads(s)))
    except json.JSONDecodeError as e: print(s,"|",e)
print(json.loads('"a\tb"',strict=False) if False else json.JSONDecoder(strict=False).decode('"a\tb"'))
print(json.loads('{"a":1.5}',parse_float=str),json.loads('{"a":{"b":1}}',object_hook=lambda d:sorted(d.items())),json.loads('{"a":1}',object_pairs_hook=list))
from collections import OrderedDict,namedtuple,Counter
from enum import IntEnum
class E(IntEnum): A=1
class Bad: pass
P=namedtuple("P","x y")
for kw in ({},{"indent":2},{"sort_keys":True},{"ensure_ascii":False},{"separators":(",",":")},{"indent":"\t","sort_keys":True}):
    print(json.dumps({"b":[1,2.0,None,True,"é\n\"\\\x7f😀\ud800"],"a":{"x":(),"y":[],"z":{}},"e":E.A,"p":P(1,2),"o":OrderedDict(k=1),"c":Counter("aab"),"n":10**30,"f":1e16},**kw).encode("utf8","surrogatepass"))
for o,kw in ((Bad(),{}),([1,{"a":Bad()}],{}),({(1,2):3},{}),({(1,2):3,"a":1},{"skipkeys":True}),([float("inf")],{}),({1:2,None:3,True:4,2.5:5},{}),({"a":1,2:3},{"sort_keys":True}),({2:1,1:3},{"sort_keys":True}),([Bad(),{"k":[Bad(),1]}],{"default":lambda o:["bad"]}),([Bad(),{"k":[Bad(),1]}],{"default":lambda o:{"q":[2]},"indent":1}),([Bad()],{"default":lambda o:o}),({1,2},{})):
    try: print(json.dumps(o,**kw))
    except (TypeError,ValueError) as e: print(type(e).__name__,e)
l=[]; l.append(l)
try: json.dumps(l)
except ValueError as e: print(e)
print(json.dumps("x"),json.dumps(1),list(json.JSONEncoder().iterencode([1,{"a":2}])))

# expect: {'a': 1, 'b': [1, 2.5, 0, -0.0, 100000.0, 100.0, True, False, None, 'xé\n😀\ud800']}
# expect: []
# expect: {}
# expect: [1, 2]
# expect: 'a/b'
# expect: nan
# expect: -inf
# expect: {"a" 1} | Expecting ':' delimiter: line 1 column 6 (char 5)
# expect: {a:1} | Expecting property name enclosed in double quotes: line 1 column 2 (char 1)
# expect: [1 2] | Expecting ',' delimiter: line 1 column 4 (char 3)
# expect:  | Expecting value: line 1 column 1 (char 0)
# expect:    | Expecting value: line 1 column 3 (char 2)
# expect: nul | Expecting value: line 1 column 1 (char 0)
# expect: "abc | Unterminated string starting at: line 1 column 1 (char 0)
# expect: "a
# expect: b" | Invalid control character at: line 1 column 3 (char 2)
# expect: "\x" | Invalid \escape: line 1 column 2 (char 1)
# expect: "\u12" | Invalid \uXXXX escape: line 1 column 3 (char 2)
# expect: [1 | Expecting ',' delimiter: line 1 column 3 (char 2)
# expect: {"a": | Expecting value: line 1 column 6 (char 5)
# expect: {"a":1 | Expecting ',' delimiter: line 1 column 7 (char 6)
# expect: 123 4 | Extra data: line 1 column 5 (char 4)
# expect: - | Expecting value: line 1 column 1 (char 0)
# expect: [-] | Expecting value: line 1 column 2 (char 1)
# expect: 1. | Extra data: line 1 column 2 (char 1)
# expect: 1.e5 | Extra data: line 1 column 2 (char 1)
# expect: 01 | Extra data: line 1 column 2 (char 1)
# expect: {'é': 'ü', 'é2': []}
# expect: ["é" 1] | Expecting ',' delimiter: line 1 column 6 (char 5)
# expect: 12345678901234567890123
# expect: inf
# expect: [[[[]]]]
# expect: {'a': {}, 'b': {'c': [{}]}}
# expect: a	b
# expect: {'a': '1.5'} [('a', [('b', 1)])] [('a', 1)]
# expect: b'{"b": [1, 2.0, null, true, "\\u00e9\\n\\"\\\\\\u007f\\ud83d\\ude00\\ud800"], "a": {"x": [], "y": [], "z": {}}, "e": 1, "p": [1, 2], "o": {"k": 1}, "c": {"a": 2, "b": 1}, "n": 1000000000000000000000000000000, "f": 1e+16}'
# expect: b'{\n  "b": [\n    1,\n    2.0,\n    null,\n    true,\n    "\\u00e9\\n\\"\\\\\\u007f\\ud83d\\ude00\\ud800"\n  ],\n  "a": {\n    "x": [],\n    "y": [],\n    "z": {}\n  },\n  "e": 1,\n  "p": [\n    1,\n    2\n  ],\n  "o": {\n    "k": 1\n  },\n  "c": {\n    "a": 2,\n    "b": 1\n  },\n  "n": 1000000000000000000000000000000,\n  "f": 1e+16\n}'
# expect: b'{"a": {"x": [], "y": [], "z": {}}, "b": [1, 2.0, null, true, "\\u00e9\\n\\"\\\\\\u007f\\ud83d\\ude00\\ud800"], "c": {"a": 2, "b": 1}, "e": 1, "f": 1e+16, "n": 1000000000000000000000000000000, "o": {"k": 1}, "p": [1, 2]}'
# expect: b'{"b": [1, 2.0, null, true, "\xc3\xa9\\n\\"\\\\\x7f\xf0\x9f\x98\x80\xed\xa0\x80"], "a": {"x": [], "y": [], "z": {}}, "e": 1, "p": [1, 2], "o": {"k": 1}, "c": {"a": 2, "b": 1}, "n": 1000000000000000000000000000000, "f": 1e+16}'
# expect: b'{"b":[1,2.0,null,true,"\\u00e9\\n\\"\\\\\\u007f\\ud83d\\ude00\\ud800"],"a":{"x":[],"y":[],"z":{}},"e":1,"p":[1,2],"o":{"k":1},"c":{"a":2,"b":1},"n":1000000000000000000000000000000,"f":1e+16}'
# expect: b'{\n\t"a": {\n\t\t"x": [],\n\t\t"y": [],\n\t\t"z": {}\n\t},\n\t"b": [\n\t\t1,\n\t\t2.0,\n\t\tnull,\n\t\ttrue,\n\t\t"\\u00e9\\n\\"\\\\\\u007f\\ud83d\\ude00\\ud800"\n\t],\n\t"c": {\n\t\t"a": 2,\n\t\t"b": 1\n\t},\n\t"e": 1,\n\t"f": 1e+16,\n\t"n": 1000000000000000000000000000000,\n\t"o": {\n\t\t"k": 1\n\t},\n\t"p": [\n\t\t1,\n\t\t2\n\t]\n}'
# expect: TypeError Object of type Bad is not JSON serializable
# expect: TypeError Object of type Bad is not JSON serializable
# expect: TypeError keys must be str, int, float, bool or None, not tuple
# expect: {"a": 1}
# expect: [Infinity]
# expect: {"1": 4, "null": 3, "2.5": 5}
# expect: TypeError '<' not supported between instances of 'int' and 'str'
# expect: {"1": 3, "2": 1}
# expect: [["bad"], {"k": [["bad"], 1]}]
# expect: [
# expect:  {
# expect:   "q": [
# expect:    2
# expect:   ]
# expect:  },
# expect:  {
# expect:   "k": [
# expect:    {
# expect:     "q": [
# expect:      2
# expect:     ]
# expect:    },
# expect:    1
# expect:   ]
# expect:  }
# expect: ]
# expect: ValueError Circular reference detected
# expect: TypeError Object of type set is not JSON serializable
# expect: Circular reference detected
# expect: "x" 1 ['[1', ', ', '{', '"a"', ': ', '2', '}', ']']
