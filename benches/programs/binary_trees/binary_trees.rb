# Binary trees: many short-lived trees beside one that stays.
#
# Shows allocation, garbage collection and recursion. Argument: depth (default 15).

LEAST = 4

class Node
  def initialize(left, right)
    @left = left
    @right = right
  end

  def count
    return 1 if @left.nil?
    1 + @left.count + @right.count
  end
end

def grow(depth)
  return Node.new(nil, nil) if depth.zero?
  Node.new(grow(depth - 1), grow(depth - 1))
end

def main(size)
  depth = [size, LEAST].max
  stays = grow(depth)
  wrong = 0
  LEAST.step(depth, 4) do |d|
    trees = 1 << (depth - d + LEAST)
    nodes = 0
    trees.times { nodes += grow(d).count }
    puts "#{trees} trees of depth #{d}: #{nodes} nodes"
    wrong += 1 if nodes != trees * ((1 << (d + 1)) - 1)
  end
  nodes = stays.count
  puts "the one of depth #{depth}: #{nodes} nodes"
  wrong += 1 if nodes != (1 << (depth + 1)) - 1
  return 0 if wrong.zero?
  puts "wrong: #{wrong} sums"
  1
end

exit main((ARGV[0] || 15).to_i) if __FILE__ == $PROGRAM_NAME
