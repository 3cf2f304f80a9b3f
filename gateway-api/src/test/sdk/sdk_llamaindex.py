"""The llama-index-llms-openai-like package; its plain OpenAI class refuses names it does not know."""
import base64

import openai
from llama_index.core.llms import ChatMessage, ImageBlock, TextBlock
from llama_index.core.tools import FunctionTool
from llama_index.llms.openai_like import OpenAILike
from pydantic import BaseModel

from cases import CITIES, FAULTS, PICTURE, TEXT, chunks, raises, same, usage


class City(BaseModel):
    """A city."""

    name: str
    population: int


def weather(city: str) -> str:
    """Weather in a city."""
    return f"21 degrees in {city}"


def cases(base, key, model, direct):
    llm = OpenAILike(
        model=model,
        api_key=key,
        api_base=base + ("/openai/v1" if direct else "/api/"),
        is_chat_model=True,
        is_function_calling_model=True,
        should_use_structured_outputs=True,
        context_window=32000,
        max_retries=0,
    )
    tool = FunctionTool.from_defaults(fn=weather)

    def user(text):
        return [ChatMessage(role="system", content="Be brief."), ChatMessage(role="user", content=text)]

    def text():
        same(llm.chat(user("[text]")).message.content, TEXT)

    def stream():
        same(chunks([c.delta for c in llm.stream_chat(user("[text]")) if c.delta]), TEXT)

    def tools(kind, streamed):
        history = user(f"[{kind}]")
        if streamed:
            *_, got = llm.stream_chat_with_tools([tool], chat_history=history, allow_parallel_tool_calls=True)
        else:
            got = llm.chat_with_tools([tool], chat_history=history, allow_parallel_tool_calls=True)
        calls = llm.get_tool_calls_from_response(got)
        same([c.tool_kwargs["city"] for c in calls], CITIES[kind], "cities")
        history.append(got.message)
        history += [
            ChatMessage(role="tool", content=weather(**c.tool_kwargs), additional_kwargs={"tool_call_id": c.tool_id})
            for c in calls
        ]
        same(llm.chat_with_tools([tool], chat_history=history).message.content, "It is warm.")

    def schema():
        got = llm.as_structured_llm(City).chat(user("[schema]")).raw
        same(got, City(name="Paris", population=2100000))

    def image():
        blocks = [TextBlock(text="[image]"), ImageBlock(image=base64.b64encode(PICTURE), image_mimetype="image/png")]
        same(llm.chat([ChatMessage(role="user", blocks=blocks)]).message.content, "A tiny picture.")

    def usages():
        u = llm.chat(user("[text]")).raw.usage
        usage(u.prompt_tokens, u.prompt_tokens_details.cached_tokens, u.completion_tokens)

    yield "text", "chat", text
    yield "stream", "stream_chat", stream
    for feature, kind in (("tools", "tools"), ("parallel tools", "parallel")):
        yield feature, "chat", lambda kind=kind: tools(kind, False)
        yield feature, "stream", lambda kind=kind: tools(kind, True)
    yield "structured output", "as_structured_llm", schema
    yield "image", "base64", image
    yield "usage", "chat", usages
    for code, kind in ((400, openai.BadRequestError), (429, openai.RateLimitError), (500, openai.InternalServerError)):
        yield "errors", str(code), lambda code=code, kind=kind: raises(
            lambda: llm.chat(user(f"[error-{code}]")), kind
        )
    for kind in FAULTS if not direct else ():
        yield "errors", f"stream: {kind}", lambda kind=kind: raises(
            lambda: list(llm.stream_chat(user(f"[{kind}]"))), Exception
        )
