"""The four wire forms of the fake provider; one object per request: read it, then write the answer."""
import base64
import json

from fake_plan import CACHED_TOKENS, COMPLETION_TOKENS, PROMPT_TOKENS, Refusal, Seen

PLAIN_TOKENS = PROMPT_TOKENS - CACHED_TOKENS


def data(value, event=None):
    return (f"event: {event}\n" if event else "") + f"data: {json.dumps(value)}\n\n"


def picture(url):
    if not url.startswith("data:image/png;base64,"):
        raise Refusal(400, "the picture is not a data URL")
    return base64.b64decode(url.split(",", 1)[1])


def texts(content):
    """The text of a string, or of a list of parts."""
    if isinstance(content, str):
        return content
    return "".join(p.get("text", "") for p in content or [])


def halves(text):
    return text[: len(text) // 2], text[len(text) // 2 :]


def fragment(index, text):
    """A piece of a call's arguments, without the call's id, as OpenAI streams them."""
    return {"tool_calls": [{"index": index, "function": {"arguments": text}}]}


class OpenAiChat:
    path = r"/openai/v1/chat/completions"
    fault_after = 3

    def authorized(self, headers, key):
        return headers.get("authorization") == f"Bearer {key}"

    def read(self, body, path):
        seen = Seen(stream=body.get("stream", False))
        for message in body["messages"]:
            if message["role"] == "user":
                seen.text, seen.results = texts(message["content"]), []
                if isinstance(message["content"], list):
                    seen.images += [
                        picture(p["image_url"]["url"]) for p in message["content"] if p["type"] == "image_url"
                    ]
            elif message["role"] == "tool":
                seen.results.append(texts(message["content"]))
        for tool in body.get("tools") or []:
            seen.tools[tool["function"]["name"]] = tool["function"].get("parameters", {})
        form = body.get("response_format") or {}
        if form.get("type") == "json_schema":
            seen.schema = form["json_schema"]["schema"]
        if body.get("tool_choice") == "required" and len(seen.tools) == 1:
            seen.forced = list(seen.tools)[0]
        self.usage_asked = (body.get("stream_options") or {}).get("include_usage", False)
        return seen

    def usage(self):
        return {
            "prompt_tokens": PROMPT_TOKENS,
            "completion_tokens": COMPLETION_TOKENS,
            "total_tokens": PROMPT_TOKENS + COMPLETION_TOKENS,
            "prompt_tokens_details": {"cached_tokens": CACHED_TOKENS},
        }

    def head(self, kind):
        return {"id": "chatcmpl-fake", "object": kind, "created": 1700000000, "model": "fake-model"}

    def buffered(self, answer):
        message = {"role": "assistant", "content": "".join(answer.words) or None}
        if answer.calls:
            message["tool_calls"] = [
                {"id": i, "type": "function", "function": {"name": n, "arguments": a}} for i, n, a in answer.calls
            ]
        finish = "tool_calls" if answer.calls else "stop"
        choice = {"index": 0, "message": message, "finish_reason": finish}
        return {**self.head("chat.completion"), "choices": [choice], "usage": self.usage()}

    def events(self, answer):
        def chunk(delta, finish=None):
            choice = {"index": 0, "delta": delta, "finish_reason": finish}
            return data({**self.head("chat.completion.chunk"), "choices": [choice]})

        out = [chunk({"role": "assistant", "content": ""})]
        # Some servers send an empty list beside content; it means absent.
        out += [chunk({"content": w, "tool_calls": []}) for w in answer.words]
        for k, (i, n, _) in enumerate(answer.calls):
            start = {"index": k, "id": i, "type": "function", "function": {"name": n, "arguments": ""}}
            out.append(chunk({"tool_calls": [start]}))
            if not answer.interleaved:
                out += [chunk(fragment(k, half)) for half in halves(answer.calls[k][2])]
        if answer.interleaved:
            for half in (0, 1):
                out += [chunk(fragment(k, halves(a)[half])) for k, (_, _, a) in enumerate(answer.calls)]
        out.append(chunk({}, "tool_calls" if answer.calls else "stop"))
        if self.usage_asked:
            out.append(data({**self.head("chat.completion.chunk"), "choices": [], "usage": self.usage()}))
        return out + ["data: [DONE]\n\n"]

    def error(self, status, message):
        return {"error": {"message": message, "type": "scripted", "param": None, "code": f"code_{status}"}}

    def error_event(self, message):
        return data(self.error(503, message))


class OpenAiResponses:
    path = r"/openai/v1/responses"
    fault_after = 5
    authorized = OpenAiChat.authorized
    error = OpenAiChat.error

    def read(self, body, path):
        seen = Seen(stream=body.get("stream", False))
        items = body["input"]
        if isinstance(items, str):
            items = [{"role": "user", "content": items}]
        for item in items:
            if item.get("type") == "function_call_output":
                seen.results.append(texts(item["output"]))
            elif item.get("role") == "user":
                seen.text, seen.results = texts(item["content"]), []
                if isinstance(item["content"], list):
                    seen.images += [picture(p["image_url"]) for p in item["content"] if p["type"] == "input_image"]
        for tool in body.get("tools") or []:
            seen.tools[tool["name"]] = tool.get("parameters", {})
        form = (body.get("text") or {}).get("format") or {}
        if form.get("type") == "json_schema":
            seen.schema = form["schema"]
        if body.get("tool_choice") == "required" and len(seen.tools) == 1:
            seen.forced = list(seen.tools)[0]
        return seen

    def items(self, answer, status="completed"):
        out = []
        if answer.words:
            part = {"type": "output_text", "text": "".join(answer.words), "annotations": []}
            out.append(
                {"type": "message", "id": "msg_1", "role": "assistant", "status": status, "content": [part]}
            )
        for i, n, a in answer.calls:
            out.append(
                {"type": "function_call", "id": f"fc_{i}", "call_id": i, "name": n, "arguments": a, "status": status}
            )
        return out

    def response(self, status, output, usage=None):
        return {
            "id": "resp_fake",
            "object": "response",
            "created_at": 1700000000,
            "status": status,
            "model": "fake-model",
            "output": output,
            "parallel_tool_calls": True,
            "tool_choice": "auto",
            "tools": [],
            "error": None,
            "incomplete_details": None,
            "usage": usage,
        }

    def buffered(self, answer):
        usage = {
            "input_tokens": PROMPT_TOKENS,
            "input_tokens_details": {"cached_tokens": CACHED_TOKENS},
            "output_tokens": COMPLETION_TOKENS,
            "output_tokens_details": {"reasoning_tokens": 0},
            "total_tokens": PROMPT_TOKENS + COMPLETION_TOKENS,
        }
        return self.response("completed", self.items(answer), usage)

    def events(self, answer):
        out, number = [], 0

        def emit(kind, **fields):
            nonlocal number
            out.append(data({"type": kind, "sequence_number": number, **fields}, kind))
            number += 1

        emit("response.created", response=self.response("in_progress", []))
        emit("response.in_progress", response=self.response("in_progress", []))
        for at, item in enumerate(self.items(answer)):
            if item["type"] == "message":
                self.message_events(emit, at, item, answer.words)
            else:
                start = {**item, "arguments": "", "status": "in_progress"}
                emit("response.output_item.added", output_index=at, item=start)
                place = {"item_id": item["id"], "output_index": at}
                for half in halves(item["arguments"]):
                    emit("response.function_call_arguments.delta", **place, delta=half)
                emit("response.function_call_arguments.done", **place, arguments=item["arguments"])
            emit("response.output_item.done", output_index=at, item=item)
        emit("response.completed", response=self.buffered(answer))
        return out

    def message_events(self, emit, at, item, words):
        place = {"item_id": item["id"], "output_index": at, "content_index": 0}
        empty = {"type": "output_text", "text": "", "annotations": []}
        emit("response.output_item.added", output_index=at, item={**item, "content": [], "status": "in_progress"})
        emit("response.content_part.added", **place, part=empty)
        for word in words:
            emit("response.output_text.delta", **place, delta=word, logprobs=[])
        emit("response.output_text.done", **place, text="".join(words), logprobs=[])
        emit("response.content_part.done", **place, part=item["content"][0])

    def error_event(self, message):
        return data({"type": "error", "code": "server_error", "message": message, "param": None}, "error")


class AnthropicMessages:
    path = r"/anthropic/v1/messages"
    fault_after = 4

    def authorized(self, headers, key):
        named = headers.get("x-api-key") or (headers.get("authorization") or "").removeprefix("Bearer ")
        return named == key and headers.get("anthropic-version")

    def read(self, body, path):
        if not isinstance(body.get("max_tokens"), int):
            raise Refusal(400, "max_tokens: Field required")
        seen = Seen(stream=body.get("stream", False))
        roles = [m["role"] for m in body["messages"]]
        if any(r not in ("user", "assistant") for r in roles):
            raise Refusal(400, f"roles are {roles}")
        for message in body["messages"]:
            parts = message["content"]
            if isinstance(parts, str):
                parts = [{"type": "text", "text": parts}]
            if message["role"] == "user":
                seen.results = [texts(p["content"]) for p in parts if p["type"] == "tool_result"]
                seen.text = "".join(p["text"] for p in parts if p["type"] == "text") or seen.text
                for part in parts:
                    if part["type"] == "image":
                        seen.images.append(base64.b64decode(part["source"]["data"]))
        for tool in body.get("tools") or []:
            seen.tools[tool["name"]] = tool["input_schema"]
        form = (body.get("output_config") or {}).get("format") or body.get("output_format") or {}
        if form.get("type") == "json_schema":
            seen.schema = form["schema"]
        choice = body.get("tool_choice") or {}
        forced = choice.get("name") or (list(seen.tools)[0] if choice.get("type") == "any" else None)
        if "[schema]" in seen.text and seen.schema is None and forced:
            seen.schema, self.schema_tool = seen.tools[forced], forced
        else:
            self.schema_tool = None
        return seen

    def usage(self):
        return {
            "input_tokens": PLAIN_TOKENS,
            "cache_read_input_tokens": CACHED_TOKENS,
            "cache_creation_input_tokens": 0,
            "output_tokens": COMPLETION_TOKENS,
        }

    def blocks(self, answer):
        if self.schema_tool:  # structured output by a forced tool, as some clients do it
            words = json.loads("".join(answer.words))
            return [{"type": "tool_use", "id": "toolu_schema", "name": self.schema_tool, "input": words}]
        out = [{"type": "text", "text": "".join(answer.words)}] if answer.words else []
        return out + [
            {"type": "tool_use", "id": f"toolu_{i}", "name": n, "input": json.loads(a)} for i, n, a in answer.calls
        ]

    def message(self, content, stop):
        return {
            "id": "msg_fake",
            "type": "message",
            "role": "assistant",
            "model": "fake-model",
            "content": content,
            "stop_reason": stop,
            "stop_sequence": None,
            "usage": self.usage(),
        }

    def buffered(self, answer):
        blocks = self.blocks(answer)
        return self.message(blocks, "tool_use" if blocks[-1]["type"] == "tool_use" else "end_turn")

    def events(self, answer):
        begun = self.message([], None)
        begun["usage"] = {**self.usage(), "output_tokens": 1}
        out = [data({"type": "message_start", "message": begun}, "message_start")]
        out.append(data({"type": "ping"}, "ping"))
        blocks = self.blocks(answer)
        for at, block in enumerate(blocks):
            if block["type"] == "text":
                start, deltas = {"type": "text", "text": ""}, [
                    {"type": "text_delta", "text": w} for w in answer.words
                ]
            else:
                start = {**block, "input": {}}
                deltas = [
                    {"type": "input_json_delta", "partial_json": half} for half in ("", *halves(json.dumps(block["input"])))
                ]
            out.append(
                data({"type": "content_block_start", "index": at, "content_block": start}, "content_block_start")
            )
            for delta in deltas:
                out.append(data({"type": "content_block_delta", "index": at, "delta": delta}, "content_block_delta"))
            out.append(data({"type": "content_block_stop", "index": at}, "content_block_stop"))
        stop = "tool_use" if blocks[-1]["type"] == "tool_use" else "end_turn"
        ended = {"type": "message_delta", "delta": {"stop_reason": stop, "stop_sequence": None}}
        out.append(data({**ended, "usage": {"output_tokens": COMPLETION_TOKENS}}, "message_delta"))
        return out + [data({"type": "message_stop"}, "message_stop")]

    def error(self, status, message):
        kind = {400: "invalid_request_error", 401: "authentication_error", 429: "rate_limit_error"}
        return {"type": "error", "error": {"type": kind.get(status, "api_error"), "message": message}}

    def error_event(self, message):
        return data({"type": "error", "error": {"type": "overloaded_error", "message": message}}, "error")


class Gemini:
    path = r"/gemini/v1(beta)?/models/[^:]+:(generateContent|streamGenerateContent)"
    fault_after = 2

    def authorized(self, headers, key):
        return headers.get("x-goog-api-key") == key

    def read(self, body, path):
        seen = Seen(stream=path.endswith(":streamGenerateContent"))
        for content in body["contents"]:
            if content.get("role", "user") not in ("user", "model"):
                raise Refusal(400, f"role is {content['role']}")
            if content.get("role", "user") == "model":
                seen.results = []
                continue
            for part in content["parts"]:
                if "functionResponse" in part:
                    seen.results.append(json.dumps(part["functionResponse"]["response"]))
                if "text" in part:
                    seen.text = part["text"]
                inline = part.get("inlineData") or part.get("inline_data")
                if inline:
                    # This vendor takes both alphabets of base64, and its SDK sends the URL-safe one.
                    seen.images.append(base64.b64decode(inline["data"].replace("-", "+").replace("_", "/")))
        for tool in body.get("tools") or []:
            for f in tool.get("functionDeclarations") or tool.get("function_declarations") or []:
                schema = f.get("parametersJsonSchema") or f.get("parameters_json_schema") or f.get("parameters")
                seen.tools[f["name"]] = schema or {}
        config = body.get("generationConfig") or {}
        seen.schema = (
            config.get("responseJsonSchema") or config.get("response_json_schema") or config.get("responseSchema")
        )
        calling = (body.get("toolConfig") or {}).get("functionCallingConfig") or {}
        if calling.get("mode") == "ANY" and len(seen.tools) == 1:
            seen.forced = list(seen.tools)[0]
        return seen

    def usage(self):
        return {
            "promptTokenCount": PROMPT_TOKENS,
            "cachedContentTokenCount": CACHED_TOKENS,
            "candidatesTokenCount": COMPLETION_TOKENS,
            "totalTokenCount": PROMPT_TOKENS + COMPLETION_TOKENS,
        }

    def piece(self, parts, finish=None, usage=False):
        candidate = {"index": 0, "content": {"role": "model", "parts": parts}}
        if finish:
            candidate["finishReason"] = finish
        out = {"candidates": [candidate], "modelVersion": "fake-model", "responseId": "resp-fake"}
        return {**out, "usageMetadata": self.usage()} if usage else out

    def calls(self, answer):
        return [{"functionCall": {"name": n, "args": json.loads(a)}} for _, n, a in answer.calls]

    def buffered(self, answer):
        parts = [{"text": "".join(answer.words)}] if answer.words else []
        return self.piece(parts + self.calls(answer), "STOP", usage=True)

    def events(self, answer):
        out = [data(self.piece([{"text": w}])) for w in answer.words]
        if answer.calls:
            out.append(data(self.piece(self.calls(answer))))
        return out + [data(self.piece([{"text": ""}], "STOP", usage=True))]

    def error(self, status, message):
        return {"error": {"code": status, "message": message, "status": "SCRIPTED"}}

    def error_event(self, message):
        return data(self.error(503, message))


FORMS = (OpenAiChat, OpenAiResponses, AnthropicMessages, Gemini)
