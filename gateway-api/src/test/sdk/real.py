"""Each Python SDK gets an answer and a stream from a real model behind the gateway.

    BASE=http://127.0.0.1:8080 KEY=… MODEL=my-model python real.py

A small model answers loosely: text and more than one piece are wanted, never what they say.
"""
import os
import sys

import anthropic
import openai
from google import genai
from google.genai import types
from langchain_openai import ChatOpenAI
from llama_index.core.llms import ChatMessage
from llama_index.llms.openai_like import OpenAILike

from cases import chunks, run

BASE, KEY, MODEL = os.environ["BASE"], os.environ["KEY"], os.environ["MODEL"]
ASK = "Write two short sentences about the sea."
MESSAGES = [{"role": "user", "content": ASK}]

client = openai.OpenAI(api_key=KEY, base_url=BASE + "/api/")
claude = anthropic.Anthropic(api_key=KEY, base_url=BASE + "/api/anthropic")
google = genai.Client(api_key=KEY, http_options=types.HttpOptions(base_url=BASE + "/api/google/gemini"))
langchain = ChatOpenAI(model=MODEL, api_key=KEY, base_url=BASE + "/api/", max_tokens=60)
llama = OpenAILike(model=MODEL, api_key=KEY, api_base=BASE + "/api/", is_chat_model=True, max_tokens=60)
brief = types.GenerateContentConfig(max_output_tokens=60)


def openai_stream():
    got = client.chat.completions.create(model=MODEL, messages=MESSAGES, max_tokens=60, stream=True)
    return [c.choices[0].delta.content for c in got if c.choices and c.choices[0].delta.content]


def responses_stream():
    got = client.responses.create(model=MODEL, input=ASK, max_output_tokens=60, stream=True)
    return [e.delta for e in got if e.type == "response.output_text.delta"]


def anthropic_stream():
    with claude.messages.stream(model=MODEL, messages=MESSAGES, max_tokens=60) as s:
        return list(s.text_stream)


def google_stream():
    got = google.models.generate_content_stream(model=MODEL, contents=ASK, config=brief)
    return [c.text for c in got if c.text]


SDKS = {
    "openai": (
        lambda: client.chat.completions.create(model=MODEL, messages=MESSAGES, max_tokens=60).choices[0].message.content,
        openai_stream,
    ),
    "openai (Responses)": (
        lambda: client.responses.create(model=MODEL, input=ASK, max_output_tokens=60).output_text,
        responses_stream,
    ),
    "anthropic": (
        lambda: claude.messages.create(model=MODEL, messages=MESSAGES, max_tokens=60).content[0].text,
        anthropic_stream,
    ),
    "google-genai": (
        lambda: google.models.generate_content(model=MODEL, contents=ASK, config=brief).text,
        google_stream,
    ),
    "langchain-openai": (
        lambda: langchain.invoke(ASK).content,
        lambda: [c.content for c in langchain.stream(ASK) if c.content],
    ),
    "llama-index-llms-openai-like": (
        lambda: llama.chat([ChatMessage(role="user", content=ASK)]).message.content,
        lambda: [c.delta for c in llama.stream_chat([ChatMessage(role="user", content=ASK)]) if c.delta],
    ),
}


def filled(text):
    if not text or not text.strip():
        raise AssertionError("an empty answer")


if __name__ == "__main__":
    failed = 0
    for name, (whole, stream) in SDKS.items():
        failed += run(
            f"{name} (Python)",
            [
                ("text", "real model", lambda whole=whole: filled(whole())),
                ("stream", "real model", lambda stream=stream: filled(chunks(stream()))),
            ],
        )
    sys.exit(1 if failed else 0)
