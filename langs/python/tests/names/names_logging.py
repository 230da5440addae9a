# Every public name of `logging`, used once.
import io
import logging
import os
import sys
import tempfile
import warnings

assert (logging.NOTSET, logging.DEBUG, logging.INFO, logging.WARNING, logging.WARN, logging.ERROR) == (0, 10, 20, 30, 30, 40)
assert logging.CRITICAL == logging.FATAL == 50 and logging.getLevelName(20) == "INFO" and logging.getLevelNamesMapping()["ERROR"] == 40
logging.addLevelName(5, "TRACE")
assert logging.getLevelName("TRACE") == 5 and logging.BASIC_FORMAT == "%(levelname)s:%(name)s:%(message)s"
out = io.StringIO()
handler = logging.StreamHandler(out)
assert isinstance(handler, logging.Handler)
handler.setFormatter(logging.Formatter("{levelname:>8}|{name}|{message}", style="{"))
log = logging.getLogger("a.b")
log.addHandler(handler)
log.propagate = False
log.setLevel(logging.DEBUG)
log.debug("x %d", 1)
log.warning("y %(k)s", {"k": 2})
assert out.getvalue() == "   DEBUG|a.b|x 1\n WARNING|a.b|y 2\n" and log.parent is logging.getLogger() and log.getEffectiveLevel() == 10


class OnlyErrors(logging.Filter):
    def filter(self, record):
        return record.levelno >= logging.ERROR


handler.addFilter(OnlyErrors())
log.info("hidden")
try:
    1 / 0
except ZeroDivisionError:
    log.exception("failed")
assert "hidden" not in out.getvalue() and out.getvalue().endswith("ZeroDivisionError: division by zero\n")
assert logging.LoggerAdapter(log, {"k": 1}).process("m", {})[1] == {"extra": {"k": 1}}
record = logging.makeLogRecord({"msg": "hi %s", "args": ("you",), "levelno": 20})
assert isinstance(record, logging.LogRecord) and record.getMessage() == "hi you" and logging.getLogRecordFactory() is logging.LogRecord
logging.setLogRecordFactory(logging.LogRecord)
assert logging.BufferingFormatter(logging.Formatter("%(message)s")).format([record]) == "hi you"
assert logging.getLoggerClass() is logging.Logger
logging.setLoggerClass(logging.Logger)
log.addHandler(logging.NullHandler())
with tempfile.TemporaryDirectory() as d:
    name = os.path.join(d, "log")
    logging.basicConfig(filename=name, format="%(levelname)s %(message)s", level="INFO")
    logging.debug("no")
    logging.info("i")
    logging.warning("w")
    logging.error("e")
    logging.critical("c")
    logging.fatal("f")
    logging.log(logging.ERROR, "l")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        logging.warn("old")
    try:
        raise KeyError("k")
    except KeyError:
        logging.exception("x")
    logging.disable(logging.ERROR)
    logging.error("not shown")
    logging.disable(logging.NOTSET)
    logging.captureWarnings(True)
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.warn("caught")
    logging.captureWarnings(False)
    (root_handler,) = logging.getLogger().handlers
    assert isinstance(root_handler, logging.FileHandler)
    logging.shutdown()
    lines = open(name).read().splitlines()
    logging.getLogger().removeHandler(root_handler)
    root_handler.close()
assert lines[:8] == ["INFO i", "WARNING w", "ERROR e", "CRITICAL c", "CRITICAL f", "ERROR l", "WARNING old", "ERROR x"]
assert lines[8].startswith("Traceback") and "KeyError: 'k'" in lines and any("UserWarning: caught" in x for x in lines)
assert "not shown" not in str(lines) and logging.raiseExceptions is True and logging.lastResort.level == logging.WARNING

# Since 3.12.
handler.name = "mine"
assert logging.getHandlerByName("mine") is handler and "mine" in logging.getHandlerNames()
