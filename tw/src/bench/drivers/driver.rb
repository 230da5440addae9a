# Loads a program and calls its `main(size)`; writes the CPU seconds of each call.
# Arguments: the program, its size, the number of calls, the file for the times.

path, size, calls, out = ARGV
load File.expand_path(path)
clock = -> { Process.clock_gettime(Process::CLOCK_PROCESS_CPUTIME_ID) }
times = Array.new(calls.to_i) do
  start = clock.call
  wrong = main(size.to_i)
  taken = clock.call - start
  exit 1 if wrong && wrong != 0
  taken
end
File.write(out, times.join("\n"))
