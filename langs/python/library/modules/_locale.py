# The C locale.

LC_CTYPE, LC_NUMERIC, LC_TIME, LC_COLLATE, LC_MONETARY, LC_MESSAGES, LC_ALL = range(7)
CHAR_MAX = 127
CODESET = 14
D_T_FMT, D_FMT, T_FMT, T_FMT_AMPM, AM_STR, PM_STR = 131112, 131113, 131114, 131115, 131110, 131111
RADIXCHAR, THOUSEP, YESEXPR, NOEXPR, CRNCYSTR = 65536, 65537, 327680, 327681, 262159
ERA, ERA_D_FMT, ERA_D_T_FMT, ERA_T_FMT, ALT_DIGITS = 131116, 131118, 131120, 131121, 131119
_words = {}
for _i, _n in enumerate("Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split()):
    globals()[f"DAY_{_i + 1}"] = 131079 + _i
    globals()[f"ABDAY_{_i + 1}"] = 131072 + _i
    _words[131079 + _i] = _n
    _words[131072 + _i] = _n[:3]
for _i, _n in enumerate(("January February March April May June July August September October November "
                         "December").split()):
    globals()[f"MON_{_i + 1}"] = 131098 + _i
    globals()[f"ABMON_{_i + 1}"] = 131086 + _i
    _words[131098 + _i] = _n
    _words[131086 + _i] = _n[:3]
_words.update({CODESET: "UTF-8", D_T_FMT: "%a %b %e %H:%M:%S %Y", D_FMT: "%m/%d/%y", T_FMT: "%H:%M:%S",
               T_FMT_AMPM: "%I:%M:%S %p", AM_STR: "AM", PM_STR: "PM", RADIXCHAR: ".", THOUSEP: "", YESEXPR: "^[yY]",
               NOEXPR: "^[nN]", CRNCYSTR: "-"})


class Error(Exception):
    pass


Error.__module__ = "locale"
_now = "C"


def setlocale(category, locale=None, /):
    global _now
    if not 0 <= category <= 6:
        raise Error("unsupported locale setting")
    if locale is None:
        return _now
    if locale == "":
        locale = "C.UTF-8"
    if locale not in ("C", "POSIX", "C.UTF-8", "C.utf8"):
        raise Error("unsupported locale setting")
    _now = locale
    return locale


def localeconv():
    d = {k: "" for k in ("int_curr_symbol", "currency_symbol", "mon_decimal_point", "mon_thousands_sep",
                         "positive_sign", "negative_sign", "thousands_sep")}
    d.update({k: 127 for k in ("int_frac_digits", "frac_digits", "p_cs_precedes", "p_sep_by_space", "n_cs_precedes",
                               "n_sep_by_space", "p_sign_posn", "n_sign_posn")})
    d.update(decimal_point=".", grouping=[], mon_grouping=[])
    return d


def strcoll(a, b, /):
    return (a > b) - (a < b)


def strxfrm(s, /):
    return s


def nl_langinfo(key, /):
    return _words.get(key, "")


def getencoding():
    return "UTF-8"


def gettext(msg, /):
    return msg


def dgettext(domain, msg, /):
    return msg


def dcgettext(domain, msg, category, /):
    return msg


def textdomain(domain, /):
    return domain or "messages"


def bindtextdomain(domain, dir, /):
    return dir


def bind_textdomain_codeset(domain, codeset, /):
    return codeset
