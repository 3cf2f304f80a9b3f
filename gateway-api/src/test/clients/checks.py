"""Counts what a client script finds, and ends it with `N passed, N failed, N skipped`."""
import atexit
import os
import sys
import time
import traceback

BASE = os.environ["BASE"].rstrip("/")
KEY = os.environ["KEY"]
FAKE = os.environ["FAKE"]

_counts = {"passed": 0, "failed": 0}


def check(name, holds, shown=""):
    """One expectation; goes on when it does not hold."""
    _counts["passed" if holds else "failed"] += 1
    print(f"{'ok    ' if holds else 'FAILED'} {name}" + (f": {shown!r}" if shown != "" and not holds else ""))


def raised(kind, call):
    """The exception of that kind, or None when there was none."""
    try:
        call()
    except kind as e:
        return e
    return None


def eventually(call, seconds=15):
    """The first true answer of a call that may take a while to be one; exceptions count as no answer."""
    end = time.monotonic() + seconds
    while True:
        try:
            found = call()
            if found:
                return found
        except Exception as e:
            if time.monotonic() > end:
                raise e
        if time.monotonic() > end:
            return None
        time.sleep(0.2)


def _unhandled(kind, value, trace):
    check(f"no unexpected {kind.__name__}", False, "".join(traceback.format_exception(kind, value, trace))[-1500:])


def _report():
    print(f"{_counts['passed']} passed, {_counts['failed']} failed, 0 skipped", flush=True)
    if _counts["failed"]:
        os._exit(1)


sys.excepthook = _unhandled
atexit.register(_report)
