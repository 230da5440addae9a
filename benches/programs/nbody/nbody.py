"""NBody: the sun and the four great planets under Newton's law.

Shows float attributes of objects and a double loop over a list. Argument: steps of a hundredth of
a day each (default 100000).
"""

import math
import sys

SOLAR_MASS = 4.0 * math.pi * math.pi
DAYS = 365.24
STEP = 0.01
# Total energy after so many steps.
EXPECTED = {
    1: -0.1690749540250862,
    1000: -0.1690876052346246,
    100000: -0.16907985939168774,
    250000: -0.16908598899096564,
}


class Body:
    """Position in astronomical units, velocity in those per year, mass in solar masses."""

    def __init__(self, position, velocity, mass):
        self.x, self.y, self.z = position
        self.vx = velocity[0] * DAYS
        self.vy = velocity[1] * DAYS
        self.vz = velocity[2] * DAYS
        self.mass = mass * SOLAR_MASS


def bodies():
    sun = Body((0.0, 0.0, 0.0), (0.0, 0.0, 0.0), 1.0)
    jupiter = Body(
        (4.84143144246472090, -1.16032004402742839, -0.103622044471123109),
        (0.00166007664274403694, 0.00769901118419740425, -0.0000690460016972063023),
        0.000954791938424326609,
    )
    saturn = Body(
        (8.34336671824457987, 4.12479856412430479, -0.403523417114321381),
        (-0.00276742510726411413, 0.00499852801234917238, 0.0000230417297573763929),
        0.000285885980666130812,
    )
    uranus = Body(
        (12.8943695621391310, -15.1111514016986312, -0.223307578892655734),
        (0.00296460137564761618, 0.00237847173959480950, -0.0000296589568540237556),
        0.0000436624404335156298,
    )
    neptune = Body(
        (15.3796971148509165, -25.9193146099879641, 0.179258772950371181),
        (0.00268067772490389322, 0.00162824170038242295, -0.0000951592254519715870),
        0.0000515138902046611451,
    )
    return [sun, jupiter, saturn, uranus, neptune]


def rest(system):
    """Gives the sun the speed that makes the momentum of all zero."""
    px = py = pz = 0.0
    for body in system:
        px += body.vx * body.mass
        py += body.vy * body.mass
        pz += body.vz * body.mass
    sun = system[0]
    sun.vx = -px / SOLAR_MASS
    sun.vy = -py / SOLAR_MASS
    sun.vz = -pz / SOLAR_MASS


def advance(system, dt):
    count = len(system)
    for i in range(count):
        a = system[i]
        for j in range(i + 1, count):
            b = system[j]
            dx = a.x - b.x
            dy = a.y - b.y
            dz = a.z - b.z
            square = dx * dx + dy * dy + dz * dz
            pull = dt / (square * math.sqrt(square))
            a.vx -= dx * b.mass * pull
            a.vy -= dy * b.mass * pull
            a.vz -= dz * b.mass * pull
            b.vx += dx * a.mass * pull
            b.vy += dy * a.mass * pull
            b.vz += dz * a.mass * pull
    for body in system:
        body.x += dt * body.vx
        body.y += dt * body.vy
        body.z += dt * body.vz


def energy(system):
    total = 0.0
    for i, a in enumerate(system):
        total += 0.5 * a.mass * (a.vx * a.vx + a.vy * a.vy + a.vz * a.vz)
        for b in system[i + 1 :]:
            dx = a.x - b.x
            dy = a.y - b.y
            dz = a.z - b.z
            total -= a.mass * b.mass / math.sqrt(dx * dx + dy * dy + dz * dz)
    return total


def main(steps):
    system = bodies()
    rest(system)
    for _ in range(steps):
        advance(system, STEP)
    result = energy(system)
    print("nbody", steps, result)
    if result != EXPECTED.get(steps, result):
        print("wrong: expected", EXPECTED[steps])
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100000))
