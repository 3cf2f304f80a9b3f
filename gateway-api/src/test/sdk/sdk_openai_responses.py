"""The openai package, Responses."""
import base64
import json

import openai

from cases import CITIES, FAULTS, PICTURE, TEXT, WEATHER_SCHEMA, chunks, raises, same, usage
from sdk_openai import City

TOOLS = [{"type": "function", "name": "weather", "description": "Weather", "parameters": WEATHER_SCHEMA, "strict": True}]


def cases(base, key, model, direct):
    client = openai.OpenAI(api_key=key, base_url=base + ("/openai/v1" if direct else "/api/"), max_retries=0)
    make = client.responses.create

    def text():
        got = make(model=model, input="[text]", instructions="Be brief.")
        same((got.output_text, got.status), (TEXT, "completed"))

    def stream():
        pieces, final = [], None
        for event in make(model=model, input="[text]", stream=True):
            if event.type == "response.output_text.delta":
                pieces.append(event.delta)
            if event.type == "response.completed":
                final = event.response
        same(chunks(pieces), TEXT)
        same(final.output_text, TEXT, "completed response")
        usage(final.usage.input_tokens, final.usage.input_tokens_details.cached_tokens, final.usage.output_tokens)

    def tools(kind, streamed):
        history = [{"role": "user", "content": f"[{kind}]"}]
        if streamed:
            with client.responses.stream(model=model, input=history, tools=TOOLS) as s:
                s.until_done()
                output = s.get_final_response().output
        else:
            output = make(model=model, input=history, tools=TOOLS).output
        calls = [o for o in output if o.type == "function_call"]
        same([json.loads(c.arguments)["city"] for c in calls], CITIES[kind], "cities")
        for call, city in zip(calls, CITIES[kind]):
            history.append(
                {"type": "function_call", "call_id": call.call_id, "name": "weather", "arguments": call.arguments}
            )
        for call, city in zip(calls, CITIES[kind]):
            result = f"21 degrees in {city}"
            history.append({"type": "function_call_output", "call_id": call.call_id, "output": result})
        same(make(model=model, input=history, tools=TOOLS).output_text, "It is warm.")

    def schema():
        got = client.responses.parse(model=model, input="[schema]", text_format=City)
        same(got.output_parsed, City(name="Paris", population=2100000))

    def image():
        url = "data:image/png;base64," + base64.b64encode(PICTURE).decode()
        parts = [{"type": "input_text", "text": "[image]"}, {"type": "input_image", "image_url": url, "detail": "auto"}]
        same(make(model=model, input=[{"role": "user", "content": parts}]).output_text, "A tiny picture.")

    def usages():
        u = make(model=model, input="[text]").usage
        usage(u.input_tokens, u.input_tokens_details.cached_tokens, u.output_tokens)

    def status(code, kind):
        e = raises(lambda: make(model=model, input=f"[error-{code}]"), kind)
        if f"scripted {code}" not in str(e):
            raise AssertionError(f"the provider's message is gone: {e}")

    def fault(kind):
        """Raising, or a response.failed that the SDK hands over, is an honest end."""

        def read():
            events = [e.type for e in make(model=model, input=f"[{kind}]", stream=True)]
            if events and events[-1] in ("response.failed", "error"):
                raise RuntimeError("the stream ended as failed")
            return events

        raises(read, Exception)

    yield "text", "whole", text
    yield "stream", "text", stream
    for feature, kind in (("tools", "tools"), ("parallel tools", "parallel")):
        yield feature, "whole", lambda kind=kind: tools(kind, False)
        yield feature, "streamed", lambda kind=kind: tools(kind, True)
    yield "structured output", "parse", schema
    yield "image", "base64", image
    yield "usage", "whole", usages
    yield "errors", "400", lambda: status(400, openai.BadRequestError)
    yield "errors", "429", lambda: status(429, openai.RateLimitError)
    yield "errors", "500", lambda: status(500, openai.InternalServerError)
    for kind in FAULTS if not direct else ():
        yield "errors", f"stream: {kind}", lambda kind=kind: fault(kind)
