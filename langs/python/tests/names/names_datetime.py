# Every public name of `datetime`, used once.
import datetime

assert datetime.MINYEAR == 1 and datetime.MAXYEAR == 9999 and datetime.UTC is datetime.timezone.utc
d = datetime.date(2024, 2, 29)
assert d.isoformat() == "2024-02-29" and d.weekday() == 3 and d.isocalendar() == (2024, 9, 4) and d.replace(day=1).ctime() == "Thu Feb  1 00:00:00 2024"
assert datetime.date.fromisoformat("2024-03-01") - d == datetime.timedelta(days=1) and d.toordinal() == 738945
t = datetime.time(1, 2, 3, 4)
assert str(t) == "01:02:03.000004" and repr(t) == "datetime.time(1, 2, 3, 4)" and t.replace(hour=5) > t
delta = datetime.timedelta(weeks=1, hours=-3, microseconds=5)
assert str(delta) == "6 days, 21:00:00.000005" and delta.total_seconds() == 594000.000005 and delta // datetime.timedelta(days=1) == 6
assert repr(delta * 2) == "datetime.timedelta(days=13, seconds=64800, microseconds=10)"
zone = datetime.timezone(datetime.timedelta(hours=5, minutes=30), "IST")
w = datetime.datetime(2024, 1, 31, 23, 59, tzinfo=zone)
assert w.isoformat() == "2024-01-31T23:59:00+05:30" and str(w.astimezone(datetime.UTC)) == "2024-01-31 18:29:00+00:00" and w.tzname() == "IST"
assert datetime.datetime.fromisoformat("2024-01-31T23:59+05:30") == w and w.timestamp() == 1706725740.0
assert datetime.datetime.strptime("1 Feb 24", "%d %b %y") == datetime.datetime(2024, 2, 1) and w.strftime("%A %p %z") == "Wednesday PM +0530"
assert datetime.datetime.fromtimestamp(0, datetime.UTC).year == 1970 and datetime.datetime.combine(d, t).second == 3


class Fixed(datetime.tzinfo):
    def utcoffset(self, dt):
        return datetime.timedelta(hours=1)

    def dst(self, dt):
        return None


assert datetime.datetime(2024, 1, 1, tzinfo=Fixed()).utcoffset() == datetime.timedelta(seconds=3600)
try:
    datetime.date(2023, 2, 29)
    assert False
except ValueError as e:
    assert "day" in str(e)
