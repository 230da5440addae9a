// Permute: visits the permutations of six elements by swaps.
//
// Shows recursion with array stores, in an object. Argument: rounds (default 1000).

const ELEMENTS = 6;
// Calls made for six elements: one for each prefix of each permutation.
const EXPECTED = 8660;

class Permuter {
  count = 0;
  values = [];

  run(n) {
    this.count = 0;
    this.values = Array.from({ length: n }, (_, i) => i);
    this.permute(n);
    return this.count;
  }

  permute(n) {
    this.count++;
    if (n === 0) return;
    const last = n - 1;
    this.permute(last);
    for (let i = last; i >= 0; i--) {
      this.swap(last, i);
      this.permute(last);
      this.swap(last, i);
    }
  }

  swap(i, j) {
    const held = this.values[i];
    this.values[i] = this.values[j];
    this.values[j] = held;
  }
}

function main(rounds) {
  let total = 0;
  for (let i = 0; i < rounds; i++) total += new Permuter().run(ELEMENTS);
  console.log("permute", total);
  if (total !== rounds * EXPECTED) {
    console.log("wrong: expected", rounds * EXPECTED);
    return 1;
  }
  return 0;
}

module.exports = { main };
if (require.main === module) process.exitCode = main(Number(process.argv[2] ?? 1000));
