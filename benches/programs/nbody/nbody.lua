-- NBody: the sun and the four great planets under Newton's law.
--
-- Shows float attributes of objects and a double loop over a list. Argument: steps of a hundredth of
-- a day each (default 100000).

local SOLAR_MASS = 4.0 * math.pi * math.pi
local DAYS, STEP = 365.24, 0.01
-- Total energy after so many steps.
local EXPECTED = { [1] = -0.1690749540250862, [1000] = -0.1690876052346246, [100000] = -0.16907985939168774 }

local function body(x, y, z, vx, vy, vz, mass)
  return { x = x, y = y, z = z, vx = vx * DAYS, vy = vy * DAYS, vz = vz * DAYS, mass = mass * SOLAR_MASS }
end

local function bodies()
  return {
    body(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0),
    body(4.84143144246472090, -1.16032004402742839, -0.103622044471123109, 0.00166007664274403694, 0.00769901118419740425, -0.0000690460016972063023, 0.000954791938424326609),
    body(8.34336671824457987, 4.12479856412430479, -0.403523417114321381, -0.00276742510726411413, 0.00499852801234917238, 0.0000230417297573763929, 0.000285885980666130812),
    body(12.8943695621391310, -15.1111514016986312, -0.223307578892655734, 0.00296460137564761618, 0.00237847173959480950, -0.0000296589568540237556, 0.0000436624404335156298),
    body(15.3796971148509165, -25.9193146099879641, 0.179258772950371181, 0.00268067772490389322, 0.00162824170038242295, -0.0000951592254519715870, 0.0000515138902046611451),
  }
end

-- Gives the sun the speed that makes the momentum of all zero.
local function rest(system)
  local px, py, pz = 0.0, 0.0, 0.0
  for _, b in ipairs(system) do
    px, py, pz = px + b.vx * b.mass, py + b.vy * b.mass, pz + b.vz * b.mass
  end
  local sun = system[1]
  sun.vx, sun.vy, sun.vz = -px / SOLAR_MASS, -py / SOLAR_MASS, -pz / SOLAR_MASS
end

local function advance(system, dt)
  local count = #system
  for i = 1, count do
    local a = system[i]
    for j = i + 1, count do
      local b = system[j]
      local dx, dy, dz = a.x - b.x, a.y - b.y, a.z - b.z
      local square = dx * dx + dy * dy + dz * dz
      local pull = dt / (square * math.sqrt(square))
      a.vx = a.vx - dx * b.mass * pull
      a.vy = a.vy - dy * b.mass * pull
      a.vz = a.vz - dz * b.mass * pull
      b.vx = b.vx + dx * a.mass * pull
      b.vy = b.vy + dy * a.mass * pull
      b.vz = b.vz + dz * a.mass * pull
    end
  end
  for _, b in ipairs(system) do
    b.x, b.y, b.z = b.x + dt * b.vx, b.y + dt * b.vy, b.z + dt * b.vz
  end
end

local function energy(system)
  local total = 0.0
  for i, a in ipairs(system) do
    total = total + 0.5 * a.mass * (a.vx * a.vx + a.vy * a.vy + a.vz * a.vz)
    for j = i + 1, #system do
      local b = system[j]
      local dx, dy, dz = a.x - b.x, a.y - b.y, a.z - b.z
      total = total - a.mass * b.mass / math.sqrt(dx * dx + dy * dy + dz * dz)
    end
  end
  return total
end

function main(steps)
  local system = bodies()
  rest(system)
  for _ = 1, steps do advance(system, STEP) end
  local result = energy(system)
  print("nbody", steps, string.format("%.17g", result))
  if result ~= (EXPECTED[steps] or result) then
    print("wrong: expected", EXPECTED[steps])
    return 1
  end
  return 0
end

if arg then os.exit(main(tonumber(arg[1] or 100000))) end
