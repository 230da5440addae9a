# What functools has in C: the caches of lru_cache.

_ABSENT = object()
_MARK = object()


def _key_of(args, kwds, typed):
    """A hashable for the arguments; keywords follow a mark, types a second one."""
    key = args
    if kwds:
        key += (_MARK,)
        for item in kwds.items():
            key += item
    if typed:
        key += (_MARK,) + tuple([type(v) for v in args])
        if kwds:
            key += tuple([type(v) for v in kwds.values()])
    return key


def _lru_cache_wrapper(user_function, maxsize, typed, cache_info_type):
    if maxsize is None:
        return _unbounded(user_function, typed, cache_info_type)
    if maxsize == 0:
        return _uncached(user_function, cache_info_type)
    return _bounded(user_function, maxsize, typed, cache_info_type)


def _uncached(user_function, cache_info_type):
    misses = 0

    def wrapper(*args, **kwds):
        nonlocal misses
        misses += 1
        return user_function(*args, **kwds)

    def cache_info():
        """Report cache statistics"""
        return cache_info_type(0, misses, 0, 0)

    def cache_clear():
        """Clear the cache and cache statistics"""
        nonlocal misses
        misses = 0

    wrapper.cache_info = cache_info
    wrapper.cache_clear = cache_clear
    return wrapper


def _unbounded(user_function, typed, cache_info_type):
    cache = {}
    find = cache.get
    hits = misses = 0

    def wrapper(*args, **kwds):
        nonlocal hits, misses
        key = _key_of(args, kwds, typed) if typed or kwds else args
        result = find(key, _ABSENT)
        if result is not _ABSENT:
            hits += 1
            return result
        misses += 1
        result = user_function(*args, **kwds)
        cache[key] = result
        return result

    def cache_info():
        """Report cache statistics"""
        return cache_info_type(hits, misses, None, len(cache))

    def cache_clear():
        """Clear the cache and cache statistics"""
        nonlocal hits, misses
        cache.clear()
        hits = misses = 0

    wrapper.cache_info = cache_info
    wrapper.cache_clear = cache_clear
    return wrapper


# A ring of cached results, the one used longest ago first: links of [before, after, key, result].


def _bounded(user_function, maxsize, typed, cache_info_type):
    cache = {}
    find = cache.get
    hits = misses = 0
    root = []
    root[:] = [root, root, None, None]

    def wrapper(*args, **kwds):
        nonlocal hits, misses
        key = _key_of(args, kwds, typed) if typed or kwds else args
        link = find(key)
        if link is not None:
            before = link[0]
            after = link[1]
            before[1] = after
            after[0] = before
            last = root[0]
            last[1] = root[0] = link
            link[0] = last
            link[1] = root
            hits += 1
            return link[3]
        misses += 1
        result = user_function(*args, **kwds)
        if key in cache:
            # Recursion or a callback has added it meanwhile.
            return result
        if len(cache) >= maxsize:
            oldest = root[1]
            root[1] = oldest[1]
            oldest[1][0] = root
            del cache[oldest[2]]
        last = root[0]
        link = [last, root, key, result]
        last[1] = root[0] = cache[key] = link
        return result

    def cache_info():
        """Report cache statistics"""
        return cache_info_type(hits, misses, maxsize, len(cache))

    def cache_clear():
        """Clear the cache and cache statistics"""
        nonlocal hits, misses
        cache.clear()
        root[:] = [root, root, None, None]
        hits = misses = 0

    wrapper.cache_info = cache_info
    wrapper.cache_clear = cache_clear
    return wrapper
