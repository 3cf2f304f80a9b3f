"""Writes the API reference of the documentation from the OpenAPI document of a running gateway.

    python api_reference.py --base http://127.0.0.1:8080 [--check]

With --check nothing is written: it fails when docs/api-reference.md is not what the document says.
"""
import argparse
import json
import pathlib
import re
import sys
import urllib.request

PAGE = pathlib.Path(__file__).resolve().parents[4] / "docs/api-reference.md"
HEAD = """# API reference

<!-- Made by gateway-api/src/test/sdk/api_reference.py from the OpenAPI document: change the endpoints, not this page. -->

Every endpoint, from the OpenAPI document that the gateway serves at `/api/openapi` (YAML; `?format=json`) and shows at `/api/docs`. Requests carry a key as `Authorization: Bearer`, unless it says otherwise. Errors are told in [errors](errors.md).
"""
METHODS = ["get", "post", "put", "patch", "delete"]


def text(value):
    """One line, fit for a table."""
    return re.sub(r"\s+", " ", value or "").strip().replace("|", "\\|")


def prose(value):
    """A paragraph. What looks like a tag, or like a rule of a list, is a text here."""
    return re.sub(r"\s+", " ", value or "").strip().replace("<", "&lt;")


def resolved(document, node):
    """What a reference stands for."""
    while isinstance(node, dict) and "$ref" in node:
        found = document
        for part in node["$ref"].removeprefix("#/").split("/"):
            found = found[part]
        node = found
    return node or {}


def kind(document, schema):
    """A schema in a word or two."""
    if "$ref" in schema:
        return schema["$ref"].rsplit("/", 1)[1]
    found = schema.get("type", "any")
    if isinstance(found, list):
        return " or ".join(found)
    if found == "array":
        return "list of " + kind(document, schema.get("items", {}))
    return found


def example(content):
    """The first example of a body, and its media type."""
    for media, body in (content or {}).items():
        if "example" in body:
            return media, body["example"]
        for one in (body.get("examples") or {}).values():
            if "value" in one:
                return media, one["value"]
    return None


def fenced(value):
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError:
            return "```text\n" + value.rstrip() + "\n```\n"
    return "```json\n" + json.dumps(value, indent=2, ensure_ascii=False) + "\n```\n"


def fields(document, operation):
    """The members of a request's body, as a table."""
    content = resolved(document, operation.get("requestBody")).get("content") or {}
    for body in content.values():
        schema = resolved(document, body.get("schema"))
        properties = schema.get("properties") or {}
        if properties:
            required = schema.get("required") or []
            rows = [
                f"| `{name}`{' (required)' if name in required else ''} | {kind(document, one)} | {text(resolved(document, one).get('description'))} |"
                for name, one in properties.items()
            ]
            return "| field | type | meaning |\n| --- | --- | --- |\n" + "\n".join(rows) + "\n\n"
    return ""


def parameters(document, path_item, operation):
    rows = []
    for one in (path_item.get("parameters") or []) + (operation.get("parameters") or []):
        one = resolved(document, one)
        rows.append(f"| `{one['name']}` | {one['in']} | {kind(document, one.get('schema') or {})} | {text(one.get('description'))} |")
    return "| parameter | in | type | meaning |\n| --- | --- | --- | --- |\n" + "\n".join(rows) + "\n\n" if rows else ""


def section(document, paths, item, method):
    operation = item[method]
    parts = [f"### {method.upper()} {paths[0]}\n\n", prose(operation.get("summary")).rstrip(".") + ".\n\n"]
    if paths[1:]:
        parts.append("The same at " + ", ".join(f"`{path}`" for path in paths[1:]) + ".\n\n")
    if operation.get("security") == []:
        parts.append("No key is needed.\n\n")
    if operation.get("description"):
        parts.append(prose(operation["description"]) + "\n\n")
    parts.append(parameters(document, item, operation))
    parts.append(fields(document, operation))
    sent = example(resolved(document, operation.get("requestBody")).get("content"))
    if sent:
        parts.append(f"Request, `{sent[0]}`:\n\n" + fenced(sent[1]) + "\n")
    answers = sorted((operation.get("responses") or {}).items())
    for status, answer in answers:
        found = example(resolved(document, answer).get("content")) if status.startswith("2") else None
        if found:
            parts.append(f"Answer {status}, `{found[0]}`:\n\n" + fenced(found[1]) + "\n")
    parts.append("Statuses: " + ", ".join(f"`{status}`" for status, _ in answers) + ".\n\n")
    return "".join(parts)


def page(document):
    alike = {}
    for path, item in document["paths"].items():
        for method in METHODS:
            if method in item:
                told = json.dumps([item[method].get(name) for name in ("tags", "summary", "description", "responses")])
                alike.setdefault((method, told), []).append(path)
    by_tag = {}
    for (method, _), paths in alike.items():
        # What clients of the platform call comes first, then what is shortest.
        paths.sort(key=lambda path: (not path.startswith("/api/"), len(path)))
        item = document["paths"][paths[0]]
        tag = (item[method].get("tags") or ["Others"])[0]
        by_tag.setdefault(tag, []).append(section(document, paths, item, method))
    return (HEAD + "".join(f"\n## {tag}\n\n" + "".join(parts) for tag, parts in sorted(by_tag.items()))).rstrip() + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", required=True)
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    with urllib.request.urlopen(args.base + "/api/openapi?format=json", timeout=30) as answer:
        made = page(json.load(answer))
    if not args.check:
        PAGE.write_text(made)
        print(f"{len(made.splitlines())} lines in {PAGE}")
    elif not PAGE.exists() or PAGE.read_text() != made:
        print(f"{PAGE} is not what the API says: run {pathlib.Path(__file__).name} without --check")
        sys.exit(1)


if __name__ == "__main__":
    main()
