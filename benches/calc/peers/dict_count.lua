local function count(n)
  local d = {}
  local k = 0
  while k < 1000 do
    d[k] = 0
    k = k + 1
  end
  local x = 1
  local i = 0
  while i < n do
    x = x * 16807 % 2147483647
    k = x % 1000
    d[k] = d[k] + 1
    i = i + 1
  end
  return d
end
local d = count(10000000)
print(d[0], d[999])
