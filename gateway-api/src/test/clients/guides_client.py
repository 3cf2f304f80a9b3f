"""Runs the code of the migration guides with the packages they name, and looks for what must have arrived.

A block of docs/migrate that says `guide` runs in an environment of requirements-guides.txt, one that says
`guide-langfuse2` in one of Langfuse's last version before OpenTelemetry.
"""
import http.server
import json
import os
import pathlib
import re
import subprocess
import threading

import requests

from checks import BASE, FAKE, KEY, check, eventually

HERE = pathlib.Path(__file__).resolve().parent
GUIDES = HERE.parents[3] / "docs/migrate"
HOME = pathlib.Path(os.environ["CLIENT_HOME"])
OURS = {"Authorization": f"Bearer {KEY}"}
FENCE = re.compile(r"^```python (guide\S*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def environment(name, *install):
    """The Python of a virtual environment of its own."""
    folder = HOME / name
    python, done = folder / "bin/python", folder / "installed"
    wanted = (HERE / install[-1]).read_text() if install[0] == "-r" else install[0]
    if not done.exists() or done.read_text() != wanted:
        subprocess.run(["python3", "-m", "venv", "--clear", folder], check=True)
        pip = [python, "-m", "pip", "-q", "--disable-pip-version-check", "install"]
        subprocess.run([*pip, *install], check=True)
        done.write_text(wanted)
    return python


PYTHONS = {
    "guide": environment("guides", "-r", HERE / "requirements-guides.txt"),
    "guide-langfuse2": environment("langfuse2", "langfuse==2.60.10"),
}


class Platform(http.server.BaseHTTPRequestHandler):
    """As much of the hosted platform as is copied from."""

    def do_GET(self):
        first = "page=1" in self.path or "page=" not in self.path
        provider = {"id": "guide-copied", "provider_id": "guide-copied", "provider_name": "Copied", "extra_kwargs": {"base_url": f"{FAKE}/openai/v1", "api_key": "fake-provider-key"}}
        model = {"id": "guide/copied", "model_name": "guide/copied", "base_model_name": "fake-model", "provider": provider, "input_cost": 1.5, "affiliation_category": "custom"}
        found = [provider] if self.path.startswith("/api/providers/") else [model]
        self.answer({"count": len(found), "next": None, "previous": None, "results": found if first else []})

    def do_POST(self):
        self.rfile.read(int(self.headers.get("content-length") or 0))
        self.do_GET()

    def answer(self, body):
        data = json.dumps(body).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *arguments):
        """The checks say enough."""


def run(page):
    """Runs the blocks of a guide, in order."""
    for number, (environ, code) in enumerate(FENCE.findall((GUIDES / page).read_text()), 1):
        code = code.replace("http://localhost:8080", BASE).replace("https://api.respan.ai", hosted)
        done = subprocess.run(
            [PYTHONS[environ], "-c", code],
            env={**os.environ, "TURNPIKE_API_KEY": KEY, "RESPAN_API_KEY": "a-key-of-the-platform"},
            capture_output=True, text=True, timeout=120,
        )
        check(f"{page} block {number} runs", done.returncode == 0, (done.stderr + done.stdout)[-1500:].replace(KEY, "KEY"))


def logs(**equal):
    """Rows whose fields have these values, newest first."""
    filters = {name: {"operator": "", "value": [value]} for name, value in equal.items()}
    return requests.post(f"{BASE}/api/request-logs/list/?page_size=50", headers=OURS, json={"filters": filters}, timeout=10).json()["results"]


def arrived(name, fields, **equal):
    """Checks that a row with these values arrived, and has those fields."""
    rows = eventually(lambda: logs(**equal)) or [{}]
    row = rows[0]
    if "output" in fields and row:
        # Lists leave the texts out.
        row = requests.get(f"{BASE}/api/request-logs/{row['id']}/", headers=OURS, timeout=10).json()
    shown = {field: row.get(field) for field in fields}
    check(f"{name} arrives", shown == fields, shown)


def call(model):
    return requests.post(
        f"{BASE}/api/chat/completions", headers=OURS,
        json={"model": model, "messages": [{"role": "user", "content": "Hello!"}]}, timeout=30,
    )


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Platform)
threading.Thread(target=server.serve_forever, daemon=True).start()
hosted = f"http://127.0.0.1:{server.server_port}"

lab = {"provider_id": "guides-lab", "provider_name": "Guides", "extra_kwargs": {"base_url": f"{FAKE}/openai/v1", "api_key": "fake-provider-key"}}
requests.post(f"{BASE}/api/providers/", headers=OURS, json=lab, timeout=10)
model = {"model_name": "llama3.2", "custom_provider_id": "guides-lab", "base_model_name": "fake-model"}
requests.post(f"{BASE}/api/models/", headers=OURS, json=model, timeout=10)

run("langfuse.md")
tokens = {"model": "llama3.2", "prompt_tokens": 3, "completion_tokens": 4}
arrived("langfuse by OTLP: the step", {**tokens, "customer_identifier": "user_123"}, span_name="model", thread_identifier="session_1", log_type="generation")
arrived("langfuse by OTLP: its parent", {"status": "success"}, span_name="guide-langfuse")
arrived("langfuse before version 3: the root", {"log_type": "workflow", "customer_identifier": "user_123"}, span_name="guide-langfuse2")
arrived("langfuse before version 3: the step", {**tokens, "customer_identifier": "user_123"}, span_workflow_name="guide-langfuse2", log_type="generation")
arrived("respan-instrumentation-langfuse", {"log_type": "generation", "output": "Hi."}, span_name="guide-bridge")

run("portkey.md")
arrived("portkey-ai", {"status": "success", "customer_identifier": "user_123"}, metadata__guide="portkey", trace_unique_id="guide-portkey")

run("braintrust.md")
arrived("braintrust's proxy", {"status": "success"}, metadata__guide="braintrust-proxy")
arrived("braintrust's logger: the step", {**tokens, "customer_identifier": "user_123"}, metadata__braintrust_project="guide-braintrust", log_type="chat")
arrived("braintrust's logger: the root", {"log_type": "task"}, span_name="guide-braintrust")

run("hosted.md")
copied = requests.get(f"{BASE}/api/models/guide/copied/", headers=OURS, timeout=10).json()
check("a model is copied", (copied.get("base_model_name"), copied.get("input_cost")) == ("fake-model", 1.5), copied)
check("the copied model answers", call("guide/copied").status_code == 200)

config = HOME / "litellm.yaml"
config.write_text(f"""
model_list:
  - model_name: guide-litellm
    litellm_params:
      model: openai/fake-model
      api_base: {FAKE}/openai/v1
      api_key: os.environ/GUIDE_KEY
    model_info: {{input_cost_per_token: 0.000001}}
router_settings: {{routing_strategy: least-busy}}
""")
turnpike = os.environ.get("TURNPIKE_PROGRAM", str(HERE.parents[3] / "turnpike")).split()
script = subprocess.run([*turnpike, "convert", "litellm", config], capture_output=True, text=True, timeout=120)
check("litellm: the command converts", script.returncode == 0 and "routing_strategy: no equal" in script.stdout, script.stderr[-500:])
done = subprocess.run(
    ["sh", "-s", BASE], input=script.stdout, env={**os.environ, "TURNPIKE_API_KEY": KEY, "GUIDE_KEY": "fake-provider-key"},
    capture_output=True, text=True, timeout=60,
)
check("litellm: the script adds all", done.returncode == 0, done.stdout + done.stderr)
check("litellm: the model answers", call("guide-litellm").status_code == 200)
