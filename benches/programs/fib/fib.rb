# Fib: the Fibonacci numbers by double recursion.
#
# Shows calls and returns with small integers. Argument: index (default 34).

def fib(n)
  return n if n < 2
  fib(n - 1) + fib(n - 2)
end

# The same number, counted up.
def fib_by_sum(n)
  a, b = 0, 1
  n.times { a, b = b, a + b }
  a
end

def main(n)
  result = fib(n)
  puts "fib #{n} #{result}"
  return 0 if result == fib_by_sum(n)
  puts "wrong: expected #{fib_by_sum(n)}"
  1
end

exit main((ARGV[0] || 34).to_i) if __FILE__ == $PROGRAM_NAME
