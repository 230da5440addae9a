# Every public name of `statistics`, used once.
import statistics

a = [1, 2, 3, 4, 4]
assert statistics.mean(a) == 2.8 and statistics.fmean(a) == 2.8 and statistics.median([1, 3, 5, 7]) == 4.0
assert statistics.median_low([1, 3, 5, 7]) == 3 and statistics.median_high([1, 3, 5, 7]) == 5 and statistics.median_grouped([52, 52, 53, 54]) == 52.5
assert statistics.mode("aabbb") == "b" and statistics.multimode("aabbc") == ["a", "b"]
assert round(statistics.geometric_mean([54, 24, 36]), 9) == 36.0 and statistics.harmonic_mean([40, 60]) == 48.0
assert statistics.pvariance([0.0, 0.25, 0.25, 1.25]) == 0.23046875 and round(statistics.variance([2.75, 1.75, 1.25]), 6) == 0.583333
assert statistics.pstdev([1.5, 2.5]) == 0.5 and round(statistics.stdev([1.5, 2.5, 2.5]), 6) == 0.57735
assert statistics.quantiles([1, 2, 3, 4, 5], n=4) == [1.5, 3.0, 4.5]
assert statistics.covariance([1, 2, 3], [1, 2, 3]) == 1.0 and round(statistics.correlation([1, 2, 3], [3, 2, 1]), 9) == -1.0
assert statistics.linear_regression([1, 2, 3], [3, 5, 7]) == (2.0, 1.0)
n = statistics.NormalDist(100, 15)
assert round(n.cdf(115), 6) == 0.841345 and round(n.inv_cdf(0.5), 6) == 100.0 and (n + 5).mean == 105
try:
    statistics.mean([])
    assert False
except statistics.StatisticsError:
    pass

# Since 3.13.
assert round(statistics.kde([1, 2, 3], h=1)(2), 6) == 0.294295 and isinstance(statistics.kde_random([1, 2], h=0.5, seed=1)(), float)
