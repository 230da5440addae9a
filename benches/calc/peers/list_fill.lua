local function fill(n)
  local l = {}
  local i = 0
  while i < n do
    l[#l + 1] = i
    i = i + 1
  end
  return l
end
local l = fill(10000000)
print(#l, l[10000000])
