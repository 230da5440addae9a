// Sieve: counts the primes below a bound by crossing out multiples.
//
// Shows list stores in nested loops. Argument: rounds (default 100).

const BOUND = 5000;
const EXPECTED = 669;

function countPrimes(bound) {
  const composite = new Array(bound + 1).fill(false);
  let count = 0;
  for (let n = 2; n <= bound; n++) {
    if (!composite[n]) {
      count++;
      for (let multiple = n + n; multiple <= bound; multiple += n) composite[multiple] = true;
    }
  }
  return count;
}

function main(rounds) {
  let total = 0;
  for (let i = 0; i < rounds; i++) total += countPrimes(BOUND);
  console.log("sieve", total);
  if (total !== rounds * EXPECTED) {
    console.log("wrong: expected", rounds * EXPECTED);
    return 1;
  }
  return 0;
}

module.exports = { main };
if (require.main === module) process.exitCode = main(Number(process.argv[2] ?? 100));
