# The XML parser that xml.etree, minidom and sax stand on.
import io, xml.dom.minidom, xml.sax
import xml.etree.ElementTree as ET
from xml.parsers import expat

doc = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE cat [<!ENTITY co "A &amp; B"><!ATTLIST item kind CDATA "std"><!ELEMENT cat (item+, note?)>]>
<cat xmlns:x="http://x/ns"><item id="1" x:a="v&lt;&#65;">Text &co; <b>bold</b> tail</item>
<item><![CDATA[raw <&> ]] stuff]]></item><empty/></cat>
"""
root = ET.fromstring(doc)
for e in root.iter():
    print(e.tag, e.attrib, repr(e.text), repr(e.tail))
# expect: cat {} None None
# expect: item {'id': '1', '{http://x/ns}a': 'v<A', 'kind': 'std'} 'Text A & B ' '\n'
# expect: b {} 'bold' ' tail'
# expect: item {'kind': 'std'} 'raw <&> ]] stuff' None
# expect: empty {} None None
print(ET.tostring(ET.fromstring("<a b='1'><c/>x</a>")))  # expect: b'<a b="1"><c />x</a>'
print([(k, e.tag) for k, e in ET.iterparse(io.BytesIO(b"<a><b/></a>"), ("start", "end"))])
# expect: [('start', 'a'), ('start', 'b'), ('end', 'b'), ('end', 'a')]

for bad in ("", "<a>", "<a></b>", "<a", "<a b=c/>", "<a b='1' b='2'/>", "<a>&u;</a>", "<a/><b/>", "text", "<a>\x01</a>",
            "<a><![CDATA[x</a>", "<x:a/>", "<a>\n <b>\n</a>", "<!DOCTYPE a [<!ENTITY e '&e;'>]><a>&e;</a>"):
    try:
        ET.fromstring(bad)
    except ET.ParseError as e:
        print(e.code, e)
# expect: 3 no element found: line 1, column 0
# expect: 3 no element found: line 1, column 3
# expect: 7 mismatched tag: line 1, column 5
# expect: 5 unclosed token: line 1, column 0
# expect: 4 not well-formed (invalid token): line 1, column 5
# expect: 8 duplicate attribute: line 1, column 9
# expect: 11 undefined entity: line 1, column 3
# expect: 9 junk after document element: line 1, column 4
# expect: 2 syntax error: line 1, column 0
# expect: 4 not well-formed (invalid token): line 1, column 3
# expect: 20 unclosed CDATA section: line 1, column 17
# expect: 27 unbound prefix: line 1, column 0
# expect: 7 mismatched tag: line 3, column 2
# expect: 12 recursive entity reference: line 1, column 35

print(xml.dom.minidom.parseString("<a><b>t</b><c/></a>").toxml())
# expect: <?xml version="1.0" ?><a><b>t</b><c/></a>


class Names(xml.sax.ContentHandler):
    def startElement(self, name, attributes):
        print(name, dict(attributes))


xml.sax.parseString(b"<a k='v'><b/></a>", Names())
# expect: a {'k': 'v'}
# expect: b {}

# The pieces of the input end anywhere.
log = []
p = expat.ParserCreate(namespace_separator="|")
p.buffer_text = True
p.StartElementHandler = lambda name, a: log.append((name, a, p.CurrentLineNumber, p.CurrentColumnNumber))

def characters(text):
    if log and isinstance(log[-1], str):
        text = log.pop() + text
    log.append(text)


p.CharacterDataHandler = characters
p.ElementDeclHandler = lambda *a: log.append(a)
p.EndNamespaceDeclHandler = log.append
for i in range(0, len(doc), 5):
    p.Parse(doc[i:i + 5])
p.Parse("", True)
for event in (repr(e) for e in log):
    print(event)
# expect: ('cat', (6, 0, None, ((4, 3, 'item', ()), (4, 1, 'note', ()))))
# expect: ('cat', {}, 3, 0)
# expect: ('item', {'id': '1', 'http://x/ns|a': 'v<A', 'kind': 'std'}, 3, 27)
# expect: 'Text A & B '
# expect: ('b', {}, 3, 67)
# expect: 'bold tail\n'
# expect: ('item', {'kind': 'std'}, 4, 0)
# expect: 'raw <&> ]] stuff'
# expect: ('empty', {}, 4, 41)
# expect: 'x'
