"""Runs the Python SDKs through the gateway and prints one JSON line per case.

    BASE=http://127.0.0.1:8080 KEY=… MODEL=fake-chat python clients.py openai anthropic …

`DIRECT=openai-chat` (or another format) drives the fake provider itself, without a gateway, by the
SDK of that vendor: it shows that the fake is right. BASE is then the fake's own address.
"""
import os
import sys

import sdk_anthropic
import sdk_google
import sdk_langchain
import sdk_llamaindex
import sdk_openai
import sdk_openai_responses
from cases import run

SDKS = {
    "openai": sdk_openai,
    "openai (Responses)": sdk_openai_responses,
    "anthropic": sdk_anthropic,
    "google-genai": sdk_google,
    "langchain-openai": sdk_langchain,
    "llama-index-llms-openai-like": sdk_llamaindex,
}

if __name__ == "__main__":
    target = {k.lower(): os.environ.get(k, "") for k in ("BASE", "KEY", "MODEL", "DIRECT")}
    failed = 0
    for name in sys.argv[1:] or SDKS:
        failed += run(f"{name} (Python)", SDKS[name].cases(**target))
    sys.exit(1 if failed else 0)
