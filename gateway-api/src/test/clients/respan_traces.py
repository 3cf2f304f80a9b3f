"""Traces, users and logs in bulk with the platform's own generated client."""
import datetime
import time
import uuid

from respan import RespanClient, SpanCreateRequest
from respan.core.api_error import ApiError
from respan.errors import BadRequestError, NotFoundError
from respan.traces import (
    CreateTraceLegacyRequestZeroItem,
    CreateTraceRequestResourceSpansItem,
    CreateTraceRequestResourceSpansItemResource,
    CreateTraceRequestResourceSpansItemScopeSpansItem,
    CreateTraceRequestResourceSpansItemScopeSpansItemSpansItem,
    CreateTraceRequestResourceSpansItemScopeSpansItemSpansItemAttributesItem,
)
from respan.types import TraceBulkDeleteFilters, TraceFilterCondition

from checks import BASE, KEY, check, eventually, raised

client = RespanClient(base_url=BASE, authorization=f"Bearer {KEY}")
RUN = uuid.uuid4().hex[:8]
USER, TALK, MODEL = f"trace-user-{RUN}", f"talk-{RUN}", f"model-{RUN}"


def span(trace, own, parent, name, **attributes):
    now = time.time_ns()
    return CreateTraceRequestResourceSpansItemScopeSpansItemSpansItem(
        trace_id=trace,
        span_id=own,
        parent_span_id=parent,
        name=name,
        start_time_unix_nano=str(now),
        end_time_unix_nano=str(now + 500_000_000),
        attributes=[
            CreateTraceRequestResourceSpansItemScopeSpansItemSpansItemAttributesItem(
                key=key.replace("__", "."),
                value={"intValue": str(value)} if isinstance(value, int) else {"stringValue": value},
            )
            for key, value in attributes.items()
        ],
    )


def send(*spans):
    return client.traces.create_trace(
        resource_spans=[
            CreateTraceRequestResourceSpansItem(
                resource=CreateTraceRequestResourceSpansItemResource(attributes=[]),
                scope_spans=[CreateTraceRequestResourceSpansItemScopeSpansItem(spans=list(spans))],
            )
        ]
    )


# Spans in: the child before its parent, in requests of their own.
TRACE, ROOT, CHAT = uuid.uuid4().hex, uuid.uuid4().hex[:16], uuid.uuid4().hex[:16]
taken = send(
    span(
        TRACE, CHAT, ROOT, "chat",
        llm__request__type="chat", gen_ai__request__model=MODEL, gen_ai__prompt__0__role="user", gen_ai__prompt__0__content="Hello!",
        gen_ai__completion__0__role="assistant", gen_ai__completion__0__content="Hi.", gen_ai__usage__prompt_tokens=9, gen_ai__usage__completion_tokens=8,
        respan__threads__thread_identifier=TALK, gen_ai__usage__cost="0.25",
    )
)
check("takes a span", taken.partial_success.rejected_spans == 0 and taken.partial_success.error_message == "", taken)
send(
    span(
        TRACE, ROOT, "", "workflow",
        traceloop__span__kind="workflow", traceloop__workflow__name="pipeline", traceloop__entity__name="pipeline", traceloop__entity__input="question",
        respan__customer_params__customer_identifier=USER, respan__metadata__source="client", respan__trace__trace_group_identifier=f"group-{RUN}",
    )
)


def whole(trace, spans):
    found = client.traces.retrieve_trace(trace)
    return found if found.span_count == spans else None


trace = eventually(lambda: whole(TRACE, 2))
check("sums a trace up", trace is not None and (trace.llm_call_count, trace.total_cost, trace.total_tokens) == (1, 0.25, 17), trace)
check("names it by its workflow", trace.name == "pipeline" and trace.input == "question", trace)
check("knows its customer and metadata", trace.customer_identifier == USER and trace.metadata.get("source") == "client", trace)
check("has one root", len(trace.span_tree) == 1 and trace.span_tree[0].span_unique_id == ROOT, trace.span_tree)
child = trace.span_tree[0].children[0]
check("nests the call below it", child["span_unique_id"] == CHAT and child["model"] == MODEL, child)
check("promotes messages and tokens", child["prompt_messages"][0]["content"] == "Hello!" and child["prompt_tokens"] == 9, child)

# Lists.
of_model = {"model": {"operator": "", "value": [MODEL]}, "total_cost": {"operator": "gte", "value": [0.2]}}
listed = client.traces.list_traces(filters=of_model, sort_by="-total_cost")
check("lists by a span's field and a trace's", [one.trace_unique_id for one in listed.results] == [TRACE], listed)
check("leaves a page past the end empty", client.traces.list_traces(filters=of_model, page=2).results == [])
for name in ["timestamp", "total_cost", "duration", "total_tokens", "error_count"]:
    check(f"sorts by {name}", client.traces.list_traces(sort_by=f"-{name}", page_size=5).count >= 1)
unknown = raised(BadRequestError, lambda: client.traces.list_traces(filters={"colour": {"operator": "", "value": ["red"]}}))
check("refuses an unknown field", unknown is not None and "colour" in str(unknown.body), unknown)
early = datetime.datetime(2020, 1, 1, tzinfo=datetime.timezone.utc)
check("keeps to the window", client.traces.list_traces(start_time=early, end_time=early + datetime.timedelta(days=1)).count == 0)

# Sharing.
shared = client.traces.share_trace(TRACE, is_public=True)
check("shares a trace", shared.is_public is True and shared.trace_unique_id == TRACE, shared)
anyone = RespanClient(base_url=BASE, authorization="Bearer nobodys-key")
public = anyone.traces.retrieve_public_trace(trace.organization_id, TRACE)
check("shows it to anybody", public.span_count == 2 and len(public.span_tree) == 1, public)
client.traces.share_trace(TRACE, is_public=False)
check("hides it again", raised(NotFoundError, lambda: anyone.traces.retrieve_public_trace(trace.organization_id, TRACE)) is not None)

# The older form.
old = f"legacy-{RUN}"
message = client.traces.create_trace_legacy(
    request=[
        CreateTraceLegacyRequestZeroItem(trace_unique_id=old, span_unique_id="s1", span_name="top"),
        CreateTraceLegacyRequestZeroItem(trace_unique_id=old, span_unique_id="s2", span_parent_id="s1", model=MODEL, input="in", output="out"),
    ]
).message
legacy = eventually(lambda: whole(old, 2))
check("takes the older form", legacy is not None and legacy.span_tree[0].children[0]["output"] == "out", message)

# Deleting.
deleted = client.traces.bulk_delete_traces(filters=TraceBulkDeleteFilters(trace_unique_id=TraceFilterCondition(operator="in", value=[old])))
check("deletes by filter", deleted.deleted_count == 1 and deleted.error_count == 0, deleted)
check("deletes a trace", bool(client.traces.delete_trace(TRACE).message))
check("has it no more", raised(NotFoundError, lambda: client.traces.retrieve_trace(TRACE)) is not None)
check("deletes an unknown trace without an error", bool(client.traces.delete_trace("none-such").message))

# Users.
first = client.spans.create_span(model=MODEL, input="a", output="b", cost=0.5, latency=1.5, customer_params={"customer_identifier": USER, "email": "ada@example.org", "name": "Ada"})
user = eventually(lambda: client.users.retrieve_user(USER))
check("knows a user from its logs", user is not None and user.id == USER, user)
known = eventually(lambda: [one for one in client.users.list_customers(filters={"customer_identifier": {"operator": "", "value": [USER]}}) if one.email])
check("counts what it caused", known is not None and (known[0].total_cost, known[0].number_of_requests, known[0].active_days) == (0.5, 2, 1), known)
changed = client.users.update_user(USER, name="Grace", period_budget=20.0, budget_duration="monthly", total_budget=100.0, metadata={"plan": "pro"}, markup_percentage=20.0)
check("sets a budget", (changed.name, changed.period_budget, changed.budget_duration, changed.total_budget) == ("Grace", 20.0, "monthly", 100.0), changed)
check("tells the period's use", changed.period_start is not None and changed.total_period_usage == 0.6, changed)
check("keeps it", client.users.retrieve_user(USER).email == "ada@example.org" and client.users.retrieve_user(USER).period_budget == 20.0)
check("has no such user in the other environment", raised(NotFoundError, lambda: client.users.retrieve_user(USER, environment="test")) is not None)
wrong = raised(ApiError, lambda: client.users.update_user(USER, period_budget=-1))
check("names a bad budget", wrong is not None and wrong.status_code == 400 and "period_budget" in str(wrong.body), wrong)
pages = [one.customer_identifier for one in client.users.list_customers(page_size=1, sort_by="-total_cost")]
check("pages to the end of the users", USER in pages and len(pages) == len(set(pages)), pages)
client.users.delete_user(USER)
check("forgets a user", raised(NotFoundError, lambda: client.users.retrieve_user(USER)) is not None)

# Logs in bulk, filtered and in sum.
good = [SpanCreateRequest(model=MODEL, input=str(n), output="x", cost=0.1, metadata={"n": str(n)}) for n in range(3)]
many = client.spans.bulk_create_spans(logs=good + [SpanCreateRequest(model=MODEL, cost=-1)])
check("takes logs in bulk and names the bad one", (many.success_count, many.error_count, many.errors[0].index) == (3, 1, 3), many)
mine = {"model": {"operator": "", "value": [MODEL]}}
check("filters by metadata", len(list(client.spans.list_spans(filters={**mine, "metadata__n": {"operator": "in", "value": ["0", "2"]}}))) == 2)
totals = client.spans.get_spans_summary(filters={**mine, "metadata__n": {"operator": "not_empty", "value": [""]}})
check("sums logs up", totals.number_of_requests == 3 and abs(totals.total_cost - 0.3) < 1e-9, totals)
