"""Runs the documentation's snippets as a reader would, in the order of its index.

    python snippets.py --base http://127.0.0.1:8080 --key KEY --home DIR

Runs each fenced block that says `run` against the gateway at --base, with a scripted provider where the pages
have a local model server. Shares DIR with matrix.py. Ends with `N passed, N failed, N skipped`.
"""
import argparse
import os
import pathlib
import re
import subprocess
import sys
import tempfile

from matrix import HERE, install

DOCS = HERE.parents[3] / "docs"
FENCE = re.compile(r"^```(\w+)((?: \w+)*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PAGE = re.compile(r"^- \[[^]]+\]\(([^)]+\.md)\):", re.MULTILINE)
HERE_GATEWAY, HERE_MODELS = "http://localhost:8080", "http://localhost:11434"


def snippets():
    """(page, number in the page, language, code) of each block to run."""
    for page in PAGE.findall((DOCS / "index.md").read_text()):
        for number, (language, words, code) in enumerate(FENCE.findall((DOCS / page).read_text()), 1):
            if "run" in words.split():
                yield page, number, language, code


def command(language, code, python, node):
    """What runs a snippet, and in which folder."""
    if language == "python":
        return [python, "-c", code], None
    if language == "bash":
        # A reader sees an error answer; here it has to count.
        return ["bash", "-euo", "pipefail", "-c", re.sub(r"\bcurl ", "curl -sS --fail-with-body ", code)], None
    if language == "typescript":
        script = tempfile.NamedTemporaryFile("w", suffix=".mjs", dir=node, delete=False)
        script.write(code)
        script.close()
        return ["node", script.name], node
    raise SystemExit(f"no way to run {language}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", required=True)
    parser.add_argument("--key", required=True)
    parser.add_argument("--home", type=pathlib.Path, required=True)
    args = parser.parse_args()
    python, node = install(args.home.resolve())
    models = subprocess.Popen([sys.executable, HERE / "fake_provider.py", "--open"], stdout=subprocess.PIPE, text=True)
    passed = failed = 0
    try:
        fake = "http://127.0.0.1:" + models.stdout.readline().split()[1]
        for page, number, language, code in snippets():
            code = code.replace(HERE_GATEWAY, args.base).replace(HERE_MODELS, fake + "/openai")
            run, folder = command(language, code, python, node)
            env = {**os.environ, "TURNPIKE_API_KEY": args.key}
            try:
                done = subprocess.run(run, cwd=folder, env=env, capture_output=True, text=True, timeout=120)
                problem = None if done.returncode == 0 else (done.stderr + done.stdout)[-2000:]
            except subprocess.TimeoutExpired:
                problem = "took longer than 120 s"
            if problem is None:
                passed += 1
                print(f"ok      {page} block {number} ({language})")
            else:
                failed += 1
                print(f"FAILED  {page} block {number} ({language})\n{problem}")
    finally:
        models.terminate()
        for script in node.glob("tmp*.mjs"):
            script.unlink()
    print(f"{passed} passed, {failed} failed, 0 skipped")
    sys.exit(0 if passed and not failed else 1)


if __name__ == "__main__":
    main()
