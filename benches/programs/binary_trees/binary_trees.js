// Binary trees: many short-lived trees beside one that stays.
//
// Shows allocation, garbage collection and recursion. Argument: depth (default 15).

const LEAST = 4;

class Node {
  constructor(left, right) {
    this.left = left;
    this.right = right;
  }

  count() {
    if (this.left === null) return 1;
    return 1 + this.left.count() + this.right.count();
  }
}

function grow(depth) {
  if (depth === 0) return new Node(null, null);
  return new Node(grow(depth - 1), grow(depth - 1));
}

function main(size) {
  const depth = Math.max(size, LEAST);
  const stays = grow(depth);
  let wrong = 0;
  for (let d = LEAST; d <= depth; d += 4) {
    const trees = 1 << (depth - d + LEAST);
    let nodes = 0;
    for (let i = 0; i < trees; i++) nodes += grow(d).count();
    console.log(`${trees} trees of depth ${d}: ${nodes} nodes`);
    if (nodes !== trees * ((1 << (d + 1)) - 1)) wrong++;
  }
  const nodes = stays.count();
  console.log(`the one of depth ${depth}: ${nodes} nodes`);
  if (nodes !== (1 << (depth + 1)) - 1) wrong++;
  if (wrong) {
    console.log("wrong:", wrong, "sums");
    return 1;
  }
  return 0;
}

module.exports = { main };
if (require.main === module) process.exitCode = main(Number(process.argv[2] ?? 15));
