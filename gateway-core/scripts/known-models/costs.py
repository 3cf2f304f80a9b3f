#!/usr/bin/env python3
"""Makes the expected costs of 200 recorded-shape usages.

    python3 -m venv venv && venv/bin/pip install genai-prices==0.2.3 && venv/bin/python costs.py > costs.json

Runs genai-prices itself, in an environment of its own: the answers' bodies are read by its extractors and
priced by its calculator. The test CostsTest lets our own readers and prices come to the same amounts.
"""

import datetime
import json
import random

import genai_prices

AT = datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.timezone.utc)
# row of our table, provider and flavour there, format, models
SHAPES = [
    ("openai", "openai", "chat", "openai-chat", ["gpt-4o", "gpt-4o-mini", "gpt-4.1", "gpt-5", "gpt-5-mini", "o3", "o4-mini", "gpt-4o-audio-preview"]),
    ("openai", "openai", "responses", "openai-responses", ["gpt-5", "gpt-5.4", "gpt-4.1-nano", "o3"]),
    ("anthropic", "anthropic", "default", "anthropic-messages", ["claude-sonnet-4-5", "claude-opus-4-1", "claude-haiku-4-5", "claude-3-5-haiku-latest", "claude-sonnet-4-0"]),
    ("gemini", "google", "default", "gemini-generate", ["gemini-2.5-pro", "gemini-2.5-flash", "gemini-2.5-flash-lite", "gemini-2.0-flash"]),
    ("mistral", "mistral", "default", "openai-chat", ["mistral-large-latest", "mistral-small-latest", "codestral-latest", "ministral-8b-latest"]),
    ("groq", "groq", "default", "openai-chat", ["llama-3.3-70b-versatile", "llama-3.1-8b-instant", "openai/gpt-oss-120b"]),
    ("xai", "x-ai", "chat", "openai-chat", ["grok-4", "grok-3", "grok-3-mini", "grok-4-fast"]),
    ("deepseek", "deepseek", "chat", "openai-chat", ["deepseek-v4-pro", "deepseek-flash"]),
    ("fireworks", "fireworks", "chat", "openai-chat", ["accounts/fireworks/models/gpt-oss-120b", "accounts/fireworks/models/kimi-k2p5"]),
    ("baseten", "baseten", "chat", "openai-chat", ["openai/gpt-oss-120b", "moonshotai/Kimi-K2.5"]),
    ("moonshot", "moonshotai", "chat", "openai-chat", ["kimi-k2.5", "kimi-k2.6", "kimi-k3"]),
    ("openrouter", "openrouter", "chat", "openai-chat", ["openai/gpt-4o-mini", "anthropic/claude-sonnet-4.5", "google/gemini-2.5-flash"]),
    ("cerebras", "cerebras", "chat", "openai-chat", ["gpt-oss-120b", "zai-glm-4.7"]),
    ("togetherai", "together", None, "openai-chat", ["openai/gpt-oss-120b", "openai/gpt-oss-20b"]),
    ("novita", "novita", None, "openai-chat", ["deepseek/deepseek-v3.2", "zai-org/glm-5"]),
]


def chat(r, row, model):
    prompt, completion = r.choice([r.randint(1, 900), r.randint(1000, 60000), r.randint(150000, 900000)]), r.randint(1, 9000)
    usage = {"prompt_tokens": prompt, "completion_tokens": completion, "total_tokens": prompt + completion}
    if row not in ("cerebras", "togetherai", "novita"):
        cached = r.choice([0, 0, prompt // 2, prompt])
        usage["prompt_tokens_details"] = {"cached_tokens": cached}
        if "audio" in model:
            usage["prompt_tokens_details"] = {"cached_tokens": 0, "audio_tokens": prompt // 3}
            usage["completion_tokens_details"] = {"audio_tokens": completion // 2, "reasoning_tokens": 0}
    if row in ("openai", "groq", "moonshot", "openrouter", "deepseek", "mistral") and "completion_tokens_details" not in usage:
        usage["completion_tokens_details"] = {"reasoning_tokens": r.choice([0, completion // 3, completion])}
    if row == "deepseek":
        usage["prompt_cache_hit_tokens"] = usage["prompt_tokens_details"]["cached_tokens"]
        usage["prompt_cache_miss_tokens"] = prompt - usage["prompt_cache_hit_tokens"]
    if row == "xai":
        # Counted beside the completion, not within.
        hidden = r.choice([0, 40, 3000])
        usage["completion_tokens_details"] = {"reasoning_tokens": hidden, "audio_tokens": 0}
        usage["total_tokens"] += hidden
    return {"id": "chatcmpl-1", "object": "chat.completion", "created": 1763800000, "model": model,
            "choices": [{"index": 0, "message": {"role": "assistant", "content": "Hello."}, "finish_reason": "stop"}], "usage": usage}


def responses(r, row, model):
    prompt, output = r.randint(1, 400000), r.randint(1, 9000)
    return {"id": "resp_1", "object": "response", "created_at": 1763800000, "status": "completed", "model": model,
            "output": [{"type": "message", "id": "msg_1", "status": "completed", "role": "assistant",
                        "content": [{"type": "output_text", "text": "Hello.", "annotations": []}]}],
            "usage": {"input_tokens": prompt, "input_tokens_details": {"cached_tokens": r.choice([0, prompt // 4])},
                      "output_tokens": output, "output_tokens_details": {"reasoning_tokens": r.choice([0, output // 2])},
                      "total_tokens": prompt + output}}


def messages(r, row, model):
    prompt, output = r.choice([r.randint(1, 5000), r.randint(210000, 400000)]), r.randint(1, 9000)
    return {"id": "msg_1", "type": "message", "role": "assistant", "model": model, "content": [{"type": "text", "text": "Hello."}],
            "stop_reason": "end_turn", "stop_sequence": None,
            "usage": {"input_tokens": prompt, "output_tokens": output, "cache_creation_input_tokens": r.choice([0, 0, 2048, 12000]),
                      "cache_read_input_tokens": r.choice([0, 1024, 50000])}}


def generate(r, row, model):
    prompt, output, thoughts = r.choice([r.randint(1, 9000), r.randint(200001, 600000)]), r.randint(1, 6000), r.choice([0, 700])
    usage = {"promptTokenCount": prompt, "candidatesTokenCount": output, "totalTokenCount": prompt + output + thoughts,
             "promptTokensDetails": [{"modality": "TEXT", "tokenCount": prompt}]}
    if thoughts:
        usage["thoughtsTokenCount"] = thoughts
    if r.random() < 0.4:
        usage["cachedContentTokenCount"] = prompt // 2
        usage["cacheTokensDetails"] = [{"modality": "TEXT", "tokenCount": prompt // 2}]
    return {"candidates": [{"index": 0, "content": {"role": "model", "parts": [{"text": "Hello."}]}, "finishReason": "STOP"}],
            "usageMetadata": usage, "modelVersion": model, "responseId": "r1"}


WRITE = {"openai-chat": chat, "openai-responses": responses, "anthropic-messages": messages, "gemini-generate": generate}


def main():
    r, cases = random.Random(20261122), []
    choices = [(shape, model) for shape in SHAPES for model in shape[4]]
    turn = 0
    while len(cases) < 200:
        (row, provider, flavour, form, _), model = choices[turn % len(choices)]
        turn += 1
        body = WRITE[form](r, row, model)
        at = AT - datetime.timedelta(days=r.choice([0, 0, 30, 200, 500]), hours=r.randint(0, 23))
        try:
            if flavour is None:
                usage = genai_prices.Usage(input_tokens=body["usage"]["prompt_tokens"], output_tokens=body["usage"]["completion_tokens"])
                price = genai_prices.calc_price(usage, model_ref=model, provider_id=provider, genai_request_timestamp=at)
            else:
                price = genai_prices.extract_usage(body, provider_id=provider, api_flavor=flavour).calc_price(genai_request_timestamp=at)
        except LookupError:
            if turn > 2000:
                raise
            continue
        except (ValueError, AttributeError):
            if turn > 2000:
                raise
            continue
        cases.append({"provider": row, "model": model, "format": form, "at": at.isoformat().replace("+00:00", "Z"), "body": body,
                      "usd": format(price.total_price, "f")})
    print(json.dumps({"made_by": "genai-prices 0.2.3", "cases": cases}, indent=None, separators=(",", ":")).replace('{"provider"', '\n{"provider"'))


if __name__ == "__main__":
    main()
