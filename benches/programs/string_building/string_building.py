"""String building: texts put together by +=, join, f-strings, format and replacement.

Shows how strings grow. Argument: rounds (default 1500).
"""

import sys

PIECES = 1000


def by_appending(count):
    text = ""
    for i in range(count):
        text += str(i)
        text += ","
    return text


def by_joining(count):
    parts = []
    for i in range(count):
        parts.append(str(i))
        parts.append(",")
    return "".join(parts)


def by_formatting(count):
    return "".join(f"{i}," for i in range(count))


def by_percent(count):
    return "".join(["%d," % i for i in range(count)])


def by_prepending(count):
    text = ""
    for i in range(count - 1, -1, -1):
        text = str(i) + "," + text
    return text


def by_replacing(count):
    text = " ".join(map(str, range(count))) + " "
    return text.replace(" ", ",")


WAYS = by_appending, by_joining, by_formatting, by_percent, by_prepending, by_replacing


def main(rounds):
    checksum = 0
    same = True
    for _ in range(rounds):
        texts = [way(PIECES) for way in WAYS]
        same = same and all(text == texts[0] for text in texts)
        for number, text in enumerate(texts):
            checksum = (checksum * 31 + len(text) + ord(text[number * 7])) % 1000003
    print("string_building", rounds, checksum)
    if not same:
        print("wrong: the texts differ")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1500))
