// Fib: the Fibonacci numbers by double recursion.
//
// Shows calls and returns with small integers. Argument: index (default 34).

function fib(n) {
  if (n < 2) return n;
  return fib(n - 1) + fib(n - 2);
}

/** The same number, counted up. */
function fibBySum(n) {
  let [a, b] = [0, 1];
  for (let i = 0; i < n; i++) [a, b] = [b, a + b];
  return a;
}

function main(n) {
  const result = fib(n);
  console.log("fib", n, result);
  if (result !== fibBySum(n)) {
    console.log("wrong: expected", fibBySum(n));
    return 1;
  }
  return 0;
}

module.exports = { main };
if (require.main === module) process.exitCode = main(Number(process.argv[2] ?? 34));
