// Towers: thirteen disks from one pile to another.
//
// Shows linked objects, null checks, recursion and an exception that never comes. Argument: rounds
// (default 500).

const DISKS = 13;
const EXPECTED = 8191;

class Disk {
  constructor(size) {
    this.size = size;
    this.below = null;
  }
}

class Towers {
  piles = [null, null, null];
  moves = 0;

  push(disk, pile) {
    const top = this.piles[pile];
    if (top !== null && disk.size >= top.size) throw new Error("a large disk on a small one");
    disk.below = top;
    this.piles[pile] = disk;
  }

  pop(pile) {
    const top = this.piles[pile];
    if (top === null) throw new Error("a disk from an empty pile");
    this.piles[pile] = top.below;
    top.below = null;
    return top;
  }

  moveTop(source, target) {
    this.push(this.pop(source), target);
    this.moves++;
  }

  move(disks, source, target) {
    if (disks === 1) {
      this.moveTop(source, target);
      return;
    }
    const other = 3 - source - target;
    this.move(disks - 1, source, other);
    this.moveTop(source, target);
    this.move(disks - 1, other, target);
  }

  run(disks) {
    for (let size = disks; size > 0; size--) this.push(new Disk(size), 0);
    this.move(disks, 0, 1);
    return this.moves;
  }
}

function main(rounds) {
  let total = 0;
  for (let i = 0; i < rounds; i++) total += new Towers().run(DISKS);
  console.log("towers", total);
  if (total !== rounds * EXPECTED) {
    console.log("wrong: expected", rounds * EXPECTED);
    return 1;
  }
  return 0;
}

module.exports = { main };
if (require.main === module) process.exitCode = main(Number(process.argv[2] ?? 500));
