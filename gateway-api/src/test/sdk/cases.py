"""The features of the table, the names of their cases, and how a case is run and reported."""
import json
import sys
import traceback

from fake_plan import CACHED_TOKENS, CITY, COMPLETION_TOKENS, PICTURE, PROMPT_TOKENS, TEXT

FEATURES = ("text", "stream", "tools", "parallel tools", "structured output", "image", "usage", "errors")
CITIES = {"tools": ["Paris"], "parallel": ["Paris", "Rome"], "interleaved": ["Paris", "Rome"]}
FAULTS = ("cut", "early-end", "html", "error-event", "garbage")
WEATHER_SCHEMA = {
    "type": "object",
    "properties": {"city": {"type": "string", "description": "Name of the city"}},
    "required": ["city"],
    "additionalProperties": False,
}
CITY_SCHEMA = {
    "type": "object",
    "properties": {"name": {"type": "string"}, "population": {"type": "integer"}},
    "required": ["name", "population"],
    "additionalProperties": False,
}
__all__ = ["CITY", "PICTURE", "TEXT"]


def same(got, wanted, what="answer"):
    if got != wanted:
        raise AssertionError(f"{what} is {got!r}, wanted {wanted!r}")


def usage(prompt, cached, completion):
    """Cached tokens are None where the client has no field for them."""
    same(prompt, PROMPT_TOKENS, "prompt tokens")
    same(completion, COMPLETION_TOKENS, "completion tokens")
    if cached is not None:
        same(cached, CACHED_TOKENS, "cached tokens")


def chunks(pieces):
    """The text of a stream that came in more than one piece."""
    if len(pieces) < 2:
        raise AssertionError(f"a stream of {len(pieces)} pieces")
    return "".join(pieces)


def raises(call, *kinds):
    """The call must raise one of the kinds; answers the exception."""
    try:
        got = call()
    except kinds as e:
        return e
    raise AssertionError(f"nothing was raised; got {got!r}")


def run(sdk, cases):
    """Runs (feature, name, function) in order; one JSON line each on standard output."""
    failed = 0
    for feature, name, case in cases:
        line = {"sdk": sdk, "feature": feature, "case": name, "ok": True}
        try:
            case()
        except Exception as e:  # a failing case is a line of the report, not the end of it
            failed += 1
            line |= {"ok": False, "why": f"{type(e).__name__}: {e}"[:600]}
            traceback.print_exc(file=sys.stderr, limit=3)
        print(json.dumps(line), flush=True)
    return failed
