// Bounce: balls in a box that fly straight and turn round at the walls.
//
// Shows method calls, attribute access and small integers. Argument: rounds (default 100).

const WIDTH = 640;
const HEIGHT = 480;
const BALLS = 100;
const FRAMES = 50;
// The sum of all bounces in one round, which depends on nothing but the numbers above.
const EXPECTED = 1165;

/** A small generator of numbers, so that each run is the same run. */
class Dice {
  state = 1;

  roll() {
    this.state = (this.state * 16807) % 2147483647;
    return this.state >> 4;
  }
}

class Ball {
  constructor(dice) {
    this.x = dice.roll() % WIDTH;
    this.y = dice.roll() % HEIGHT;
    this.dx = (dice.roll() % 300) - 150;
    this.dy = (dice.roll() % 300) - 150;
  }

  /** Advances by one frame; true if a wall was hit. */
  move() {
    this.x += this.dx;
    this.y += this.dy;
    let hit = false;
    if (this.x > WIDTH) {
      this.x = WIDTH;
      this.dx = -Math.abs(this.dx);
      hit = true;
    }
    if (this.x < 0) {
      this.x = 0;
      this.dx = Math.abs(this.dx);
      hit = true;
    }
    if (this.y > HEIGHT) {
      this.y = HEIGHT;
      this.dy = -Math.abs(this.dy);
      hit = true;
    }
    if (this.y < 0) {
      this.y = 0;
      this.dy = Math.abs(this.dy);
      hit = true;
    }
    return hit;
  }
}

function oneRound() {
  const dice = new Dice();
  const balls = Array.from({ length: BALLS }, () => new Ball(dice));
  let hits = 0;
  for (let i = 0; i < FRAMES; i++) {
    for (const ball of balls) {
      if (ball.move()) hits++;
    }
  }
  return hits;
}

function main(rounds) {
  let total = 0;
  for (let i = 0; i < rounds; i++) total += oneRound();
  console.log("bounce", total);
  if (total !== rounds * EXPECTED) {
    console.log("wrong: expected", rounds * EXPECTED);
    return 1;
  }
  return 0;
}

module.exports = { main };
if (require.main === module) process.exitCode = main(Number(process.argv[2] ?? 100));
