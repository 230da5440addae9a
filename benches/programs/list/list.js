// List: Takeuchi's function on the lengths of linked lists.
//
// Shows pointers, null checks and deep recursion. Argument: rounds (default 1200).

const EXPECTED = 10;

class Element {
  constructor(value) {
    this.value = value;
    this.next = null;
  }

  length() {
    return this.next === null ? 1 : 1 + this.next.length();
  }
}

function make(length) {
  if (length === 0) return null;
  const element = new Element(length);
  element.next = make(length - 1);
  return element;
}

function shorter(x, y) {
  while (y !== null) {
    if (x === null) return true;
    x = x.next;
    y = y.next;
  }
  return false;
}

function tail(x, y, z) {
  if (!shorter(y, x)) return z;
  return tail(tail(x.next, y, z), tail(y.next, z, x), tail(z.next, x, y));
}

function main(rounds) {
  let total = 0;
  for (let i = 0; i < rounds; i++) total += tail(make(15), make(10), make(6)).length();
  console.log("list", total);
  if (total !== rounds * EXPECTED) {
    console.log("wrong: expected", rounds * EXPECTED);
    return 1;
  }
  return 0;
}

module.exports = { main };
if (require.main === module) process.exitCode = main(Number(process.argv[2] ?? 1200));
