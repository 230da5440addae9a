"""Matrix: the product of two matrices that are lists of lists.

Shows nested loops over lists of floats. Argument: rows (default 320).
"""

import sys


def fill(rows, factor):
    return [[float((i * factor + j) % 17) for j in range(rows)] for i in range(rows)]


def product(a, b):
    columns = list(zip(*b))
    result = []
    for row in a:
        line = []
        for column in columns:
            total = 0.0
            for k in range(len(row)):
                total += row[k] * column[k]
            line.append(total)
        result.append(line)
    return result


def row_sums(matrix):
    return [sum(row) for row in matrix]


def main(rows):
    a, b = fill(rows, 3), fill(rows, 5)
    c = product(a, b)
    # All are small whole numbers, so sums are exact: the product's rows sum to a times b's row sums.
    sums = row_sums(b)
    expected = [sum(x * s for x, s in zip(row, sums)) for row in a]
    print("matrix", rows, sum(row_sums(c)), c[rows // 2][rows // 3])
    if row_sums(c) != expected:
        print("wrong: the rows' sums differ")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 320))
