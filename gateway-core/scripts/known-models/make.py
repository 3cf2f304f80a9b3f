#!/usr/bin/env python3
"""Makes the bundled file of known models: prices, windows, capabilities, deprecations.

    python3 make.py [--wheels FOLDER] [--accept]

Downloads the three wheels that sources.json pins (or takes them from FOLDER), checks their hashes, and
reads them as data: Python source by its syntax tree, JSON as JSON. Nothing of them is installed,
imported or run. Prices come from genai-prices; capability flags and output windows from litellm's JSON;
model-prices only judges.

Ends with status 1, writing nothing, when a price moved by more than 30 % against the file that is there,
or differs from model-prices by more than 1 %, and decisions.json does not decide it. --accept writes the
names into decisions.json with an empty decision, which a person fills in: until then the status stays 1.
"""

import argparse
import ast
import datetime
import gzip
import hashlib
import json
import subprocess
import sys
import tempfile
import zipfile
from decimal import Decimal
from pathlib import Path

HERE = Path(__file__).resolve().parent
TARGET = HERE.parents[1] / "src/main/resources/dev/turnpike/core/known"
PROVIDERS = ["openai", "anthropic", "google", "mistral", "baseten", "fireworks", "groq", "perplexity", "together", "x-ai",
             "cohere", "cerebras", "deepseek", "azure", "moonshotai", "novita", "openrouter", "aws"]
# How each provider's models are named in litellm's file.
LITELLM = {"openai": ["", "openai/"], "anthropic": ["", "anthropic/"], "google": ["gemini/", "vertex_ai/", ""], "mistral": ["mistral/"],
           "baseten": ["baseten/"], "fireworks": ["fireworks_ai/"], "groq": ["groq/"], "perplexity": ["perplexity/"],
           "together": ["together_ai/"], "x-ai": ["xai/"], "cohere": ["cohere/", ""], "cerebras": ["cerebras/"],
           "deepseek": ["deepseek/"], "azure": ["azure/"], "moonshotai": ["moonshot/"], "novita": ["novita/"],
           "openrouter": ["openrouter/"], "aws": ["", "bedrock/"]}
JUDGE = {"openai": "openai", "anthropic": "anthropic", "google": "google", "mistral": "mistral", "groq": "groq", "x-ai": "xai",
         "cohere": "cohere", "cerebras": "cerebras", "deepseek": "deepseek", "moonshotai": "moonshotai", "perplexity": "perplexity"}
UNITS = {"input_mtok": "in", "output_mtok": "out", "cache_read_mtok": "read", "cache_write_mtok": "write",
         "input_audio_mtok": "audio_in", "output_audio_mtok": "audio_out", "output_reasoning_mtok": "reasoning",
         "requests_kcount": "calls"}
FLAGS = {"supports_function_calling": "tools", "supports_parallel_function_calling": "parallel_tools", "supports_vision": "vision",
         "supports_response_schema": "json_schema", "supports_reasoning": "reasoning", "supports_audio_input": "audio_input",
         "supports_audio_output": "audio_output", "supports_pdf_input": "pdf", "supports_prompt_caching": "prompt_caching",
         "supports_web_search": "web_search"}
TYPES = {"chat": "chat", "responses": "chat", "completion": "chat", "embedding": "embedding", "image_generation": "image",
         "image_edit": "image", "video_generation": "video", "rerank": "rerank", "audio_speech": "speech",
         "audio_transcription": "transcription"}


def wheels(folder, pins):
    """The wheels' contents by package, after their hashes were checked."""
    found = {}
    for name, pin in pins.items():
        path = folder / pin["wheel"]
        if not path.exists():
            subprocess.run([sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:",
                            "--dest", str(folder), f"{name}=={pin['version']}"], check=True)
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        if digest != pin["sha256"]:
            sys.exit(f"{pin['wheel']} has the hash {digest}, not the pinned one")
        found[name] = zipfile.ZipFile(path)
    return found


def value(node):
    """A literal, a constructor call as a dict with its name under 'is', or a list of them."""
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, ast.List):
        return [value(item) for item in node.elts]
    if isinstance(node, ast.Dict):
        return {value(k): value(v) for k, v in zip(node.keys, node.values)}
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -value(node.operand)
    if isinstance(node, ast.Call):
        name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
        if name == "Decimal":
            return Decimal(str(value(node.args[0])))
        if name == "date":
            return datetime.date(*[value(a) for a in node.args]).isoformat()
        if name == "time":
            return datetime.time(*[value(a) for a in node.args]).isoformat("minutes")
        return {"is": name, **{k.arg: value(k.value) for k in node.keywords}}
    if isinstance(node, ast.Attribute):
        return node.attr
    raise ValueError(ast.dump(node)[:200])


def providers(source):
    for node in ast.parse(source).body:
        if isinstance(node, ast.AnnAssign) and node.target.id == "providers":
            return value(node.value)
    raise ValueError("no providers in the data")


def match(clause):
    kind = clause["is"]
    if kind in ("ClauseOr", "ClauseAnd"):
        word = kind[6:].lower()
        return {word: [match(c) for c in clause[word + "_"]]}
    word = {"ClauseEquals": "equals", "ClauseStartsWith": "starts_with", "ClauseEndsWith": "ends_with",
            "ClauseContains": "contains", "ClauseRegex": "regex"}[kind]
    text = clause[word]
    return {word: text if word == "regex" else text.lower()}


def number(price):
    return format(price.normalize(), "f") if isinstance(price, Decimal) else str(price)


def rates(prices):
    out = {}
    for unit, short in UNITS.items():
        price = prices.get(unit)
        if price is None:
            continue
        if isinstance(price, dict):
            out[short] = {"base": number(price["base"]), "tiers": [[t["start"], number(t["price"])] for t in price["tiers"]]}
        else:
            out[short] = number(price)
    return out


def history(prices):
    """Dated prices, oldest first; the last one that holds counts."""
    if isinstance(prices, dict):
        return [rates(prices)]
    out = []
    for conditional in prices:
        entry = rates(conditional["prices"])
        constraint = conditional.get("constraint")
        if constraint and constraint["is"] == "StartDateConstraint":
            entry["from"] = constraint["start_date"]
        elif constraint:
            entry["between"] = [constraint["start_time"], constraint["end_time"]]
        out.append(entry)
    return out


def batch(variants):
    """What a batch costs, where it is known."""
    for variant in variants or []:
        if "batch" in variant["when"].values() and not variant.get("constraint"):
            return rates(variant["prices"])
    return None


def flags(provider, model, litellm):
    for prefix in LITELLM[provider]:
        entry = litellm.get(prefix + model)
        if entry and (prefix or provider in ("openai", "anthropic", "google", "cohere", "aws")):
            return entry
    return None


def model(provider, source, litellm):
    out = {"id": source["id"], "match": match(source["match"]), "prices": history(source["prices"])}
    if source.get("name"):
        out["name"] = source["name"]
    if source.get("context_window"):
        out["window"] = source["context_window"]
    if source.get("deprecated"):
        out["deprecated"] = True
    cheap = batch(source.get("price_variants"))
    if cheap:
        out["batch"] = cheap
    entry = flags(provider, source["id"], litellm)
    if entry:
        out["can"] = sorted(word for flag, word in FLAGS.items() if entry.get(flag))
        out["type"] = TYPES.get(entry.get("mode"), "chat")
        if entry.get("deprecation_date"):
            out["ends"] = entry["deprecation_date"]
        if not out.get("window") and isinstance(entry.get("max_input_tokens"), int):
            out["window"] = entry["max_input_tokens"]
        if isinstance(entry.get("max_output_tokens"), int):
            out["max_output"] = entry["max_output_tokens"]
    return out


def decide(entry, decision):
    """What a person decided about a model: another price, one from some day on, a last day, another name."""
    changes = decision.get("set", {})
    for price in entry["prices"]:
        price.update(changes.get("prices", {}))
    if "then" in changes:
        last = entry["prices"][-1]
        if last.get("from", "0") >= changes["then"]["from"] or "between" in last:
            sys.exit(f"{entry['id']} has a newer price than the decided one: decide again")
        later = {**last, **changes["then"]}
        entry["prices"].append({unit: price for unit, price in later.items() if price is not None})
    for member in ("ends", "deprecated"):
        if member in changes:
            entry[member] = changes[member]
    if "also" in changes:
        entry["match"] = {"or": [entry["match"], *({"equals": name} for name in changes["also"])]}


def current(entry, short):
    """The undiscounted price that holds today."""
    today = datetime.datetime.now(datetime.timezone.utc).date().isoformat()
    for prices in reversed(entry["prices"]):
        if "between" not in prices and prices.get("from", "0") <= today and short in prices:
            price = prices[short]
            return Decimal(price["base"] if isinstance(price, dict) else price)
    return None


def jumps(before, now):
    """Prices that moved by more than 30 %."""
    for provider, source in now["providers"].items():
        old = {m["id"]: m for m in before.get("providers", {}).get(provider, {}).get("models", [])}
        for entry in source["models"]:
            for short in ("in", "out"):
                was, is_ = current(old.get(entry["id"], {"prices": []}), short), current(entry, short)
                if was and is_ is not None and abs(is_ - was) / was > Decimal("0.3"):
                    yield f"{provider}/{entry['id']}", f"{short} moved from {was} to {is_}"


def disagreements(judge, now):
    for provider, theirs in JUDGE.items():
        for entry in now["providers"][provider]["models"]:
            known = judge["prices"].get(theirs, {}).get(entry["id"], {}).get("standard")
            told = known[-1]["rates"] if known else {}
            for short, word in (("in", "input"), ("out", "output")):
                ours = current(entry, short)
                if ours is None or word not in told:
                    continue
                other = Decimal(str(told[word]))
                if abs(ours - other) > max(ours, other) * Decimal("0.01"):
                    yield f"{provider}/{entry['id']}", f"{short} is {ours}, model-prices says {other}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--wheels", type=Path)
    parser.add_argument("--accept", action="store_true")
    options = parser.parse_args()
    pins = json.loads((HERE / "sources.json").read_text())
    with tempfile.TemporaryDirectory() as temporary:
        contents = wheels(options.wheels or Path(temporary), pins)
        read = {name: contents[name].read(pin["member"]).decode() for name, pin in pins.items()}
        notices = {name: contents[name].read(pin["notice"]).decode() for name, pin in pins.items()}
    litellm, judge = json.loads(read["litellm"]), json.loads(read["model-prices"])
    sources = {p["id"]: p for p in providers(read["genai-prices"])}
    made = {"form": 1, "version": "", "sources": {n: {k: p[k] for k in ("version", "sha256", "licence")} for n, p in pins.items()},
            "providers": {}}
    for name in PROVIDERS:
        made["providers"][name] = {"models": [model(name, m, litellm) for m in sources[name]["models"]]}
        if sources[name].get("fallback_model_providers"):
            made["providers"][name]["fallback"] = sources[name]["fallback_model_providers"]
    list_of = HERE / "decisions.json"
    decisions = json.loads(list_of.read_text()) if list_of.exists() else {}
    # The judge looks at what the source says; the file that is there holds what was decided.
    findings = list(disagreements(judge, made))
    for name, provider in made["providers"].items():
        for entry in provider["models"]:
            decide(entry, decisions.get(f"{name}/{entry['id']}", {}))
    digest = hashlib.sha256(json.dumps(made["providers"], sort_keys=True).encode()).hexdigest()
    made["version"] = f"genai-prices {pins['genai-prices']['version']}, {digest[:12]}"

    target = TARGET / "known-models.json.gz"
    before = json.loads(gzip.decompress(target.read_bytes())) if target.exists() else {}
    # A price that a person set may well jump.
    findings += [(name, why) for name, why in jumps(before, made) if "set" not in decisions.get(name, {})]
    open_ones = [(name, why) for name, why in findings if why not in decisions.get(name, {}).get("differs", [])]
    if open_ones and options.accept:
        for name, why in open_ones:
            decisions.setdefault(name, {"differs": [], "decision": ""})["differs"].append(why)
        list_of.write_text(json.dumps(decisions, indent=1, sort_keys=True, ensure_ascii=False) + "\n")
    elif open_ones:
        print("\n".join(f"{name}: {why}" for name, why in open_ones))
        sys.exit(f"{len(open_ones)} prices jumped or are disputed; note them with --accept, then decide each")
    undecided = [name for name, entry in decisions.items() if not entry["decision"]]
    if undecided:
        sys.exit("not decided yet: " + ", ".join(undecided))

    text = json.dumps(made, separators=(",", ":"), sort_keys=True).encode()
    TARGET.mkdir(parents=True, exist_ok=True)
    target.write_bytes(gzip.compress(text, 9, mtime=0))
    (TARGET / "NOTICES.txt").write_text("\n\n".join(
        f"{n} {pins[n]['version']}\n\n{notices[n].strip()}" for n in ("genai-prices", "litellm")) + "\n")
    count = sum(len(p["models"]) for p in made["providers"].values())
    print(f"{count} models of {len(PROVIDERS)} providers, {len(text)} bytes, {target.stat().st_size} compressed: {made['version']}")


if __name__ == "__main__":
    main()
