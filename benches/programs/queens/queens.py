"""Queens: the first placing of eight queens that do not attack each other.

Shows lists of booleans, recursion and early returns. Argument: rounds (default 10000).
"""

import sys

SIZE = 8
EXPECTED = [0, 4, 7, 5, 2, 6, 1, 3]


class Board:
    def __init__(self, size):
        self.size = size
        self.free_rows = [True] * size
        self.free_up = [True] * (2 * size)
        self.free_down = [True] * (2 * size)
        self.rows = [-1] * size

    def place(self, column):
        """Places queens in this column and those right of it; False if there is no way."""
        if column == self.size:
            return True
        for row in range(self.size):
            if self.is_free(row, column):
                self.rows[column] = row
                self.mark(row, column, False)
                if self.place(column + 1):
                    return True
                self.mark(row, column, True)
        return False

    def is_free(self, row, column):
        return (
            self.free_rows[row]
            and self.free_up[row + column]
            and self.free_down[row - column + self.size - 1]
        )

    def mark(self, row, column, value):
        self.free_rows[row] = value
        self.free_up[row + column] = value
        self.free_down[row - column + self.size - 1] = value


def main(rounds):
    wrong = 0
    for _ in range(rounds):
        board = Board(SIZE)
        if not board.place(0) or board.rows != EXPECTED:
            wrong += 1
    print("queens", rounds, board.rows)
    if wrong:
        print("wrong:", wrong, "boards")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10000))
