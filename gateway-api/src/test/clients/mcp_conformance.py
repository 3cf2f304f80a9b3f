"""MCP's own conformance suite from npm, with the scenarios that servers with nothing but tools must pass."""
import os
import pathlib
import subprocess

from checks import BASE, KEY, check

# The newest that runs on Node 20.
SUITE = "@modelcontextprotocol/conformance@0.1.13"
SCENARIOS = ["server-initialize", "ping", "tools-list", "dns-rebinding-protection"]

folder = pathlib.Path(os.environ["CLIENT_HOME"]) / "conformance"
folder.mkdir(parents=True, exist_ok=True)
program = folder / "node_modules/.bin/conformance"
if not program.exists():
    subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", folder, SUITE], check=True)

for name, address in [("documentation", f"{BASE}/mcp/docs"), ("gateway", f"{BASE}/mcp?key={KEY}")]:
    # The suite can send no header; its rebinding scenario asks for a server at localhost.
    address = address.replace("127.0.0.1", "localhost")
    for scenario in SCENARIOS:
        done = subprocess.run(
            [program, "server", "--url", address, "--scenario", scenario], cwd=folder, capture_output=True, text=True, timeout=120
        )
        check(f"{name}: {scenario}", done.returncode == 0, (done.stdout + done.stderr).replace(KEY, "KEY")[-1500:])
