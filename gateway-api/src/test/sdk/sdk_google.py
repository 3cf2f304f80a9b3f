"""The google-genai package, generateContent."""
from google import genai
from google.genai import errors, types
from pydantic import BaseModel

from cases import CITIES, FAULTS, PICTURE, TEXT, WEATHER_SCHEMA, chunks, raises, same, usage

PLAIN = {k: v for k, v in WEATHER_SCHEMA.items() if k != "additionalProperties"}


class City(BaseModel):
    name: str
    population: int


def cases(base, key, model, direct):
    address = base + ("/gemini" if direct else "/api/google/gemini")
    client = genai.Client(api_key=key, http_options=types.HttpOptions(base_url=address))
    declared = types.FunctionDeclaration(name="weather", description="Weather", parameters_json_schema=PLAIN)
    manual = types.AutomaticFunctionCallingConfig(disable=True)
    with_tools = types.GenerateContentConfig(
        tools=[types.Tool(function_declarations=[declared])], automatic_function_calling=manual
    )
    brief = types.GenerateContentConfig(system_instruction="Be brief.")

    def ask(contents, config=brief):
        return client.models.generate_content(model=model, contents=contents, config=config)

    def streamed(contents, config=brief):
        return list(client.models.generate_content_stream(model=model, contents=contents, config=config))

    def text():
        got = ask("[text]")
        same((got.text, got.candidates[0].finish_reason.name), (TEXT, "STOP"))

    def stream():
        got = streamed("[text]")
        same(chunks([c.text for c in got if c.text]), TEXT)
        same([c.candidates[0].finish_reason.name for c in got if c.candidates[0].finish_reason], ["STOP"])

    def tools(kind, stream):
        contents = [types.Content(role="user", parts=[types.Part(text=f"[{kind}]")])]
        if stream:
            parts = [
                p for c in streamed(contents, with_tools) for p in c.candidates[0].content.parts or [] if p.function_call
            ]
        else:
            parts = [p for p in ask(contents, with_tools).candidates[0].content.parts if p.function_call]
        same([p.function_call.args["city"] for p in parts], CITIES[kind], "cities")
        contents.append(types.Content(role="model", parts=parts))
        results = [
            types.Part.from_function_response(name="weather", response={"result": f"21 degrees in {city}"})
            for city in CITIES[kind]
        ]
        contents.append(types.Content(role="user", parts=results))
        same(ask(contents, with_tools).text, "It is warm.")

    def schema():
        config = types.GenerateContentConfig(response_mime_type="application/json", response_schema=City)
        same(ask("[schema]", config).parsed, City(name="Paris", population=2100000))

    def image():
        got = ask([types.Part(text="[image]"), types.Part.from_bytes(data=PICTURE, mime_type="image/png")])
        same(got.text, "A tiny picture.")

    def metered(u):
        usage(u.prompt_token_count, u.cached_content_token_count, u.candidates_token_count)

    def status(code, kind):
        e = raises(lambda: ask(f"[error-{code}]"), kind)
        same(e.code, code, "code")
        if f"scripted {code}" not in str(e):
            raise AssertionError(f"the provider's message is gone: {e}")

    def wrong_key():
        other = genai.Client(api_key="no-such-key", http_options=types.HttpOptions(base_url=address))
        e = raises(lambda: other.models.generate_content(model=model, contents="[text]"), errors.ClientError)
        same(e.code, 401, "code")

    yield "text", "whole", text
    yield "stream", "text", stream
    for feature, kind in (("tools", "tools"), ("parallel tools", "parallel")):
        yield feature, "whole", lambda kind=kind: tools(kind, False)
        yield feature, "streamed", lambda kind=kind: tools(kind, True)
    yield "structured output", "response_schema", schema
    yield "image", "inline", image
    yield "usage", "whole", lambda: metered(ask("[text]").usage_metadata)
    yield "usage", "streamed", lambda: metered(streamed("[text]")[-1].usage_metadata)
    yield "errors", "400", lambda: status(400, errors.ClientError)
    yield "errors", "429", lambda: status(429, errors.ClientError)
    yield "errors", "500", lambda: status(500, errors.ServerError)
    yield "errors", "wrong key", wrong_key
    for kind in FAULTS if not direct else ():
        yield "errors", f"stream: {kind}", lambda kind=kind: raises(lambda: streamed(f"[{kind}]"), Exception)
