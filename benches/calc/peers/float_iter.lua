local function iterate(n)
  local x = 0.5
  local i = 0
  while i < n do
    x = 3.75 * x * (1.0 - x)
    i = i + 1
  end
  return x
end
print(string.format("%.17g", iterate(100000000)))
