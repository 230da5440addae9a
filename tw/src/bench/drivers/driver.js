// Loads a program and calls its `main(size)`, which it exports; writes the CPU seconds of each call.
// Arguments: the program, its size, the number of calls, the file for the times.

const [path, size, calls, out] = process.argv.slice(2);
const { main } = require(require("path").resolve(path));
const seconds = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};
const times = [];
for (let i = 0; i < Number(calls); i++) {
  const start = seconds();
  const wrong = main(Number(size));
  times.push(seconds() - start);
  if (wrong) process.exit(1);
}
require("fs").writeFileSync(out, times.join("\n"));
