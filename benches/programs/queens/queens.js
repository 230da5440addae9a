// Queens: the first placing of eight queens that do not attack each other.
//
// Shows arrays of booleans, recursion and early returns. Argument: rounds (default 10000).

const SIZE = 8;
const EXPECTED = [0, 4, 7, 5, 2, 6, 1, 3];

class Board {
  constructor(size) {
    this.size = size;
    this.freeRows = Array(size).fill(true);
    this.freeUp = Array(2 * size).fill(true);
    this.freeDown = Array(2 * size).fill(true);
    this.rows = Array(size).fill(-1);
  }

  /** Places queens in this column and those right of it; false if there is no way. */
  place(column) {
    if (column === this.size) return true;
    for (let row = 0; row < this.size; row++) {
      if (this.isFree(row, column)) {
        this.rows[column] = row;
        this.mark(row, column, false);
        if (this.place(column + 1)) return true;
        this.mark(row, column, true);
      }
    }
    return false;
  }

  isFree(row, column) {
    return this.freeRows[row] && this.freeUp[row + column] && this.freeDown[row - column + this.size - 1];
  }

  mark(row, column, value) {
    this.freeRows[row] = value;
    this.freeUp[row + column] = value;
    this.freeDown[row - column + this.size - 1] = value;
  }
}

function main(rounds) {
  let wrong = 0;
  let rows = [];
  for (let i = 0; i < rounds; i++) {
    const board = new Board(SIZE);
    const placed = board.place(0);
    rows = board.rows;
    if (!placed || rows.some((row, column) => row !== EXPECTED[column])) wrong++;
  }
  console.log("queens", rounds, ...rows);
  if (wrong) {
    console.log("wrong:", wrong, "boards");
    return 1;
  }
  return 0;
}

module.exports = { main };
if (require.main === module) process.exitCode = main(Number(process.argv[2] ?? 10000));
