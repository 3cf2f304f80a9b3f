"""The official MCP client of Python against both servers: the documentation's, and the gateway's own with a key."""
import asyncio
import json
import uuid

import requests
from mcp import Client
from mcp.client.streamable_http import create_mcp_http_client, streamable_http_client

from checks import BASE, FAKE, KEY, check

RUN = uuid.uuid4().hex[:8]
READING = {
    "list_logs", "get_log_detail", "get_spans_summary", "list_traces", "get_trace_tree",
    "list_customers", "get_customer_detail", "list_models", "list_providers",
}


def text(result):
    return result.content[0].text


def key(*rights):
    """A key with these rights alone."""
    made = requests.post(
        f"{BASE}/api/temporary-keys/",
        headers={"Authorization": f"Bearer {KEY}"},
        json={"name": f"mcp {RUN}", "rights": list(rights)},
        timeout=10,
    )
    return made.json()["api_key"]


def platform(api_key):
    """The gateway's server, with that key."""
    http = create_mcp_http_client(headers={"Authorization": f"Bearer {api_key}"})
    return Client(streamable_http_client(f"{BASE}/mcp", http_client=http))


async def documentation():
    async with Client(f"{BASE}/mcp/docs") as client:
        names = {tool.name for tool in (await client.list_tools()).tools}
        check("the documentation's tools are listed", names == {"search_docs", "get_page"}, names)
        found = await client.call_tool("search_docs", {"query": "custom provider", "max_results": 3})
        check("it is searched without a key", text(found).startswith("Found "), text(found))
        page = await client.call_tool("get_page", {"path": "custom-providers"})
        check("a page is read", text(page).startswith("# "), text(page)[:80])


async def add(client):
    made = await client.call_tool(
        "create_custom_provider",
        {"provider_id": f"mcp-{RUN}", "provider_name": "MCP", "base_url": f"{FAKE}/openai/v1", "api_key": "fake-provider-key"},
    )
    check("a provider is added", not made.is_error and "fake-provider-key" not in text(made), text(made))
    model = await client.call_tool(
        "create_model", {"model_name": f"mcp-{RUN}/m", "custom_provider_id": f"mcp-{RUN}", "base_model_name": "fake-model"}
    )
    check("a model is added", json.loads(text(model))["created"] is True, text(model))
    models = await client.call_tool(
        "list_models", {"filters": {"model_name": {"operator": "startswith", "value": [f"mcp-{RUN}"]}}}
    )
    check("it is listed", [m["id"] for m in json.loads(text(models))["results"]] == [f"mcp-{RUN}/m"], text(models))
    providers = await client.call_tool("list_providers", {"page_size": 1000})
    check("so is its provider", f"mcp-{RUN}" in text(providers))


def call():
    answer = requests.post(
        f"{BASE}/api/chat/completions",
        headers={"Authorization": f"Bearer {KEY}"},
        json={
            "model": f"mcp-{RUN}/m",
            "messages": [{"role": "user", "content": "Hello!"}],
            "customer_identifier": f"user-{RUN}",
            "trace_unique_id": f"trace-{RUN}",
            "span_unique_id": f"span-{RUN}",
        },
        timeout=30,
    )
    check("the model answers", answer.status_code == 200, answer.text)
    return answer.headers["X-Respan-Log-Id"]


async def within(seconds, attempt):
    """The first true answer; a row takes a moment to be stored."""
    for _ in range(seconds * 5):
        if found := await attempt():
            return found
        await asyncio.sleep(0.2)
    return None


async def read(client, log):
    filters = [{"field": "customer_identifier", "operator": "", "value": [f"user-{RUN}"]}]

    async def rows():
        return json.loads(text(await client.call_tool("list_logs", {"filters": filters})))["results"]

    found = await within(15, rows)
    check("the call is in the logs", found and [row["id"] for row in found] == [log], found)
    detail = await client.call_tool("get_log_detail", {"log_id": log})
    check("it is read in full", "Hello!" in text(detail), text(detail)[:300])
    window = {"start_time": "2020-01-01T00:00:00Z", "end_time": "2099-01-01T00:00:00Z"}
    summary = await client.call_tool(
        "get_spans_summary", {**window, "filters": {"customer_identifier": {"operator": "", "value": [f"user-{RUN}"]}}}
    )
    check("it is summed", json.loads(text(summary))["number_of_requests"] == 1, text(summary))
    traces = await client.call_tool("list_traces", {})
    check("its trace is listed", f"trace-{RUN}" in text(traces))
    tree = await client.call_tool("get_trace_tree", {"trace_id": f"trace-{RUN}"})
    check("its trace is read", json.loads(text(tree))["span_tree"][0]["span_unique_id"] == f"span-{RUN}", text(tree)[:300])
    customers = await client.call_tool("list_customers", {})
    check("its customer is listed", f"user-{RUN}" in text(customers))
    customer = await client.call_tool("get_customer_detail", {"customer_identifier": f"user-{RUN}"})
    check("its customer is read", json.loads(text(customer))["number_of_requests"] == 1, text(customer))
    wrong = await client.call_tool("list_logs", {"page_size": 500, "limit": 3})
    check("wrong arguments are named", wrong.is_error and set(json.loads(text(wrong))) == {"page_size", "limit"}, text(wrong))


async def gateway():
    async with platform(KEY) as client:
        names = {tool.name for tool in (await client.list_tools()).tools}
        check("the gateway's tools are listed", names == READING | {"create_custom_provider", "create_model"}, names)
        await add(client)
        log = call()
        await read(client, log)
    async with platform(key("logs")) as client:
        names = {tool.name for tool in (await client.list_tools()).tools}
        check("a key without management sees no creators", not {"create_model", "create_custom_provider", "list_providers"} & names, names)
        refused = await client.call_tool("create_model", {"model_name": f"refused-{RUN}"})
        check("and cannot call them", refused.is_error and "management" in text(refused), text(refused))
    refused = requests.post(
        f"{BASE}/mcp",
        headers={"Authorization": "Bearer nobodys-key"},
        json={"jsonrpc": "2.0", "id": 1, "method": "tools/list"},
        timeout=10,
    )
    check("a wrong key is refused", (refused.status_code, refused.json()["error"]["code"]) == (401, -32001), refused.text)


asyncio.run(documentation())
asyncio.run(gateway())
