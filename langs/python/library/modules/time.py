# Clocks are native; calendars and time zones are here.

from _trackway import _clock_set, _strftime_plain, sleep
from _structseq import make as _make

struct_time = _make("struct_time", ("tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday", "tm_yday",
                                    "tm_isdst"), ("tm_zone", "tm_gmtoff"), module="time")
_STRUCT_TM_ITEMS = 11
CLOCK_REALTIME, CLOCK_MONOTONIC, CLOCK_PROCESS_CPUTIME_ID, CLOCK_THREAD_CPUTIME_ID = 0, 1, 2, 3
CLOCK_MONOTONIC_RAW, CLOCK_BOOTTIME, CLOCK_TAI = 4, 7, 11
_days = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_months = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")


def _civil(days):
    # Year, month, day of a number of days since 1970-01-01.
    z = days + 719468
    era = z // 146097
    doe = z - era * 146097
    yoe = (doe - doe // 1460 + doe // 36524 - doe // 146096) // 365
    y = yoe + era * 400
    doy = doe - (365 * yoe + yoe // 4 - yoe // 100)
    mp = (5 * doy + 2) // 153
    d = doy - (153 * mp + 2) // 5 + 1
    m = mp + 3 if mp < 10 else mp - 9
    return y + (1 if m <= 2 else 0), m, d


def _days_of(y, m, d):
    y -= 1 if m <= 2 else 0
    era = y // 400
    yoe = y - era * 400
    doy = (153 * (m - 3 if m > 2 else m + 9) + 2) // 5 + d - 1
    doe = yoe * 365 + yoe // 4 - yoe // 100 + doy
    return era * 146097 + doe - 719468


def _leap(y):
    return y % 4 == 0 and (y % 100 != 0 or y % 400 == 0)


def _broken(seconds, isdst, zone, offset):
    days, rest = divmod(seconds + offset, 86400)
    y, m, d = _civil(days)
    if not -67768040609740800 <= seconds <= 67768036191676799:
        raise OverflowError("timestamp out of range for platform time_t")
    yday = days - _days_of(y, 1, 1) + 1
    return struct_time((y, m, d, rest // 3600, rest // 60 % 60, rest % 60, (days + 3) % 7, yday, isdst, zone, offset))


def _seconds(secs):
    if secs is None:
        return time_ns() // 1000000000
    if isinstance(secs, int):
        return int(secs)
    if isinstance(secs, float):
        if secs != secs:
            raise ValueError("Invalid value NaN (not a number)")
        if secs in (float("inf"), float("-inf")):
            raise OverflowError("timestamp out of range for platform time_t")
        return int(secs // 1)
    try:
        return secs.__index__()
    except AttributeError:
        raise TypeError(f"'{type(secs).__name__}' object cannot be interpreted as an integer") from None


def gmtime(seconds=None, /):
    """Convert seconds since the Epoch to a time tuple expressing UTC."""
    return _broken(_seconds(seconds), 0, "UTC", 0)


def localtime(seconds=None, /):
    """Convert seconds since the Epoch to a time tuple expressing local time."""
    s = _seconds(seconds)
    offset, isdst, name = _zone.at(s)
    return _broken(s, isdst, name, offset)


class _Utc:
    std = dst = "UTC"
    std_offset = dst_offset = 0
    has_dst = False

    def at(self, s):
        return 0, 0, "UTC"


class _Rule:
    # A POSIX rule: EST5EDT,M3.2.0,M11.1.0

    def __init__(self, text):
        name, rest = self.name(text)
        offset, rest = self.offset(rest)
        self.std, self.std_offset = name, -offset
        self.has_dst = False
        self.dst, self.dst_offset = name, -offset
        self.start = self.end = None
        if rest:
            self.dst, rest = self.name(rest)
            if rest and rest[0] != ",":
                offset, rest = self.offset(rest)
                self.dst_offset = -offset
            else:
                self.dst_offset = self.std_offset + 3600
            parts = rest[1:].split(",") if rest else ["M3.2.0", "M11.1.0"]
            self.start, self.end = self.day(parts[0]), self.day(parts[1])
            self.has_dst = True

    def name(self, text):
        if text[:1] == "<":
            i = text.index(">")
            return text[1:i], text[i + 1:]
        i = 0
        while i < len(text) and text[i].isalpha():
            i += 1
        if i < 3:
            raise ValueError("no zone")
        return text[:i], text[i:]

    def offset(self, text):
        i = 0
        while i < len(text) and text[i] in "+-0123456789:":
            i += 1
        if i == 0:
            raise ValueError("no zone")
        return self.clock(text[:i]), text[i:]

    def clock(self, text):
        sign = -1 if text[0] == "-" else 1
        parts = [int(p) for p in text.lstrip("+-").split(":")] + [0, 0]
        return sign * (parts[0] * 3600 + parts[1] * 60 + parts[2])

    def day(self, text):
        day, _, at = text.partition("/")
        return day, self.clock(at) if at else 7200

    def when(self, rule, year):
        day, at = rule
        if day[0] == "M":
            m, w, d = [int(x) for x in day[1:].split(".")]
            first = _days_of(year, m, 1)
            k = first + (d - (first + 4)) % 7 + 7 * (w - 1)
            last = _days_of(year + m // 12, m % 12 + 1, 1) - 1
            while k > last:
                k -= 7
            return k * 86400 + at
        if day[0] == "J":
            n = int(day[1:])
            return (_days_of(year, 1, 1) + n - 1 + (1 if _leap(year) and n >= 60 else 0)) * 86400 + at
        return (_days_of(year, 1, 1) + int(day)) * 86400 + at

    def at(self, s):
        if not self.has_dst:
            return self.std_offset, 0, self.std
        year = _civil((s + self.std_offset) // 86400)[0]
        a = self.when(self.start, year) - self.std_offset
        b = self.when(self.end, year) - self.dst_offset
        inside = a <= s < b if a < b else not b <= s < a
        return (self.dst_offset, 1, self.dst) if inside else (self.std_offset, 0, self.std)


class _File:
    # A compiled zone: transitions, then a rule for the time after.

    def __init__(self, data):
        from _struct import unpack_from
        if data[:4] != b"TZif":
            raise ValueError("no zone")
        at = 0
        size = 4
        counts = unpack_from(">6l", data, 20)
        if data[4:5] >= b"2":
            isut, isstd, leap, times, types, chars = counts
            at = 44 + times * 5 + types * 6 + chars + leap * 8 + isstd + isut
            counts = unpack_from(">6l", data, at + 20)
            size = 8
        isut, isstd, leap, times, types, chars = counts
        at += 44
        self.times = list(unpack_from(f">{times}{'q' if size == 8 else 'l'}", data, at))
        at += times * size
        self.index = data[at:at + times]
        at += times
        raw = [unpack_from(">lBB", data, at + 6 * i) for i in range(types)]
        at += 6 * types
        names = data[at:at + chars]
        self.types = [(o, d, names[i:names.index(b"\0", i)].decode()) for o, d, i in raw]
        at += chars + leap * (size + 4) + isstd + isut
        footer = data[at:].strip(b"\n").decode() if size == 8 else ""
        self.rule = _Rule(footer) if footer else None
        std = [t for t in self.types if not t[1]] or self.types
        dst = [t for t in self.types if t[1]]
        if self.rule is not None:
            r = self.rule
            self.std, self.std_offset, self.dst, self.dst_offset, self.has_dst = r.std, r.std_offset, r.dst, r.dst_offset, r.has_dst
        else:
            self.std_offset, _, self.std = std[-1]
            self.dst_offset, _, self.dst = dst[-1] if dst else std[-1]
            self.has_dst = bool(dst)

    def at(self, s):
        times = self.times
        if not times or s < times[0]:
            for t in self.types:
                if not t[1]:
                    return t
            return self.types[0]
        if s >= times[-1] and self.rule is not None:
            return self.rule.at(s)
        low, high = 0, len(times)
        while low < high:
            middle = (low + high) // 2
            if times[middle] <= s:
                low = middle + 1
            else:
                high = middle
        return self.types[self.index[low - 1]]


def _load_zone():
    import posix
    name = None
    try:
        from os import environ
        name = environ.get("TZ")
    except ImportError:
        raw = posix.environ.get(b"TZ")
        name = raw.decode() if raw is not None else None
    if name == "":
        return _Utc()
    from _io import FileIO
    paths = ["/etc/localtime"] if name is None else [name.lstrip(":") if name.lstrip(":").startswith("/") else "/usr/share/zoneinfo/" + name.lstrip(":")]
    for path in paths:
        try:
            with FileIO(path) as f:
                return _File(f.read())
        except (OSError, ValueError, IndexError):
            pass
    if name is not None:
        try:
            return _Rule(name)
        except (ValueError, IndexError):
            pass
    return _Utc()


class _LazyZone:
    def at(self, s):
        return _ready().at(s)


def _ready():
    global _zone
    if type(_zone) is _LazyZone:
        tzset()
    return _zone


_zone = _LazyZone()


def tzset():
    """Initialize, or reinitialize, the local timezone to the value stored in os.environ['TZ']."""
    global _zone, timezone, altzone, daylight, tzname
    _zone = _load_zone()
    timezone = -_zone.std_offset
    altzone = -_zone.dst_offset
    daylight = 1 if _zone.has_dst else 0
    tzname = (_zone.std, _zone.dst)


def __getattr__(name):
    if name in ("timezone", "altzone", "daylight", "tzname"):
        tzset()
        return globals()[name]
    import time
    raise AttributeError(f"module 'time' has no attribute '{name}'", name=name, obj=time)


def mktime(t, /):
    """Convert a time tuple in local time to seconds since the Epoch."""
    if not isinstance(t, tuple):
        raise TypeError("Tuple or struct_time argument required")
    if len(t) != 9:
        raise TypeError("mktime(): illegal time tuple argument")
    y, mon, d, h, mi, s, _wd, _yd, dst = t
    for x in (y, mon, d, h, mi, s):
        if not -0x80000000 <= x < 0x80000000:
            raise OverflowError("Python int too large to convert to C int" if x > 0 else "signed integer is less than minimum")
    if not -0x80000000 <= y - 1900 < 0x80000000:
        raise OverflowError("year out of range")
    y += (mon - 1) // 12
    mon = (mon - 1) % 12 + 1
    local = (_days_of(y, mon, 1) + d - 1) * 86400 + h * 3600 + mi * 60 + s
    zone = _ready()
    guesses = [zone.std_offset, zone.dst_offset]
    if dst > 0:
        guesses.reverse()
    found = None
    for offset in guesses:
        u = local - offset
        o, isdst, _name = zone.at(u)
        if o == offset and (dst < 0 or bool(isdst) == (dst > 0)):
            return float(u)
        if found is None and o == offset:
            found = u
    if found is None:
        u = local - guesses[0]
        found = local - zone.at(u)[0]
    if dst > 0 and zone.has_dst:
        return float(local - zone.dst_offset)
    return float(found)


def _checked(t):
    if t is None:
        return localtime()
    if not isinstance(t, tuple):
        raise TypeError("Tuple or struct_time argument required")
    if len(t) != 9:
        raise TypeError("strftime(): illegal time tuple argument")
    y, mon, d, h, mi, s, wd, yd, dst = [x if isinstance(x, int) else x.__index__() for x in t]
    mon = mon or 1
    d = d or 1
    yd = yd or 1
    for ok, what in ((1 <= mon <= 12, "month"), (1 <= d <= 31, "day of month"), (0 <= h <= 23, "hour"),
                     (0 <= mi <= 59, "minute"), (0 <= s <= 61, "seconds"), (wd >= -1, "day of week"),
                     (1 <= yd <= 366, "day of year")):
        if not ok:
            raise ValueError(f"{what} out of range")
    new = (y, mon, d, h, mi, s, (wd + 7) % 7 if wd < 0 else wd % 7, yd, dst)
    if isinstance(t, struct_time):
        return struct_time(new + (t.tm_zone, t.tm_gmtoff))
    zone = _ready()
    return struct_time(new + ((zone.dst, zone.dst_offset) if dst > 0 else (zone.std, zone.std_offset)))


def _iso(t):
    # ISO year and week.
    y, yday, wday = t[0], t[7] - 1, t[6]
    week = (yday - wday + 10) // 7
    if week < 1:
        y -= 1
        last = yday + (366 if _leap(y) else 365)
        week = (last - wday + 10) // 7
    elif week == 53:
        days = 366 if _leap(y) else 365
        if yday - wday + 3 >= days:
            week = 1
            y += 1
    return y, week


def strftime(format, t=None, /):
    """Convert a time tuple to a string according to a format specification."""
    if not isinstance(format, str):
        raise TypeError(f"strftime() argument 1 must be str, not {type(format).__name__}")
    if t is None:
        t = localtime()
    text = _strftime_plain(format, t)
    if text is not None and len(t) == 9:
        return text
    t = _checked(t)
    out = []
    i = 0
    n = len(format)
    while i < n:
        c = format[i]
        i += 1
        if c != "%":
            out.append(c)
            continue
        if i >= n:
            out.append("%")
            break
        flag = ""
        while i < n and format[i] in "-_0^#":
            flag += format[i]
            i += 1
        width = ""
        while i < n and format[i].isdigit():
            width += format[i]
            i += 1
        if i < n and format[i] in "EO":
            i += 1
        if i >= n:
            out.append("%" + flag + width)
            break
        c = format[i]
        i += 1
        f = _directives.get(c)
        if f is None:
            out.append("%" + flag + width + c)
            continue
        v = f(t)
        if isinstance(v, tuple):
            number, digits, pad = v
            if "-" in flag:
                text = str(number)
            else:
                if "_" in flag:
                    pad = " "
                elif "0" in flag:
                    pad = "0"
                w = int(width) if width else digits
                text = ("-" if number < 0 else "") + str(abs(number)).rjust(w - (1 if number < 0 else 0), pad)
        else:
            text = v.rjust(int(width)) if width else v
        if "^" in flag:
            text = text.upper()
        elif "#" in flag:
            text = text.swapcase() if c not in "ABbhp" else text.upper() if c != "p" else text.lower()
        out.append(text)
    return "".join(out)


_directives = {
    "a": lambda t: _days[t[6]][:3], "A": lambda t: _days[t[6]], "b": lambda t: _months[t[1] - 1][:3],
    "h": lambda t: _months[t[1] - 1][:3], "B": lambda t: _months[t[1] - 1],
    "c": lambda t: f"{_days[t[6]][:3]} {_months[t[1] - 1][:3]} {t[2]:2d} {t[3]:02d}:{t[4]:02d}:{t[5]:02d} {t[0]}",
    "C": lambda t: (t[0] // 100, 2, "0"), "d": lambda t: (t[2], 2, "0"),
    "D": lambda t: f"{t[1]:02d}/{t[2]:02d}/{t[0] % 100:02d}", "e": lambda t: (t[2], 2, " "),
    "F": lambda t: f"{t[0]}-{t[1]:02d}-{t[2]:02d}", "g": lambda t: (_iso(t)[0] % 100, 2, "0"),
    "G": lambda t: (_iso(t)[0], 1, "0"), "H": lambda t: (t[3], 2, "0"), "I": lambda t: (t[3] % 12 or 12, 2, "0"),
    "j": lambda t: (t[7], 3, "0"), "k": lambda t: (t[3], 2, " "), "l": lambda t: (t[3] % 12 or 12, 2, " "),
    "m": lambda t: (t[1], 2, "0"), "M": lambda t: (t[4], 2, "0"), "n": lambda t: "\n",
    "p": lambda t: "AM" if t[3] < 12 else "PM", "P": lambda t: "am" if t[3] < 12 else "pm",
    "r": lambda t: f"{t[3] % 12 or 12:02d}:{t[4]:02d}:{t[5]:02d} {'AM' if t[3] < 12 else 'PM'}",
    "R": lambda t: f"{t[3]:02d}:{t[4]:02d}", "s": lambda t: (int(mktime(tuple(t))), 1, "0"),
    "S": lambda t: (t[5], 2, "0"), "t": lambda t: "\t", "T": lambda t: f"{t[3]:02d}:{t[4]:02d}:{t[5]:02d}",
    "u": lambda t: (t[6] + 1, 1, "0"), "U": lambda t: ((t[7] - 1 + 7 - (t[6] + 1) % 7) // 7, 2, "0"),
    "V": lambda t: (_iso(t)[1], 2, "0"), "w": lambda t: ((t[6] + 1) % 7, 1, "0"),
    "W": lambda t: ((t[7] - 1 + 7 - t[6]) // 7, 2, "0"),
    "x": lambda t: f"{t[1]:02d}/{t[2]:02d}/{t[0] % 100:02d}", "X": lambda t: f"{t[3]:02d}:{t[4]:02d}:{t[5]:02d}",
    "y": lambda t: (t[0] % 100, 2, "0"), "Y": lambda t: (t[0], 1, "0"),
    "z": lambda t: _offset_text(t.tm_gmtoff), "Z": lambda t: t.tm_zone or "", "%": lambda t: "%",
}


def _offset_text(offset):
    if offset is None:
        return ""
    sign = "-" if offset < 0 else "+"
    offset = abs(offset) // 60
    return f"{sign}{offset // 60:02d}{offset % 60:02d}"


def asctime(t=None, /):
    """Convert a time tuple to a string, e.g. 'Sat Jun 06 16:26:11 1998'."""
    t = _checked(t)
    return f"{_days[t[6]][:3]} {_months[t[1] - 1][:3]} {t[2]:2d} {t[3]:02d}:{t[4]:02d}:{t[5]:02d} {t[0]}"


def ctime(seconds=None, /):
    """Convert a time in seconds since the Epoch to a string in local time."""
    return asctime(localtime(seconds))


def strptime(data_string, format="%a %b %d %H:%M:%S %Y", /):
    """Parse a string to a time tuple according to a format specification."""
    import _strptime
    return _strptime._strptime_time(data_string, format)


thread_time = process_time
thread_time_ns = process_time_ns


def clock_gettime(clk_id, /):
    return clock_gettime_ns(clk_id) / 1e9


def clock_gettime_ns(clk_id, /):
    if clk_id == CLOCK_REALTIME or clk_id == CLOCK_TAI:
        return time_ns()
    if clk_id in (CLOCK_MONOTONIC, CLOCK_MONOTONIC_RAW, CLOCK_BOOTTIME):
        return monotonic_ns()
    if clk_id in (CLOCK_PROCESS_CPUTIME_ID, CLOCK_THREAD_CPUTIME_ID):
        return process_time_ns()
    raise OSError(22, "Invalid argument")


def clock_getres(clk_id, /):
    clock_gettime_ns(clk_id)
    return 1e-9


def clock_settime(clk_id, time, /):
    """Set the time of a clock."""
    clock_settime_ns(clk_id, int(time * 1000000000))


def clock_settime_ns(clk_id, time, /):
    """Set the time of a clock in nanoseconds."""
    _clock_set(clk_id, *divmod(time, 1000000000))


def pthread_getcpuclockid(thread_id, /):
    """The clock of a thread's processor time; there is one thread."""
    return CLOCK_THREAD_CPUTIME_ID


def get_clock_info(name, /):
    """Get information of the specified clock."""
    known = {"time": ("clock_gettime(CLOCK_REALTIME)", False, True),
             "monotonic": ("clock_gettime(CLOCK_MONOTONIC)", True, False),
             "perf_counter": ("clock_gettime(CLOCK_MONOTONIC)", True, False),
             "process_time": ("clock_gettime(CLOCK_PROCESS_CPUTIME_ID)", True, False),
             "thread_time": ("clock_gettime(CLOCK_THREAD_CPUTIME_ID)", True, False)}
    if name not in known:
        raise ValueError("unknown clock")
    implementation, monotonic, adjustable = known[name]
    import sys
    return type(sys.implementation)(implementation=implementation, monotonic=monotonic, adjustable=adjustable, resolution=1e-9)
