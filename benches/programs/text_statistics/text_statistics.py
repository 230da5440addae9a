"""Text statistics: letters, words and sentences of a made-up text.

Shows collections.Counter, defaultdict, re, comprehensions over characters and formatted columns.
Argument: sentences (default 100000).
"""

import re
import sys
from collections import Counter, defaultdict

WORDS = "the a river runs through stone Anna's well-known bread of winter light and salt".split()


def text_of(count):
    state = 5
    sentences = []
    for _ in range(count):
        words = []
        for _ in range(4 + (state >> 10) % 9):
            state = state * 1103515245 + 12345 & 0x7FFFFFFF
            words.append(WORDS[(state >> 12) % len(WORDS)])
        words[0] = words[0].title() if state & 256 else words[0].capitalize()
        sentences.append(" ".join(words) + ".!?"[(state >> 20) % 3])
    return " ".join(sentences)


def statistics_of(text):
    words = re.findall(r"[A-Za-z'-]+", text)
    sentences = [s for s in re.split(r"[.!?]\s*", text) if s]
    letters = Counter(c for c in text.lower() if c.isalpha())
    by_length = defaultdict(set)
    for word in words:
        by_length[len(word)].add(word.lower())
    pairs = Counter(zip(words, words[1:]))
    vowels = sum(letters[c] for c in "aeiou")
    return words, sentences, letters, by_length, pairs, vowels


def main(count):
    text = text_of(count)
    words, sentences, letters, by_length, pairs, vowels = statistics_of(text)
    for letter, times in letters.most_common(4):
        print(f"{letter!r:>4} {times:>9,} {times / sum(letters.values()):8.3%}")
    for length in sorted(by_length):
        print(f"{length:>4} {', '.join(sorted(by_length[length]))}")
    print("most common pair", *max(pairs.items(), key=lambda item: (item[1], item[0])))
    print("text_statistics", len(words), len(sentences), sum(letters.values()), vowels)
    marks = sum(text.count(mark) for mark in ".!?")
    if len(sentences) != count or marks != count or len(words) != len(text.split()):
        print("wrong: expected", count, "sentences and", len(text.split()), "words")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100000))
