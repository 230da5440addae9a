"""Word count: how often each word comes in a made-up text.

Shows dictionaries keyed by strings, split and strip. Argument: lines (default 100000).
"""

import sys

SYLLABLES = ["ba", "ko", "ri", "tu", "ne", "lo", "mi", "sha", "ve", "po"]


def lines(count):
    """Twelve words a line; short ones come more often."""
    state = 7
    for _ in range(count):
        words = []
        for _ in range(12):
            state = state * 1103515245 + 12345 & 0x7FFFFFFF
            word = SYLLABLES[state >> 8 & 7]
            if state >> 16 & 3:
                word += SYLLABLES[(state >> 12) % 10]
            if state >> 20 & 1:
                word = word.capitalize() + ","
            words.append(word)
        yield " ".join(words) + ".\n"


def count_words(text):
    counts = {}
    total = 0
    for line in text:
        for word in line.split():
            word = word.strip(".,").lower()
            if word in counts:
                counts[word] += 1
            else:
                counts[word] = 1
            total += 1
    return counts, total


def main(count):
    counts, total = count_words(lines(count))
    ranking = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    print("word_count", total, len(counts), ranking[:3])
    if total != 12 * count or sum(counts.values()) != total:
        print("wrong: expected", 12 * count)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100000))
