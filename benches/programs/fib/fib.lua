-- Fib: the Fibonacci numbers by double recursion.
--
-- Shows calls and returns with small integers. Argument: index (default 34).

local function fib(n)
  if n < 2 then return n end
  return fib(n - 1) + fib(n - 2)
end

-- The same number, counted up.
local function fib_by_sum(n)
  local a, b = 0, 1
  for _ = 1, n do a, b = b, a + b end
  return a
end

function main(n)
  local result = fib(n)
  print("fib", n, result)
  if result ~= fib_by_sum(n) then
    print("wrong: expected", fib_by_sum(n))
    return 1
  end
  return 0
end

if arg then os.exit(main(tonumber(arg[1] or 34))) end
