# What a name that was not found may have meant.

from _trackway import _nearest


def _generate_suggestions(candidates, item, /):
    """Returns the candidate in candidates that's closest to item"""
    if not isinstance(candidates, list):
        raise TypeError("candidates must be a list")
    if not all(isinstance(c, str) for c in candidates):
        raise TypeError("all elements in 'candidates' must be strings")
    return _nearest(candidates, item)
