-- Binary trees: many short-lived trees beside one that stays.
--
-- Shows allocation, garbage collection and recursion. Argument: depth (default 15).

local LEAST = 4

local Node = {}
Node.__index = Node

function Node:count()
  if not self.left then return 1 end
  return 1 + self.left:count() + self.right:count()
end

local function grow(depth)
  if depth == 0 then return setmetatable({}, Node) end
  return setmetatable({ left = grow(depth - 1), right = grow(depth - 1) }, Node)
end

function main(depth)
  depth = math.max(depth, LEAST)
  local stays, wrong = grow(depth), 0
  for d = LEAST, depth, 4 do
    local trees, nodes = 1, 0
    for _ = 1, depth - d + LEAST do trees = trees * 2 end
    for _ = 1, trees do nodes = nodes + grow(d):count() end
    print(trees .. " trees of depth " .. d .. ": " .. nodes .. " nodes")
    if nodes ~= trees * (2 ^ (d + 1) - 1) then wrong = wrong + 1 end
  end
  local nodes = stays:count()
  print("the one of depth " .. depth .. ": " .. nodes .. " nodes")
  if nodes ~= 2 ^ (depth + 1) - 1 then wrong = wrong + 1 end
  if wrong > 0 then
    print("wrong:", wrong, "sums")
    return 1
  end
  return 0
end

if arg then os.exit(main(tonumber(arg[1] or 15))) end
