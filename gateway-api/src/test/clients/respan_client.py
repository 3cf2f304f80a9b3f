"""The platform's own generated client against the gateway: base URL the origin, nothing else changed."""
import datetime
import uuid

from respan import RespanClient
from respan.core.api_error import ApiError
from respan.errors import BadRequestError, ForbiddenError, NotFoundError

from checks import BASE, FAKE, KEY, check, eventually, raised

client = RespanClient(base_url=BASE, authorization=f"Bearer {KEY}")
anonymous = RespanClient(base_url=BASE, authorization="Bearer nobodys-key")
RUN = uuid.uuid4().hex[:8]
SERVER = {"base_url": f"{FAKE}/openai/v1", "api_key": "fake-provider-key"}

# Providers.
made = client.models.create_custom_provider(provider_id="client-lab", provider_name="Client lab", extra_kwargs=SERVER)
check("creates a provider", made.provider_id == made.id == "client-lab", made)
check("shows no provider key", "fake-provider-key" not in made.json(), made)
check("tells that a key is set", made.extra_kwargs["api_key_set"] is True, made)
again = raised(
    BadRequestError,
    lambda: client.models.create_custom_provider(provider_id="client-lab", provider_name="x", extra_kwargs=SERVER),
)
check("refuses the same id and names PATCH", again is not None and "PATCH" in str(again.body), again)
check("gets a provider", client.models.retrieve_custom_provider("client-lab").provider_name == "Client lab")
patched = client.models.update_custom_provider("client-lab", provider_name="Client lab 2")
check("patches a provider", patched.provider_name == "Client lab 2", patched)
check("keeps the key on a patch", patched.extra_kwargs["api_key_set"] is True, patched)
replaced = client.models.replace_custom_provider("client-lab", provider_name="Client lab 3", extra_kwargs=SERVER)
check("replaces a provider", replaced.provider_name == "Client lab 3", replaced)
client.models.create_custom_provider(provider_id="client-spare", provider_name="Spare", extra_kwargs=SERVER)
ids, page = [], 1
while found := client.models.list_custom_providers(page=page, page_size=1).results:
    ids, page = ids + [provider.provider_id for provider in found], page + 1
check("pages to the end of the providers", {"client-lab", "client-spare"} <= set(ids) and len(ids) == len(set(ids)), ids)

# Models: the created one answers the very next call.
NAME = "client-org/Model:1"
model = client.models.create_custom_model(
    model_name=NAME, custom_provider_id="client-lab", base_model_name="fake-model", input_cost=1.0, output_cost=2.0, function_call=1
)
check("creates a model", model.id == model.model_name == NAME, model)
check("knows its provider", model.provider.provider_id == "client-lab", model)
answer = client.gateway.create_chat_completion(
    model=NAME, messages=[{"role": "user", "content": "Hello!"}], customer_identifier=f"client-user-{RUN}"
)
check("answers the very next call", "fäke" in str(answer), answer)
upserted = client.models.create_custom_model(model_name=NAME, custom_provider_id="client-lab", output_cost=3.0)
check("changes a model that exists", (upserted.input_cost, upserted.output_cost) == (1.0, 3.0), upserted)
check("gets a model with slashes in its name", client.models.retrieve_custom_model(NAME).model_name == NAME)
check("patches a model", client.models.update_custom_model(NAME, max_context_window=4096).max_context_window == 4096)
whole = client.models.replace_custom_model(NAME, custom_provider_id="client-lab", base_model_name="fake-model", input_cost=1.0, output_cost=2.0)
check("replaces a model", whole.max_context_window is None and whole.output_cost == 2.0, whole)
for n in range(3):
    client.models.create_custom_model(model_name=f"client-page-{n}", custom_provider_id="client-lab")
paged = client.models.filter_models(page_size=2, filters={"provider__provider_id": {"operator": "", "value": ["client-lab"]}})
names = [found.model_name for found in paged]
check("pages to the end of the models", sorted(names) == sorted([NAME, "client-page-0", "client-page-1", "client-page-2"]), names)
summary = client.models.filter_models_summary(filters={"model_name": {"operator": "startswith", "value": ["client-page"]}})
check("counts models", summary.summary.total_count == summary.summary.custom_count == 3, summary)
unknown = raised(BadRequestError, lambda: client.models.filter_models(filters={"colour": {"operator": "", "value": ["red"]}}))
check("refuses an unknown filter", unknown is not None and "colour" in unknown.body, unknown)
check("reads the public catalogue", client.models.list_models() is not None)
base = raised(BadRequestError, lambda: client.models.create_custom_model(model_name="x", base_model_name="none-such"))
check("says that a base model is unknown", base is not None and base.body == {"error": "Base model not found"}, base)
lost = raised(NotFoundError, lambda: client.models.create_custom_model(model_name="x", custom_provider_id="none-such"))
check("says that a provider is unknown", lost is not None, lost)
missing = raised(NotFoundError, lambda: client.gateway.create_chat_completion(model="none-such", messages=[{"role": "user", "content": "x"}]))
check("says that a model is unknown", missing is not None and missing.body["error"]["code"] == "model_not_found", missing)

# Keys.
expiry = datetime.datetime(2040, 1, 31, 12, tzinfo=datetime.timezone.utc)
key = client.temporary_api_keys.create_api_key(name="client key", expiry_date=expiry, rate_limit=1000, spending_limit=2.5)
check("creates a key and shows it", key.api_key is not None and key.expiry_date == expiry, key)
short = RespanClient(base_url=BASE, authorization=f"Bearer {key.api_key}")
check("calls with the new key", "fäke" in str(short.gateway.create_chat_completion(model=NAME, messages=[{"role": "user", "content": "Hello!"}])))
check("keeps a key to its rights", raised(ForbiddenError, lambda: short.models.list_custom_providers()) is not None)
check("renames a key", client.temporary_api_keys.update_api_key(key.id, name="renamed").name == "renamed")
check("gets a key", client.temporary_api_keys.retrieve_api_key(key.id).name == "renamed")
check("lists keys", key.id in [one.id for one in client.temporary_api_keys.list_api_keys().results])
client.temporary_api_keys.delete_api_key(key.id)
gone = raised(ApiError, lambda: short.gateway.create_chat_completion(model=NAME, messages=[{"role": "user", "content": "x"}]))
check("refuses a revoked key", gone is not None and gone.status_code == 401, gone)
check("keeps the row of a revoked key", client.temporary_api_keys.retrieve_api_key(key.id).id == key.id)
wrong = raised(ApiError, lambda: anonymous.models.list_custom_providers())
check("refuses a wrong key", wrong is not None and wrong.status_code == 401, wrong)

# Logs: one that is written, and the rows of the calls above.
span = client.spans.create_span(
    model=NAME,
    prompt_messages=[{"role": "user", "content": "Hello!"}],
    completion_message={"role": "assistant", "content": "Logged by hand."},
    cost=0.001,
    latency=1.2,
    customer_params={"customer_identifier": f"client-logger-{RUN}"},
)
check("logs a call", bool(span.unique_id), span)
read = eventually(lambda: client.spans.retrieve_span(span.unique_id))
check("reads the logged call", read is not None and read.unique_id == span.unique_id and read.cost == 0.001, read)


def rows(customer):
    found = client.spans.list_spans(page_size=1, filters={"customer_identifier": {"operator": "", "value": [customer]}})
    return [row for row in found]


own = eventually(lambda: rows(f"client-logger-{RUN}"))
check("pages through the logs", own is not None and len(own) == 1, own)
called = eventually(lambda: rows(f"client-user-{RUN}"))
check("finds the gateway's own row", called is not None and len(called) == 1, called)

# The end: a provider in use stays until its models are gone.
used = raised(ApiError, lambda: client.models.delete_custom_provider("client-lab"))
check("keeps a provider that models use", used is not None and used.status_code == 400 and NAME in str(used.body), used)
for name in [NAME, "client-page-0", "client-page-1", "client-page-2"]:
    client.models.delete_custom_model(name)
check("deletes a model", raised(NotFoundError, lambda: client.models.retrieve_custom_model(NAME)) is not None)
client.models.delete_custom_provider("client-lab")
client.models.delete_custom_provider("client-spare")
check("deletes a provider", raised(NotFoundError, lambda: client.models.retrieve_custom_provider("client-lab")) is not None)
