"""The anthropic package, Messages."""
import base64

import anthropic
from pydantic import BaseModel

from cases import CITIES, FAULTS, PICTURE, TEXT, WEATHER_SCHEMA, chunks, raises, same, usage

TOOLS = [{"name": "weather", "description": "Weather", "input_schema": WEATHER_SCHEMA}]


class City(BaseModel):
    name: str
    population: int


def cases(base, key, model, direct):
    address = base + ("/anthropic" if direct else "/api/anthropic")
    client = anthropic.Anthropic(api_key=key, base_url=address, max_retries=0)
    settings = {"model": model, "max_tokens": 200, "system": "Be brief."}

    def user(content):
        return [{"role": "user", "content": content}]

    def text():
        got = client.messages.create(**settings, messages=user("[text]"))
        same((got.content[0].text, got.stop_reason), (TEXT, "end_turn"))

    def stream():
        with client.messages.stream(**settings, messages=user("[text]")) as s:
            same(chunks(list(s.text_stream)), TEXT)
            final = s.get_final_message()
        same(final.stop_reason, "end_turn", "stop reason")
        usage(
            final.usage.input_tokens + final.usage.cache_read_input_tokens,
            final.usage.cache_read_input_tokens,
            final.usage.output_tokens,
        )

    def tools(kind, streamed):
        messages = user(f"[{kind}]")
        if streamed:
            with client.messages.stream(**settings, messages=messages, tools=TOOLS) as s:
                got = s.get_final_message()
        else:
            got = client.messages.create(**settings, messages=messages, tools=TOOLS)
        same(got.stop_reason, "tool_use", "stop reason")
        calls = [c for c in got.content if c.type == "tool_use"]
        same([c.input["city"] for c in calls], CITIES[kind], "cities")
        results = [
            {"type": "tool_result", "tool_use_id": c.id, "content": f"21 degrees in {city}"}
            for c, city in zip(calls, CITIES[kind])
        ]
        used = [{"type": "tool_use", "id": c.id, "name": c.name, "input": c.input} for c in calls]
        messages += [{"role": "assistant", "content": used}, {"role": "user", "content": results}]
        same(client.messages.create(**settings, messages=messages, tools=TOOLS).content[0].text, "It is warm.")

    def schema():
        got = client.messages.parse(**settings, messages=user("[schema]"), output_format=City)
        same(got.parsed_output, City(name="Paris", population=2100000))

    def image():
        source = {"type": "base64", "media_type": "image/png", "data": base64.b64encode(PICTURE).decode()}
        parts = [{"type": "text", "text": "[image]"}, {"type": "image", "source": source}]
        same(client.messages.create(**settings, messages=user(parts)).content[0].text, "A tiny picture.")

    def usages():
        u = client.messages.create(**settings, messages=user("[text]")).usage
        usage(u.input_tokens + u.cache_read_input_tokens, u.cache_read_input_tokens, u.output_tokens)

    def count():
        if client.messages.count_tokens(model=model, messages=user("How many tokens?")).input_tokens < 1:
            raise AssertionError("no tokens counted")

    def status(code, kind):
        e = raises(lambda: client.messages.create(**settings, messages=user(f"[error-{code}]")), kind)
        if f"scripted {code}" not in str(e):
            raise AssertionError(f"the provider's message is gone: {e}")

    def wrong_key():
        other = client.with_options(api_key="no-such-key")
        raises(lambda: other.messages.create(**settings, messages=user("[text]")), anthropic.AuthenticationError)

    def fault(kind):
        def read():
            with client.messages.stream(**settings, messages=user(f"[{kind}]")) as s:
                return s.get_final_message()

        raises(read, Exception)

    yield "text", "whole", text
    yield "stream", "text and usage", stream
    for feature, kind in (("tools", "tools"), ("parallel tools", "parallel")):
        yield feature, "whole", lambda kind=kind: tools(kind, False)
        yield feature, "streamed", lambda kind=kind: tools(kind, True)
    yield "structured output", "parse", schema
    yield "image", "base64", image
    yield "usage", "whole", usages
    if not direct:
        yield "usage", "count_tokens", count
    yield "errors", "400", lambda: status(400, anthropic.BadRequestError)
    yield "errors", "429", lambda: status(429, anthropic.RateLimitError)
    yield "errors", "500", lambda: status(500, anthropic.InternalServerError)
    yield "errors", "wrong key", wrong_key
    for kind in FAULTS if not direct else ():
        yield "errors", f"stream: {kind}", lambda kind=kind: fault(kind)
