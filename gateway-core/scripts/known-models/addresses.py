#!/usr/bin/env python3
"""Compares the base URL of each provider's row with the address genai-prices knows its answers by.

    venv/bin/python addresses.py providers.json

Only rows that name a catalogue can be compared. Where the two differ, the vendor's own page decides, and
DECIDED says so. Ends with `N passed, N failed, N skipped`.
"""

import json
import re
import sys

import genai_prices.data

DECIDED = {
    "togetherai": "its own page says api.together.ai, the catalogue still has api.together.xyz: "
                  "https://docs.together.ai/docs/inference/openai-compatibility (read 2026-11-23)",
}
# What a user would enter.
GAPS = {"{aws_region_name}": "us-east-1", "{vertex_ai_location}": "us-central1", "{vertex_ai_project}": "project",
        "{api_base}": "https://ours.openai.azure.com"}


def main():
    patterns = {provider.id: provider.api_pattern for provider in genai_prices.data.providers}
    passed = failed = 0
    for row in json.load(open(sys.argv[1]))["providers"]:
        if row.get("catalogue") is None:
            continue
        url = row["base_url"]
        for gap, value in GAPS.items():
            url = url.replace(gap, value)
        same = re.match(patterns[row["catalogue"]], url) is not None
        if same != (row["id"] in DECIDED):
            passed += 1
        else:
            failed += 1
            print(f"{row['id']}: {url} is not {patterns[row['catalogue']]}" if not same
                  else f"{row['id']}: agrees by now, its decision can go")
    print(f"{passed} passed, {failed} failed, 0 skipped")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
