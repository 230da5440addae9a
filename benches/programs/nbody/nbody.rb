# NBody: the sun and the four great planets under Newton's law.
#
# Shows float attributes of objects and a double loop over a list. Argument: steps of a hundredth of
# a day each (default 100000).

SOLAR_MASS = 4.0 * Math::PI * Math::PI
DAYS = 365.24
STEP = 0.01
# Total energy after so many steps.
EXPECTED = { 1 => -0.1690749540250862, 1000 => -0.1690876052346246, 100_000 => -0.16907985939168774 }

class Body
  attr_accessor :x, :y, :z, :vx, :vy, :vz, :mass

  def initialize(position, velocity, mass)
    @x, @y, @z = position
    @vx, @vy, @vz = velocity.map { |v| v * DAYS }
    @mass = mass * SOLAR_MASS
  end
end

def bodies
  [
    Body.new([0.0, 0.0, 0.0], [0.0, 0.0, 0.0], 1.0),
    Body.new([4.84143144246472090, -1.16032004402742839, -0.103622044471123109], [0.00166007664274403694, 0.00769901118419740425, -0.0000690460016972063023], 0.000954791938424326609),
    Body.new([8.34336671824457987, 4.12479856412430479, -0.403523417114321381], [-0.00276742510726411413, 0.00499852801234917238, 0.0000230417297573763929], 0.000285885980666130812),
    Body.new([12.8943695621391310, -15.1111514016986312, -0.223307578892655734], [0.00296460137564761618, 0.00237847173959480950, -0.0000296589568540237556], 0.0000436624404335156298),
    Body.new([15.3796971148509165, -25.9193146099879641, 0.179258772950371181], [0.00268067772490389322, 0.00162824170038242295, -0.0000951592254519715870], 0.0000515138902046611451),
  ]
end

# Gives the sun the speed that makes the momentum of all zero.
def rest(system)
  sun = system[0]
  px = py = pz = 0.0
  system.each do |b|
    px += b.vx * b.mass
    py += b.vy * b.mass
    pz += b.vz * b.mass
  end
  sun.vx = -px / SOLAR_MASS
  sun.vy = -py / SOLAR_MASS
  sun.vz = -pz / SOLAR_MASS
end

def advance(system, dt)
  count = system.size
  i = 0
  while i < count
    a = system[i]
    j = i + 1
    while j < count
      b = system[j]
      dx = a.x - b.x
      dy = a.y - b.y
      dz = a.z - b.z
      square = dx * dx + dy * dy + dz * dz
      pull = dt / (square * Math.sqrt(square))
      a.vx -= dx * b.mass * pull
      a.vy -= dy * b.mass * pull
      a.vz -= dz * b.mass * pull
      b.vx += dx * a.mass * pull
      b.vy += dy * a.mass * pull
      b.vz += dz * a.mass * pull
      j += 1
    end
    i += 1
  end
  system.each do |b|
    b.x += dt * b.vx
    b.y += dt * b.vy
    b.z += dt * b.vz
  end
end

def energy(system)
  total = 0.0
  system.each_with_index do |a, i|
    total += 0.5 * a.mass * (a.vx * a.vx + a.vy * a.vy + a.vz * a.vz)
    system[i + 1..].each do |b|
      dx = a.x - b.x
      dy = a.y - b.y
      dz = a.z - b.z
      total -= a.mass * b.mass / Math.sqrt(dx * dx + dy * dy + dz * dz)
    end
  end
  total
end

def main(steps)
  system = bodies
  rest(system)
  steps.times { advance(system, STEP) }
  result = energy(system)
  puts "nbody #{steps} #{result}"
  return 0 if result == EXPECTED.fetch(steps, result)
  puts "wrong: expected #{EXPECTED[steps]}"
  1
end

exit main((ARGV[0] || 100_000).to_i) if __FILE__ == $PROGRAM_NAME
