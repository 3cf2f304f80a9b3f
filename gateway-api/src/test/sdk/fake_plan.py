"""What the fake provider was asked, and what it will answer, apart from any wire format."""
import base64
import re
from dataclasses import dataclass, field

# A 1x1 PNG; the [image] scenario wants exactly these bytes.
PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
WORDS = ["Hel", "lo ", "from ", "the ", "fäke."]
TEXT = "".join(WORDS)
CITY = '{"name": "Paris", "population": 2100000}'
PROMPT_TOKENS, CACHED_TOKENS, COMPLETION_TOKENS = 11, 3, 7
FAULTS = ("cut", "early-end", "html", "error-event", "garbage")


class Refusal(Exception):
    def __init__(self, status, message, headers=()):
        super().__init__(message)
        self.status, self.message, self.headers = status, message, headers


@dataclass
class Seen:
    """A request as any vendor would understand it."""

    text: str = ""
    stream: bool = False
    tools: dict = field(default_factory=dict)  # name -> JSON schema of the parameters
    results: list = field(default_factory=list)  # texts of tool results, in order
    schema: dict | None = None
    forced: str = ""  # the tool that must be called, when there is a choice of one only
    images: list = field(default_factory=list)


@dataclass
class Answer:
    words: list = field(default_factory=list)
    calls: list = field(default_factory=list)  # (id, name, arguments as JSON text)
    fault: str = ""
    interleaved: bool = False  # whether the fragments of parallel calls are mixed, where the form can


def plan(seen):
    found = re.findall(r"\[([a-z0-9-]+)\]", seen.text)
    scenario = found[-1] if found else "text"
    if scenario in FAULTS:
        return Answer(words=WORDS, fault=scenario)
    if scenario.startswith("error-"):
        status = int(scenario.removeprefix("error-"))
        raise Refusal(status, f"scripted {status}", [("retry-after", "7")] if status == 429 else [])
    if scenario in ("tools", "parallel", "interleaved"):
        answer = tool_answer(seen, ["Paris"] if scenario == "tools" else ["Paris", "Rome"])
        answer.interleaved = scenario == "interleaved"
        return answer
    if scenario == "schema":
        if seen.schema is None and seen.forced:  # structured output by a forced tool, as some clients do it
            names = set(seen.tools[seen.forced].get("properties", {}))
            require(names == {"name", "population"}, f"the forced tool has {sorted(names)}")
            return Answer(calls=[("call_schema", seen.forced, CITY)])
        require(seen.schema is not None, "no schema arrived")
        names = set(seen.schema.get("properties", {}))
        require(names == {"name", "population"}, f"the schema has {sorted(names)}")
        return Answer(words=[CITY[:12], CITY[12:]])
    if scenario == "image":
        require(seen.images == [PICTURE], f"{len(seen.images)} pictures arrived, or other bytes")
        return Answer(words=["A tiny ", "picture."])
    require(scenario == "text", f"unknown scenario {scenario}")
    return Answer(words=WORDS)


def tool_answer(seen, cities):
    require("weather" in seen.tools, f"no weather tool arrived: {sorted(seen.tools)}")
    properties = seen.tools["weather"].get("properties", {})
    require("city" in properties, "the weather tool lost its parameters")
    if seen.results:
        wanted = [f"21 degrees in {c}" for c in cities]
        require(len(seen.results) == len(cities), f"{len(seen.results)} tool results arrived")
        for want, got in zip(wanted, seen.results):
            require(want in got, f"tool result is {got!r}, wanted {want!r}")
        return Answer(words=["It is ", "warm."])
    return Answer(calls=[(f"call_{i}{c}", "weather", '{"city": "%s"}' % c) for i, c in enumerate(cities)])


def require(holds, message):
    if not holds:
        raise Refusal(400, message)
