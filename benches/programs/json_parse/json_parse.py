"""JSON by the library: a made-up document dumped and loaded again.

Shows the json module both ways, with escapes, numbers, indents and sorted keys. Argument: records
(default 12000).
"""

import json
import sys


def document(count):
    records = []
    for i in range(count):
        records.append(
            {
                "id": i,
                "name": f"record {i}\n\t\"quoted\" \u00e4\u20ac",
                "weight": i * 0.37,
                "tiny": 1.5e-9 * i,
                "tags": ["a", "b" * (i % 5), None, True, False],
                "inner": {"x": -i, "y": [[], {}, [i, [i + 1]]]},
            }
        )
    return {"version": 3, "records": records, "empty": ""}


def main(count):
    made = document(count)
    texts = [
        json.dumps(made),
        json.dumps(made, indent=2),
        json.dumps(made, separators=(",", ":"), sort_keys=True),
        json.dumps(made, ensure_ascii=False),
    ]
    loaded = [json.loads(text) for text in texts]
    lengths = [len(text) for text in texts]
    print("json_parse", count, *lengths)
    if any(one != made for one in loaded):
        print("wrong: another document came back")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 12000))
