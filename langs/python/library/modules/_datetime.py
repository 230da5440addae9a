# What datetime has in C: the library's own classes, with shorter ways for what programs do most.

import math as _math
import time as _time
import _pydatetime
from _pydatetime import *
from _pydatetime import _MAXORDINAL
from _trackway import _date_of_ordinal, _iso_parts, _ordinal_of_date, _strftime_plain

__all__ = _pydatetime.__all__

_pydatetime._ord2ymd = _date_of_ordinal
_pydatetime._ymd2ord = _ordinal_of_date

_wrap_strftime = _pydatetime._wrap_strftime
_new_timedelta = timedelta.__new__
_date_from = date.fromisoformat.__func__
_datetime_from = datetime.fromisoformat.__func__
_add_to_datetime = datetime.__add__


def _strftime(object, format, timetuple):
    text = _strftime_plain(format, timetuple)
    return _wrap_strftime(object, format, timetuple) if text is None else text


_pydatetime._wrap_strftime = _strftime


def __new__(cls, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0):
    try:
        d = days + weeks * 7
        s = seconds + minutes * 60 + hours * 3600
        us = microseconds + milliseconds * 1000
    except TypeError:
        d = None
    if type(d) is not int or type(s) is not int or type(us) is not int:
        return _new_timedelta(cls, days, seconds, microseconds, milliseconds, minutes, hours, weeks)
    if not 0 <= us < 1000000:
        s += us // 1000000
        us %= 1000000
    if not 0 <= s < 86400:
        d += s // 86400
        s %= 86400
    if not -999999999 <= d <= 999999999:
        raise OverflowError("days=%d; must have magnitude <= 999999999" % d)
    self = object.__new__(cls)
    self._days = d
    self._seconds = s
    self._microseconds = us
    self._hashcode = -1
    return self


__new__.__qualname__ = "timedelta.__new__"
timedelta.__new__ = staticmethod(__new__)


def __add__(self, other):
    "Add a datetime and a timedelta."
    if type(self) is not datetime or not isinstance(other, timedelta):
        return _add_to_datetime(self, other)
    us = self._microsecond + other._microseconds
    s = self._hour * 3600 + self._minute * 60 + self._second + other._seconds
    if us >= 1000000:
        us -= 1000000
        s += 1
    n = _ordinal_of_date(self._year, self._month, self._day) + other._days
    if s >= 86400:
        n += s // 86400
        s %= 86400
    if not 0 < n <= _MAXORDINAL:
        raise OverflowError("date value out of range")
    new = object.__new__(datetime)
    new._year, new._month, new._day = _date_of_ordinal(n)
    new._hour = s // 3600
    new._minute = s // 60 % 60
    new._second = s % 60
    new._microsecond = us
    new._tzinfo = self._tzinfo
    new._hashcode = -1
    new._fold = 0
    return new


_isoformat = datetime.isoformat


class _Methods:
    # Functions at the top of this module would be no methods.

    def isoformat(self, sep="T", timespec="auto"):
        "Return the time formatted according to ISO."
        plain = timespec == "auto" and type(self) is datetime and self._tzinfo is None
        if not plain or type(sep) is not str or len(sep) != 1:
            return _isoformat(self, sep, timespec)
        parts = self._year, self._month, self._day, sep, self._hour, self._minute, self._second, self._microsecond
        if self._microsecond:
            return "%04d-%02d-%02d%s%02d:%02d:%02d.%06d" % parts
        return "%04d-%02d-%02d%s%02d:%02d:%02d" % parts[:-1]


_Methods.isoformat.__qualname__ = "datetime.isoformat"
datetime.isoformat = _Methods.isoformat

_from_timestamp = datetime._fromtimestamp.__func__
_DAY = 86400
_EPOCH = _ordinal_of_date(1970, 1, 1)


def _fromtimestamp(cls, t, utc, tz):
    if utc or tz is not None or cls is not datetime or not -1e11 < t < 1e12:
        return _from_timestamp(cls, t, utc, tz)
    frac, t = _math.modf(t)
    t = int(t)
    us = round(frac * 1e6)
    if us >= 1000000:
        t += 1
        us -= 1000000
    elif us < 0:
        t -= 1
        us += 1000000
    at = _time._zone.at
    offset = at(t)[0]
    s = t + offset
    n = s // _DAY + _EPOCH
    if not 0 < n <= _MAXORDINAL:
        return _from_timestamp(cls, t, utc, tz)
    s %= _DAY
    new = object.__new__(datetime)
    new._year, new._month, new._day = _date_of_ordinal(n)
    new._hour = s // 3600
    new._minute = s // 60 % 60
    new._second = s % 60
    new._microsecond = us
    new._tzinfo = None
    new._hashcode = -1
    # A clock that was put back within the last day shows some times twice.
    before = at(t - _DAY)[0]
    new._fold = int(before > offset and at(t + offset - before)[0] == before)
    return new


datetime._fromtimestamp = classmethod(_fromtimestamp)

__add__.__qualname__ = "datetime.__add__"
datetime.__add__ = datetime.__radd__ = __add__


def fromisoformat(cls, date_string):
    """Construct a date from a string in ISO 8601 format."""
    parts = _iso_parts(date_string)
    if parts is not None and len(parts) == 3:
        try:
            return cls(*parts)
        except ValueError:
            pass
    return _date_from(cls, date_string)


fromisoformat.__qualname__ = "date.fromisoformat"
date.fromisoformat = classmethod(fromisoformat)


def fromisoformat(cls, date_string):
    """Construct a datetime from a string in one of the ISO 8601 formats."""
    parts = _iso_parts(date_string)
    if parts is not None:
        try:
            return cls(*parts)
        except ValueError:
            pass
    return _datetime_from(cls, date_string)


fromisoformat.__qualname__ = "datetime.fromisoformat"
datetime.fromisoformat = classmethod(fromisoformat)


# As the class in C is shown.
_pydatetime._IsoCalendarDate.__repr__ = lambda self: "datetime.IsoCalendarDate(year=%s, week=%s, weekday=%s)" % tuple(self)
