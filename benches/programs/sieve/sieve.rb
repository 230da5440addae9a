# Sieve: counts the primes below a bound by crossing out multiples.
#
# Shows list stores in nested loops. Argument: rounds (default 100).

BOUND = 5000
EXPECTED = 669

def count_primes(bound)
  composite = Array.new(bound + 1, false)
  count = 0
  n = 2
  while n <= bound
    unless composite[n]
      count += 1
      multiple = n + n
      while multiple <= bound
        composite[multiple] = true
        multiple += n
      end
    end
    n += 1
  end
  count
end

def main(rounds)
  total = 0
  rounds.times { total += count_primes(BOUND) }
  puts "sieve #{total}"
  return 0 if total == rounds * EXPECTED
  puts "wrong: expected #{rounds * EXPECTED}"
  1
end

exit main((ARGV[0] || 100).to_i) if __FILE__ == $PROGRAM_NAME
