"""Regexes: searches, replacements and splits with the re module on a made-up log.

A JIT cannot earn here: the time goes into the matcher. Argument: lines (default 100000).
"""

import re
import sys

LINE = re.compile(
    r"^(?P<host>\d{1,3}(?:\.\d{1,3}){3}) - (?P<user>\S+) \[(?P<day>\d\d)/(?P<month>\w{3})/(\d{4})\] "
    r'"(?P<verb>GET|POST|PUT) (?P<path>[^"?]*)(?:\?(?P<query>[^"]*))?" (?P<status>\d{3}) (\d+|-)$'
)
PAIR = re.compile(r"(\w+)=([^&]*)")


def log(count):
    for n in range(count):
        verb = ("GET", "POST", "PUT")[n % 3]
        query = f"?id={n}&name=x%20y&q=" if n % 2 else ""
        size = n * 37 % 5000 or "-"
        yield (
            f"10.{n % 256}.{n // 7 % 256}.1 - user{n % 13} [{n % 28 + 1:02}/Feb/2024] "
            f'"{verb} /path/{n}/index.html{query}" {200 + n % 5 * 100} {size}'
        )


def main(count):
    users = {}
    pairs = plain = words = 0
    for text in log(count):
        match = LINE.match(text)
        users[match["user"]] = users.get(match["user"], 0) + 1
        if match["query"] is not None:
            pairs += len(PAIR.findall(match["query"]))
        else:
            plain += 1
        masked = re.sub(r"\d+", lambda m: "#" * len(m[0]), text)
        words += len(re.split(r"[\s/.\"\[\]]+", masked))
        words += re.search(r"(?i)INDEX\.(html?|php)\b", text).end() > 0
    print("regexes", count, len(users), pairs, plain, words)
    if pairs != count // 2 * 3 or plain != (count + 1) // 2 or sum(users.values()) != count:
        print("wrong: expected", count // 2 * 3, (count + 1) // 2)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100000))
