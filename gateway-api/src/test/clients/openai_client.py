"""The snippet that users paste, with the official OpenAI package: only key, base URL and model are ours."""
import openai
import requests
from openai import OpenAI

from checks import BASE, FAKE, KEY, check, raised

MODEL = "MY_CUSTOM_MODEL_ID"
OURS = {"Authorization": f"Bearer {KEY}"}
provider = {
    "provider_id": "snippet-lab",
    "provider_name": "Snippet lab",
    "extra_kwargs": {"base_url": f"{FAKE}/openai/v1", "api_key": "fake-provider-key"},
}
check("adds a custom provider", requests.post(f"{BASE}/api/providers/", json=provider, headers=OURS).status_code == 201)
model = {"model_name": MODEL, "custom_provider_id": "snippet-lab", "base_model_name": "fake-model", "input_cost": 1, "output_cost": 2}
check("adds a custom model", requests.post(f"{BASE}/api/models/", json=model, headers=OURS).status_code == 201)

client = OpenAI(
    api_key=KEY,
    base_url=f"{BASE}/api/",
)

response = client.chat.completions.create(
    model="MY_CUSTOM_MODEL_ID",
    messages=[{"role": "user", "content": "Hello!"}],
)
print(response.choices[0].message.content)
check("completes a chat", response.choices[0].message.content == "Hello from the fäke.", response)
check("reports usage", response.usage.total_tokens > 0, response.usage)

stream = client.chat.completions.create(model=MODEL, messages=[{"role": "user", "content": "Hello!"}], stream=True)
texts = [chunk.choices[0].delta.content for chunk in stream if chunk.choices and chunk.choices[0].delta.content]
check("streams in more than one chunk", len(texts) > 1 and "".join(texts) == "Hello from the fäke.", texts)

for base in ["/api", "/api/v1", "/v1", ""]:
    other = OpenAI(api_key=KEY, base_url=BASE + base)
    check(f"lists models at {base or '/'}", MODEL in [found.id for found in other.models.list()])
    check(f"gets a model at {base or '/'}", other.models.retrieve(MODEL).id == MODEL)
    said = other.chat.completions.create(model=MODEL, messages=[{"role": "user", "content": "Hello!"}])
    check(f"completes a chat at {base or '/'}", bool(said.choices[0].message.content))


def asked(text, api_key=KEY, name=MODEL, **more):
    once = OpenAI(api_key=api_key, base_url=f"{BASE}/api/", max_retries=0)
    return lambda: list(once.chat.completions.create(model=name, messages=[{"role": "user", "content": text}], **more))


check("raises on a wrong key", raised(openai.AuthenticationError, asked("x", api_key="nobodys-key")) is not None)
unknown = raised(openai.NotFoundError, asked("x", name="MY_CUSTOM_MODEL"))
check("raises on an unknown model, naming the near one", unknown is not None and unknown.code == "model_not_found" and MODEL in unknown.message, unknown)
check("raises on a bad request", raised(openai.BadRequestError, asked("[error-400]")) is not None)
limited = raised(openai.RateLimitError, asked("[error-429]"))
check("raises on a rate limit", limited is not None and limited.response.headers.get("retry-after") == "7", limited)
check("raises on an upstream fault", raised(openai.InternalServerError, asked("[error-500]")) is not None)
check("raises on HTML", getattr(raised(openai.InternalServerError, asked("[html]")), "status_code", None) == 502)
check("raises on a cut stream", raised(Exception, asked("[cut]", stream=True)) is not None)

check("takes the model away", requests.delete(f"{BASE}/api/models/{MODEL}/", headers=OURS).status_code == 204)
check("refuses it at once", raised(openai.NotFoundError, asked("x")) is not None)
check("takes the provider away", requests.delete(f"{BASE}/api/providers/snippet-lab/", headers=OURS).status_code == 204)
