"""OpenTelemetry's own SDK with nothing set but OTEL_EXPORTER_OTLP_*: protobuf, plain and gzip, both base addresses."""
import os
import subprocess
import sys
import uuid

import requests

from checks import BASE, KEY, check, eventually

HEADERS = {"Authorization": f"Bearer {KEY}"}

PROGRAM = """
from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
provider = TracerProvider()
provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
tracer = provider.get_tracer("stock-tracer")
with tracer.start_as_current_span("stock pipeline") as root:
    with tracer.start_as_current_span("chat my-model") as chat:
        chat.set_attribute("gen_ai.operation.name", "chat")
        chat.set_attribute("gen_ai.request.model", "my-model")
        chat.set_attribute("gen_ai.usage.input_tokens", 9)
        chat.set_attribute("gen_ai.usage.output_tokens", 6)
        chat.record_exception(ValueError("odd"))
provider.shutdown()
print(format(root.get_span_context().trace_id, "032x"))
"""


def run(**settings):
    environment = {
        "PATH": os.environ["PATH"],
        "OTEL_EXPORTER_OTLP_HEADERS": f"Authorization=Bearer%20{KEY}",
        "OTEL_SERVICE_NAME": f"stock-{uuid.uuid4().hex[:6]}",
        **settings,
    }
    done = subprocess.run([sys.executable, "-c", PROGRAM], env=environment, capture_output=True, text=True, timeout=120)
    check(f"exports without complaint ({settings})", done.returncode == 0 and done.stderr == "", done.stderr)
    return done.stdout.strip(), environment["OTEL_SERVICE_NAME"]


def whole(trace):
    found = requests.get(f"{BASE}/api/traces/{trace}/", headers=HEADERS).json()
    return found if found.get("span_count") == 2 else None


for settings in [
    {"OTEL_EXPORTER_OTLP_ENDPOINT": f"{BASE}/api"},
    {"OTEL_EXPORTER_OTLP_ENDPOINT": BASE},
    {"OTEL_EXPORTER_OTLP_ENDPOINT": f"{BASE}/api", "OTEL_EXPORTER_OTLP_COMPRESSION": "gzip"},
    {"OTEL_EXPORTER_OTLP_TRACES_ENDPOINT": f"{BASE}/api/public/otel/v1/traces"},
]:
    trace, service = run(**settings)
    found = eventually(lambda: whole(trace))
    check("arrives as a tree", found is not None and found["name"] == "stock pipeline" and len(found["span_tree"]) == 1, found)
    chat = found["span_tree"][0]["children"][0]
    check("knows the call", (chat["log_type"], chat["model"], chat["prompt_tokens"], chat["completion_tokens"]) == ("chat", "my-model", 9, 6), chat)
    check("tells the exception and the service", chat["error_message"] == "ValueError: odd" and chat["metadata"]["service.name"] == service, chat)

wrong = requests.post(f"{BASE}/api/v2/traces", headers={**HEADERS, "Content-Type": "application/x-protobuf"}, data=b"\x0a\xff")
check("refuses broken protobuf in protobuf", wrong.status_code == 400 and wrong.headers["Content-Type"] == "application/x-protobuf", wrong.content)
nobody = requests.post(f"{BASE}/api/v1/traces", headers={"Content-Type": "application/x-protobuf"}, data=b"")
check("asks for a key", nobody.status_code == 401, nobody.text)
basic = requests.post(f"{BASE}/api/public/otel/v1/traces", auth=("pk-lf-any", KEY), headers={"Content-Type": "application/x-protobuf"}, data=b"")
check("takes the key as a password", basic.status_code == 200 and basic.content == b"", basic.text)
