<?php
// Binary trees: many short-lived trees beside one that stays.
//
// Shows allocation, garbage collection and recursion. Argument: depth (default 15).

const LEAST = 4;

final class Node
{
    public function __construct(private ?Node $left, private ?Node $right)
    {
    }

    public function count(): int
    {
        if ($this->left === null) {
            return 1;
        }
        return 1 + $this->left->count() + $this->right->count();
    }
}

function grow(int $depth): Node
{
    return $depth === 0 ? new Node(null, null) : new Node(grow($depth - 1), grow($depth - 1));
}

function main(int $size): int
{
    $depth = max($size, LEAST);
    $stays = grow($depth);
    $wrong = 0;
    for ($d = LEAST; $d <= $depth; $d += 4) {
        $trees = 1 << ($depth - $d + LEAST);
        $nodes = 0;
        for ($i = 0; $i < $trees; $i++) {
            $nodes += grow($d)->count();
        }
        echo "$trees trees of depth $d: $nodes nodes\n";
        $wrong += $nodes !== $trees * ((1 << ($d + 1)) - 1) ? 1 : 0;
    }
    $nodes = $stays->count();
    echo "the one of depth $depth: $nodes nodes\n";
    $wrong += $nodes !== (1 << ($depth + 1)) - 1 ? 1 : 0;
    if ($wrong) {
        echo "wrong: $wrong sums\n";
        return 1;
    }
    return 0;
}

if (realpath($argv[0]) === __FILE__) {
    exit(main((int) ($argv[1] ?? 15)));
}
