"""The platform's shared types load what we answer."""
import uuid

import requests
from respan_sdk.respan_types.generic_types import PaginatedResponseType
from respan_sdk.respan_types.log_types import RespanFullLogParams
from respan_sdk.respan_types.param_types import Customer

from checks import BASE, KEY, check, eventually

HEADERS = {"Authorization": f"Bearer {KEY}"}
RUN = uuid.uuid4().hex[:8]
USER, TRACE = f"typed-{RUN}", uuid.uuid4().hex


def api(method, path, body=None):
    return requests.request(method, BASE + path, headers=HEADERS, json=body)


sent = {
    "model": "gpt-typed",
    "prompt_messages": [{"role": "user", "content": "Hello!"}],
    "completion_message": {"role": "assistant", "content": "Hi."},
    "usage": {"prompt_tokens": 9, "completion_tokens": 6},
    "full_request": {"model": "gpt-typed"},
    "tools": [{"type": "function", "function": {"name": "weather"}}],
    "metadata": {"team": "red"},
    "properties": {"n": 1.5},
    "temperature": 0.2,
    "stop": ["END"],
    "log_method": "inference",
    "trace_unique_id": TRACE,
    "span_unique_id": "s1",
    "customer_params": {"customer_identifier": USER},
}
written = api("POST", "/api/request-logs/", sent).json()
loaded = RespanFullLogParams.model_validate(written)
check("loads a log that was written", loaded.unique_id == written["unique_id"] and loaded.warnings, loaded)
read = api("GET", f"/api/request-logs/{written['unique_id']}/").json()
loaded = RespanFullLogParams.model_validate(read)
check("loads a log that is read", loaded.prompt_messages[0].content == "Hello!" and loaded.completion_message.content == "Hi.", loaded)
check("with its numbers", (loaded.prompt_tokens, loaded.temperature, loaded.properties) == (9, 0.2, {"n": 1.5}), loaded)
page = eventually(lambda: [one for one in [api("POST", "/api/request-logs/list/", {"filters": {"customer_identifier": {"operator": "", "value": [USER]}}}).json()] if one["results"]])[0]
logs = PaginatedResponseType[RespanFullLogParams].model_validate(page)
check("loads a page of logs", logs.count == 1 and logs.results[0].unique_id == written["unique_id"], logs)
trace = eventually(lambda: [one for one in [api("GET", f"/api/traces/{TRACE}/")] if one.status_code == 200])[0].json()
tree = [RespanFullLogParams.model_validate(one) for one in trace["span_tree"]]
check("loads the spans of a trace", tree[0].trace_unique_id == TRACE and tree[0].span_unique_id == "s1", tree)
api("PATCH", f"/api/users/{USER}/", {"period_budget": 5, "budget_duration": "yearly", "markup_percentage": 10})
user = Customer.model_validate(api("GET", f"/api/users/{USER}/").json())
check("loads a user with its budget", (user.customer_identifier, user.period_budget, user.budget_duration) == (USER, 5, "yearly"), user)
