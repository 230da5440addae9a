<?php
// NBody: the sun and the four great planets under Newton's law.
//
// Shows float attributes of objects and a double loop over a list. Argument: steps of a hundredth of
// a day each (default 100000).

const SOLAR_MASS = 4.0 * M_PI * M_PI;
const DAYS = 365.24;
const STEP = 0.01;
// Total energy after so many steps.
const EXPECTED = [1 => -0.1690749540250862, 1000 => -0.1690876052346246, 100000 => -0.16907985939168774];

final class Body
{
    public float $x, $y, $z, $vx, $vy, $vz;

    public function __construct(array $position, array $velocity, public float $mass)
    {
        [$this->x, $this->y, $this->z] = $position;
        [$this->vx, $this->vy, $this->vz] = array_map(fn ($v) => $v * DAYS, $velocity);
        $this->mass *= SOLAR_MASS;
    }
}

function bodies(): array
{
    return [
        new Body([0.0, 0.0, 0.0], [0.0, 0.0, 0.0], 1.0),
        new Body([4.84143144246472090, -1.16032004402742839, -0.103622044471123109], [0.00166007664274403694, 0.00769901118419740425, -0.0000690460016972063023], 0.000954791938424326609),
        new Body([8.34336671824457987, 4.12479856412430479, -0.403523417114321381], [-0.00276742510726411413, 0.00499852801234917238, 0.0000230417297573763929], 0.000285885980666130812),
        new Body([12.8943695621391310, -15.1111514016986312, -0.223307578892655734], [0.00296460137564761618, 0.00237847173959480950, -0.0000296589568540237556], 0.0000436624404335156298),
        new Body([15.3796971148509165, -25.9193146099879641, 0.179258772950371181], [0.00268067772490389322, 0.00162824170038242295, -0.0000951592254519715870], 0.0000515138902046611451),
    ];
}

/** Gives the sun the speed that makes the momentum of all zero. */
function rest(array $system): void
{
    foreach (["vx", "vy", "vz"] as $v) {
        $momentum = 0.0;
        foreach ($system as $body) {
            $momentum += $body->$v * $body->mass;
        }
        $system[0]->$v = -$momentum / SOLAR_MASS;
    }
}

function advance(array $system, float $dt): void
{
    $count = count($system);
    for ($i = 0; $i < $count; $i++) {
        $a = $system[$i];
        for ($j = $i + 1; $j < $count; $j++) {
            $b = $system[$j];
            $dx = $a->x - $b->x;
            $dy = $a->y - $b->y;
            $dz = $a->z - $b->z;
            $square = $dx * $dx + $dy * $dy + $dz * $dz;
            $pull = $dt / ($square * sqrt($square));
            $a->vx -= $dx * $b->mass * $pull;
            $a->vy -= $dy * $b->mass * $pull;
            $a->vz -= $dz * $b->mass * $pull;
            $b->vx += $dx * $a->mass * $pull;
            $b->vy += $dy * $a->mass * $pull;
            $b->vz += $dz * $a->mass * $pull;
        }
    }
    foreach ($system as $body) {
        $body->x += $dt * $body->vx;
        $body->y += $dt * $body->vy;
        $body->z += $dt * $body->vz;
    }
}

function energy(array $system): float
{
    $total = 0.0;
    foreach ($system as $i => $a) {
        $total += 0.5 * $a->mass * ($a->vx * $a->vx + $a->vy * $a->vy + $a->vz * $a->vz);
        foreach (array_slice($system, $i + 1) as $b) {
            $dx = $a->x - $b->x;
            $dy = $a->y - $b->y;
            $dz = $a->z - $b->z;
            $total -= $a->mass * $b->mass / sqrt($dx * $dx + $dy * $dy + $dz * $dz);
        }
    }
    return $total;
}

function main(int $steps): int
{
    $system = bodies();
    rest($system);
    for ($i = 0; $i < $steps; $i++) {
        advance($system, STEP);
    }
    $result = energy($system);
    echo "nbody $steps $result\n";
    if ($result !== (EXPECTED[$steps] ?? $result)) {
        echo "wrong: expected ", EXPECTED[$steps], "\n";
        return 1;
    }
    return 0;
}

if (realpath($argv[0]) === __FILE__) {
    exit(main((int) ($argv[1] ?? 100000)));
}
