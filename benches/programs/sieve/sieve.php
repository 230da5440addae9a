<?php
// Sieve: counts the primes below a bound by crossing out multiples.
//
// Shows list stores in nested loops. Argument: rounds (default 100).

const BOUND = 5000;
const EXPECTED = 669;

function count_primes(int $bound): int
{
    $composite = array_fill(0, $bound + 1, false);
    $count = 0;
    for ($n = 2; $n <= $bound; $n++) {
        if (!$composite[$n]) {
            $count++;
            for ($multiple = $n + $n; $multiple <= $bound; $multiple += $n) {
                $composite[$multiple] = true;
            }
        }
    }
    return $count;
}

function main(int $rounds): int
{
    $total = 0;
    for ($i = 0; $i < $rounds; $i++) {
        $total += count_primes(BOUND);
    }
    echo "sieve $total\n";
    if ($total !== $rounds * EXPECTED) {
        echo "wrong: expected ", $rounds * EXPECTED, "\n";
        return 1;
    }
    return 0;
}

if (realpath($argv[0]) === __FILE__) {
    exit(main((int) ($argv[1] ?? 100)));
}
