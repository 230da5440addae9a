-- Loads a program and calls its `main(size)`; writes the CPU seconds of each call.
-- Arguments: the program, its size, the number of calls, the file for the times.
-- A program that runs by itself does so only where `arg` is there.

local path, size, calls, out = arg[1], tonumber(arg[2]), tonumber(arg[3]), arg[4]
arg = nil
dofile(path)
local times = {}
for i = 1, calls do
  local start = os.clock()
  local wrong = main(size)
  times[i] = os.clock() - start
  if wrong and wrong ~= 0 then os.exit(1) end
end
local file = assert(io.open(out, "w"))
for _, t in ipairs(times) do file:write(string.format("%.9f\n", t)) end
file:close()
