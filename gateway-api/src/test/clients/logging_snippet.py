"""The logging snippet that users paste: only host and key are ours."""
import requests

from checks import BASE, KEY, check, eventually

url = f"{BASE}/api/request-logs/create/"
payload = {
    "model": "MY_CUSTOM_MODEL_ID",
    "prompt_messages": [
        {
            "role": "user",
            "content": "Hello!",
        }
    ],
    "completion_message": {
        "role": "assistant",
        "content": "Hello from my custom provider.",
    },
    "cost": 0.001,
    "generation_time": 1.2,
    "customer_params": {
        "customer_identifier": "user_123",
    },
}
headers = {
    "Authorization": f"Bearer {KEY}",
    "Content-Type": "application/json",
}

response = requests.post(url, headers=headers, json=payload)

check("takes the log", response.status_code == 201, response.text)
stored = response.json()


def read():
    answer = requests.get(f"{BASE}/api/request-logs/{stored['unique_id']}/", headers=headers)
    return answer.json() if answer.status_code == 200 else None


span = eventually(read)
check("reads it back", span is not None and span["model"] == "MY_CUSTOM_MODEL_ID", span)
check("keeps the cost", span["cost"] == 0.001, span["cost"])
check("keeps the time", span["latency"] == 1.2, span["latency"])
check("keeps the customer", span["customer_identifier"] == "user_123", span)
check("keeps both messages", span["prompt_messages"] == payload["prompt_messages"] and span["completion_message"] == payload["completion_message"], span)
