local function sum(n)
  local s = 0
  local i = 0
  while i < n do
    s = s + i
    i = i + 1
  end
  return s
end
print(sum(100000000))
