<?php
// Loads a program and calls its `main($size)`; writes the CPU seconds of each call.
// Arguments: the program, its size, the number of calls, the file for the times.

[, $path, $size, $calls, $out] = $argv;
require realpath($path);

function cpu_seconds(): float
{
    $u = getrusage();
    return $u["ru_utime.tv_sec"] + $u["ru_stime.tv_sec"] + ($u["ru_utime.tv_usec"] + $u["ru_stime.tv_usec"]) / 1e6;
}

$times = [];
for ($i = 0; $i < (int) $calls; $i++) {
    $start = cpu_seconds();
    $wrong = main((int) $size);
    $times[] = cpu_seconds() - $start;
    if ($wrong) {
        exit(1);
    }
}
file_put_contents($out, implode("\n", $times));
