-- Sieve: counts the primes below a bound by crossing out multiples.
--
-- Shows list stores in nested loops. Argument: rounds (default 100).

local BOUND, EXPECTED = 5000, 669

local function count_primes(bound)
  local composite = {}
  for n = 0, bound do composite[n] = false end
  local count = 0
  for n = 2, bound do
    if not composite[n] then
      count = count + 1
      local multiple = n + n
      while multiple <= bound do
        composite[multiple] = true
        multiple = multiple + n
      end
    end
  end
  return count
end

function main(rounds)
  local total = 0
  for _ = 1, rounds do total = total + count_primes(BOUND) end
  print("sieve", total)
  if total ~= rounds * EXPECTED then
    print("wrong: expected", rounds * EXPECTED)
    return 1
  end
  return 0
end

if arg then os.exit(main(tonumber(arg[1] or 100))) end
