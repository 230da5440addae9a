<?php
// Fib: the Fibonacci numbers by double recursion.
//
// Shows calls and returns with small integers. Argument: index (default 34).

function fib(int $n): int
{
    return $n < 2 ? $n : fib($n - 1) + fib($n - 2);
}

/** The same number, counted up. */
function fib_by_sum(int $n): int
{
    [$a, $b] = [0, 1];
    for ($i = 0; $i < $n; $i++) {
        [$a, $b] = [$b, $a + $b];
    }
    return $a;
}

function main(int $n): int
{
    $result = fib($n);
    echo "fib $n $result\n";
    if ($result !== fib_by_sum($n)) {
        echo "wrong: expected ", fib_by_sum($n), "\n";
        return 1;
    }
    return 0;
}

if (realpath($argv[0]) === __FILE__) {
    exit(main((int) ($argv[1] ?? 34)));
}
