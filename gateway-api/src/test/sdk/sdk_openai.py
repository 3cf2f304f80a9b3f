"""The openai package, Chat Completions."""
import base64
import json

import openai
from pydantic import BaseModel

from cases import CITIES, FAULTS, PICTURE, TEXT, WEATHER_SCHEMA, chunks, raises, same, usage

TOOLS = [{"type": "function", "function": {"name": "weather", "description": "Weather", "parameters": WEATHER_SCHEMA}}]


class City(BaseModel):
    name: str
    population: int


def cases(base, key, model, direct):
    client = openai.OpenAI(api_key=key, base_url=base + ("/openai/v1" if direct else "/api/"), max_retries=0)
    chat = client.chat.completions

    def user(text):
        return [{"role": "system", "content": "Be brief."}, {"role": "user", "content": text}]

    def text():
        same(chat.create(model=model, messages=user("[text]")).choices[0].message.content, TEXT)

    def stream():
        got = list(chat.create(model=model, messages=user("[text]"), stream=True))
        same(chunks([c.choices[0].delta.content for c in got if c.choices and c.choices[0].delta.content]), TEXT)
        same([c.choices[0].finish_reason for c in got if c.choices and c.choices[0].finish_reason], ["stop"])

    def tools(kind, streamed):
        messages = user(f"[{kind}]")
        if streamed:
            with chat.stream(model=model, messages=messages, tools=TOOLS) as s:
                s.until_done()
                answer = s.get_final_completion().choices[0]
        else:
            answer = chat.create(model=model, messages=messages, tools=TOOLS).choices[0]
        same(answer.finish_reason, "tool_calls", "finish reason")
        calls = answer.message.tool_calls
        same([json.loads(c.function.arguments)["city"] for c in calls], CITIES[kind], "cities")
        messages.append(
            {
                "role": "assistant",
                "tool_calls": [
                    {"id": c.id, "type": "function", "function": {"name": "weather", "arguments": c.function.arguments}}
                    for c in calls
                ],
            }
        )
        messages += [
            {"role": "tool", "tool_call_id": c.id, "content": f"21 degrees in {city}"}
            for c, city in zip(calls, CITIES[kind])
        ]
        same(chat.create(model=model, messages=messages, tools=TOOLS).choices[0].message.content, "It is warm.")

    def schema():
        got = chat.parse(model=model, messages=user("[schema]"), response_format=City)
        same(got.choices[0].message.parsed, City(name="Paris", population=2100000))

    def image():
        url = "data:image/png;base64," + base64.b64encode(PICTURE).decode()
        parts = [{"type": "text", "text": "[image]"}, {"type": "image_url", "image_url": {"url": url}}]
        same(chat.create(model=model, messages=user(parts)).choices[0].message.content, "A tiny picture.")

    def usages():
        u = chat.create(model=model, messages=user("[text]")).usage
        usage(u.prompt_tokens, u.prompt_tokens_details.cached_tokens, u.completion_tokens)

    def usages_streamed():
        got = list(
            chat.create(model=model, messages=user("[text]"), stream=True, stream_options={"include_usage": True})
        )
        u = got[-1].usage
        usage(u.prompt_tokens, u.prompt_tokens_details.cached_tokens, u.completion_tokens)

    def status(code, kind):
        e = raises(lambda: chat.create(model=model, messages=user(f"[error-{code}]")), kind)
        if f"scripted {code}" not in str(e):
            raise AssertionError(f"the provider's message is gone: {e}")
        if code == 429:
            same(e.response.headers["retry-after"], "7", "retry-after")

    def wrong_key():
        other = client.with_options(api_key="no-such-key")
        raises(lambda: other.chat.completions.create(model=model, messages=user("[text]")), openai.AuthenticationError)

    def fault(kind):
        raises(lambda: list(chat.create(model=model, messages=user(f"[{kind}]"), stream=True)), openai.OpenAIError, Exception)

    yield "text", "whole", text
    yield "stream", "text", stream
    for feature, kind in (("tools", "tools"), ("parallel tools", "parallel")):
        yield feature, "whole", lambda kind=kind: tools(kind, False)
        yield feature, "streamed", lambda kind=kind: tools(kind, True)
    yield "parallel tools", "interleaved fragments", lambda: tools("interleaved", True)
    yield "structured output", "parse", schema
    yield "image", "base64", image
    yield "usage", "whole", usages
    yield "usage", "streamed", usages_streamed
    yield "errors", "400", lambda: status(400, openai.BadRequestError)
    yield "errors", "429", lambda: status(429, openai.RateLimitError)
    yield "errors", "500", lambda: status(500, openai.InternalServerError)
    yield "errors", "wrong key", wrong_key
    # No SDK can see a clean early end or a web page by itself: only the gateway's own end shows it.
    for kind in FAULTS if not direct else ():
        yield "errors", f"stream: {kind}", lambda kind=kind: fault(kind)
