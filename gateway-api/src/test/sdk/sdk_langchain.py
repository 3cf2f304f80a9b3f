"""The langchain-openai package."""
import base64

import openai
from langchain_core.messages import HumanMessage, SystemMessage, ToolMessage
from langchain_core.tools import tool
from langchain_openai import ChatOpenAI
from pydantic import BaseModel

from cases import CITIES, FAULTS, PICTURE, TEXT, chunks, raises, same, usage


class City(BaseModel):
    """A city."""

    name: str
    population: int


@tool
def weather(city: str) -> str:
    """Weather in a city."""
    return f"21 degrees in {city}"


def cases(base, key, model, direct):
    address = base + ("/openai/v1" if direct else "/api/")
    chat = ChatOpenAI(model=model, api_key=key, base_url=address, max_retries=0)
    with_tools = chat.bind_tools([weather])

    def user(content):
        return [SystemMessage("Be brief."), HumanMessage(content)]

    def text():
        same(chat.invoke(user("[text]")).content, TEXT)

    def stream():
        same(chunks([c.content for c in chat.stream(user("[text]")) if c.content]), TEXT)

    def tools(kind, streamed):
        messages = user(f"[{kind}]")
        if streamed:
            answer = None
            for piece in with_tools.stream(messages):
                answer = piece if answer is None else answer + piece
        else:
            answer = with_tools.invoke(messages)
        same([c["args"]["city"] for c in answer.tool_calls], CITIES[kind], "cities")
        messages.append(answer)
        messages += [ToolMessage(weather.invoke(c["args"]), tool_call_id=c["id"]) for c in answer.tool_calls]
        same(with_tools.invoke(messages).content, "It is warm.")

    def schema():
        got = chat.with_structured_output(City, method="json_schema").invoke(user("[schema]"))
        same(got, City(name="Paris", population=2100000))

    def image():
        url = "data:image/png;base64," + base64.b64encode(PICTURE).decode()
        parts = [{"type": "text", "text": "[image]"}, {"type": "image_url", "image_url": {"url": url}}]
        same(chat.invoke(user(parts)).content, "A tiny picture.")

    def metered(answer):
        u = answer.usage_metadata
        usage(u["input_tokens"], u["input_token_details"]["cache_read"], u["output_tokens"])

    def usages_streamed():
        answer = None
        for piece in ChatOpenAI(
            model=model, api_key=key, base_url=address, max_retries=0, stream_usage=True
        ).stream(user("[text]")):
            answer = piece if answer is None else answer + piece
        metered(answer)

    def status(code, kind):
        raises(lambda: chat.invoke(user(f"[error-{code}]")), kind)

    yield "text", "invoke", text
    yield "stream", "stream", stream
    for feature, kind in (("tools", "tools"), ("parallel tools", "parallel")):
        yield feature, "invoke", lambda kind=kind: tools(kind, False)
        yield feature, "stream", lambda kind=kind: tools(kind, True)
    yield "parallel tools", "interleaved fragments", lambda: tools("interleaved", True)
    yield "structured output", "json_schema", schema
    yield "image", "base64", image
    yield "usage", "invoke", lambda: metered(chat.invoke(user("[text]")))
    yield "usage", "stream", usages_streamed
    yield "errors", "400", lambda: status(400, openai.BadRequestError)
    yield "errors", "429", lambda: status(429, openai.RateLimitError)
    yield "errors", "500", lambda: status(500, openai.InternalServerError)
    for kind in FAULTS if not direct else ():
        yield "errors", f"stream: {kind}", lambda kind=kind: raises(
            lambda: list(chat.stream(user(f"[{kind}]"))), Exception
        )
