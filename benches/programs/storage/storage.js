// Storage: a tree of arrays, with leaves of random sizes.
//
// Shows allocation of arrays of many sizes. Argument: rounds (default 500).

const DEPTH = 7;
const EXPECTED = 5461;

/** A small generator of numbers, so that each run is the same run. */
class Dice {
  seed = 74755;

  roll() {
    this.seed = (this.seed * 1309 + 13849) & 65535;
    return this.seed;
  }
}

class Storage {
  count = 0;

  build(depth, dice) {
    this.count++;
    if (depth === 1) return Array((dice.roll() % 10) + 1).fill(null);
    const parts = Array(4).fill(null);
    for (let i = 0; i < 4; i++) parts[i] = this.build(depth - 1, dice);
    return parts;
  }
}

function main(rounds) {
  let total = 0;
  let tree = null;
  for (let i = 0; i < rounds; i++) {
    const storage = new Storage();
    tree = storage.build(DEPTH, new Dice());
    total += storage.count;
  }
  console.log("storage", total, tree[3][2][1][0][1][2].length);
  if (total !== rounds * EXPECTED) {
    console.log("wrong: expected", rounds * EXPECTED);
    return 1;
  }
  return 0;
}

module.exports = { main };
if (require.main === module) process.exitCode = main(Number(process.argv[2] ?? 500));
