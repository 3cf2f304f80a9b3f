"""The platform's own tracer: a workflow with tasks arrives as one tree, a gateway call in it as one row."""
import os

os.environ["RESPAN_BASE_URL"] = os.environ["BASE"].rstrip("/") + "/api"
os.environ["RESPAN_API_KEY"] = os.environ["KEY"]

import uuid

import requests
from opentelemetry import trace
from respan_tracing import RespanTelemetry, respan_span_attributes, task, workflow

from checks import BASE, FAKE, KEY, check, eventually

HEADERS = {"Authorization": f"Bearer {KEY}", "Content-Type": "application/json"}
RUN = uuid.uuid4().hex[:8]
MODEL, USER = f"traced-{RUN}", f"traced-user-{RUN}"
telemetry = RespanTelemetry(app_name="client-lab")
ids = {}


def api(method, path, **body):
    return requests.request(method, BASE + path, headers=HEADERS, json=body or None)


api("POST", "/api/providers/", provider_id=f"traced-{RUN}", provider_name="Traced", extra_kwargs={"base_url": f"{FAKE}/openai/v1", "api_key": "fake-provider-key"})
api("POST", "/api/models/", model_name=MODEL, custom_provider_id=f"traced-{RUN}", base_model_name="fake-model", input_cost=1.0, output_cost=2.0)


def call():
    answer = api("POST", "/api/chat/completions", model=MODEL, messages=[{"role": "user", "content": "Hello!"}])
    return answer.headers["X-Respan-Log-Id"], answer.status_code


@task(name="look up")
def look_up(word):
    return word.upper()


@task(name="answer")
def answer(word):
    log_id, status = call()
    span = trace.get_current_span()
    span.set_attribute("respan.gateway.log_id", log_id)
    ids["log"], ids["status"] = log_id, status
    return word + "!"


@workflow(name="pipeline")
def pipeline(word):
    ids["trace"] = format(trace.get_current_span().get_span_context().trace_id, "032x")
    with respan_span_attributes({"customer_identifier": USER, "thread_identifier": f"talk-{RUN}", "metadata": {"plan": "pro"}}):
        return answer(look_up(word))


check("runs the workflow", pipeline("hello") == "HELLO!")
check("calls through the gateway", ids["status"] == 200, ids)
telemetry.flush()


def whole():
    found = api("GET", f"/api/traces/{ids['trace']}/").json()
    merged = [one for one in found.get("span_tree", [{}])[0].get("children", []) if one["id"] == ids["log"]]
    return found if found.get("span_count") == 3 and merged else None


found = eventually(whole, 30)
check("arrives as one tree", found is not None and len(found["span_tree"]) == 1, found)
root = found["span_tree"][0]
check("names it by the user's word", (found["name"], root["span_name"], root["log_type"]) == ("pipeline", "pipeline", "workflow"), root)
check("has the tasks below it in their order", [one["span_name"] for one in root["children"]] == ["look up", "answer"], root["children"])
check("tells what went in and out", "hello" in root["input"] and "HELLO!" in root["output"], root)
check("says who traced it", root["log_method"] == "python_tracing", root)
check("hides what is the tracer's own", not any(key.startswith("_") for key in root["metadata"]), root["metadata"])
called = root["children"][1]
check("is one row with the gateway's own", called["id"] == ids["log"] and called["log_method"] == "inference", called)
check("keeps the gateway's tokens and cost", called["prompt_tokens"] > 0 and called["cost"] > 0 and found["total_cost"] == called["cost"], called)
log = api("GET", f"/api/request-logs/{ids['log']}/").json()
check("finds the trace from the log", log["trace_unique_id"] == ids["trace"] and log["span_name"] == "answer", log)
api("DELETE", f"/api/providers/traced-{RUN}/?cascade=true")
