# Every public name of `keyword`, used once.
import keyword

assert keyword.iskeyword("lambda") and not keyword.iskeyword("match") and keyword.issoftkeyword("match")
assert len(keyword.kwlist) == 35 and keyword.kwlist[:3] == ["False", "None", "True"]
assert {"_", "case", "match"} <= set(keyword.softkwlist)

# Since 3.12.
assert keyword.softkwlist == ["_", "case", "match", "type"]
