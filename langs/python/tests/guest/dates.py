# datetime's shorter ways agree with the long ones.
import copy
import pickle
from datetime import date, datetime, time, timedelta, timezone


class Day(datetime):
    pass


def said(f):
    try:
        return f()
    except Exception as e:
        return type(e).__name__, str(e)


T = timedelta
for f in (
    lambda: T(1), lambda: T(days=1, hours=25, minutes=-61), lambda: T(microseconds=-1), lambda: T(weeks=1.5), lambda: T(seconds=0.5, milliseconds=1.25), lambda: T(True),
    lambda: T("x"), lambda: T(-999999999), lambda: T(-999999999, -1), lambda: T(1, 2, 3, 4, 5, 6, 7), lambda: T(milliseconds=1500, microseconds=10**7),
    lambda: T(1) + T(hours=30), lambda: T(1) * 3, lambda: T(3) / 2, lambda: T(7) // 2, lambda: -T(1, 1), lambda: T(1) - T(2), lambda: hash(T(1)) == hash(T(hours=24)), lambda: T([]),
    lambda: datetime(2020, 2, 28, 23, 59, 59, 999999) + T(microseconds=1), lambda: datetime(2021, 1, 1) - T(1), lambda: T(365) + datetime(2019, 12, 31, 5), lambda: datetime(1, 1, 1) - T(1),
    lambda: datetime(9999, 12, 31) + T(1), lambda: datetime(2020, 1, 1, tzinfo=timezone.utc) + T(hours=30), lambda: type(Day(2020, 1, 1) + T(1)).__name__,
    lambda: datetime(2020, 3, 1, fold=1) + T(0), lambda: datetime(2021, 5, 6, 1) - datetime(2020, 1, 1, 2, 3), lambda: date(2020, 2, 28) + T(2, 86399),
    lambda: date.fromordinal(737000), lambda: date.fromordinal(3652059), lambda: date(2000, 12, 31).toordinal(),
    lambda: date.fromisoformat("2020-05-17"), lambda: date.fromisoformat("20200517"), lambda: date.fromisoformat("2020-W10-3"),
    lambda: date.fromisoformat("2020-05-17T01"), lambda: datetime.fromisoformat("2020-05-17"), lambda: datetime.fromisoformat("2020-05-17 10:20"),
    lambda: datetime.fromisoformat("2020-05-17T10:20:30.000123"), lambda: datetime.fromisoformat("2020-05-17T10:20:30+02:00"),
    lambda: datetime.fromisoformat("2020-05-17x10:20:30"), lambda: datetime.fromisoformat("nope"), lambda: Day.fromisoformat("2020-05-17T01:02:03").__class__.__name__,
    lambda: pickle.loads(pickle.dumps(datetime(2020, 1, 2) + T(1))), lambda: copy.copy(T(5)), lambda: [type(v).__module__ for v in (T(1), datetime(1, 1, 1))], lambda: T.__new__(T, 3),
    lambda: (datetime(2020, 1, 1) + T(40)).strftime("%Y-%m-%d %j"), lambda: str(datetime(2020, 1, 1) + T(hours=5)), lambda: datetime.combine(date(2020, 1, 1), time(1, 2)) + T(minutes=59),
):
    print(said(f))

# expect: 1 day, 0:00:00
# expect: 1 day, 23:59:00
# expect: -1 day, 23:59:59.999999
# expect: 10 days, 12:00:00
# expect: 0:00:00.501250
# expect: 1 day, 0:00:00
# expect: ('TypeError', 'unsupported type for timedelta days component: str')
# expect: -999999999 days, 0:00:00
# expect: ('OverflowError', 'days=-1000000000; must have magnitude <= 999999999')
# expect: 50 days, 6:05:02.004003
# expect: 0:00:11.500000
# expect: 2 days, 6:00:00
# expect: 3 days, 0:00:00
# expect: 1 day, 12:00:00
# expect: 3 days, 12:00:00
# expect: -2 days, 23:59:59
# expect: -1 day, 0:00:00
# expect: True
# expect: ('TypeError', 'unsupported type for timedelta days component: list')
# expect: 2020-02-29 00:00:00
# expect: 2020-12-31 00:00:00
# expect: 2020-12-30 05:00:00
# expect: ('OverflowError', 'date value out of range')
# expect: ('OverflowError', 'date value out of range')
# expect: 2020-01-02 06:00:00+00:00
# expect: Day
# expect: 2020-03-01 00:00:00
# expect: 490 days, 22:57:00
# expect: 2020-03-01
# expect: 2018-11-02
# expect: 9999-12-31
# expect: 730485
# expect: 2020-05-17
# expect: 2020-05-17
# expect: 2020-03-04
# expect: ('ValueError', "Invalid isoformat string: '2020-05-17T01'")
# expect: 2020-05-17 00:00:00
# expect: 2020-05-17 10:20:00
# expect: 2020-05-17 10:20:30.000123
# expect: 2020-05-17 10:20:30+02:00
# expect: 2020-05-17 10:20:30
# expect: ('ValueError', "Invalid isoformat string: 'nope'")
# expect: Day
# expect: 2020-01-03 00:00:00
# expect: 5 days, 0:00:00
# expect: ['datetime', 'datetime']
# expect: 3 days, 0:00:00
# expect: 2020-02-10 041
# expect: 2020-01-01 05:00:00
# expect: 2020-01-01 02:01:00
print(date(2024, 2, 29).isocalendar())  # expect: datetime.IsoCalendarDate(year=2024, week=9, weekday=4)
