// Mandelbrot: the picture of the set, folded into one number.
//
// Shows float arithmetic in nested loops, with integers and bits around it. Argument: width of the
// picture in points (default 300).

const LIMIT = 50;
// Checksums of the sizes that are worth checking.
const EXPECTED = { 1: 0, 100: 239, 300: 191, 500: 255 };

/** Does the orbit of 0 under z*z + c leave the circle of radius 2 within the limit? */
function escapes(cr, ci) {
  let zr = 0;
  let zi = 0;
  let rr = 0;
  let ii = 0;
  for (let step = 0; step < LIMIT; step++) {
    zi = 2 * zr * zi + ci;
    zr = rr - ii + cr;
    rr = zr * zr;
    ii = zi * zi;
    if (rr + ii > 4) return true;
  }
  return false;
}

/** The exclusive or of the picture's bytes, eight points in each, lines padded at the end. */
function checksum(size) {
  let total = 0;
  for (let y = 0; y < size; y++) {
    const ci = (2 * y) / size - 1;
    let byte = 0;
    let bits = 0;
    for (let x = 0; x < size; x++) {
      const cr = (2 * x) / size - 1.5;
      byte <<= 1;
      if (!escapes(cr, ci)) byte |= 1;
      if (++bits === 8) {
        total ^= byte;
        byte = 0;
        bits = 0;
      }
    }
    if (bits > 0) total ^= byte << (8 - bits);
  }
  return total;
}

function main(size) {
  const result = checksum(size);
  console.log("mandelbrot", size, result);
  if (result !== (EXPECTED[size] ?? result)) {
    console.log("wrong: expected", EXPECTED[size]);
    return 1;
  }
  return 0;
}

module.exports = { main };
if (require.main === module) process.exitCode = main(Number(process.argv[2] ?? 300));
