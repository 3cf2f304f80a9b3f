"""A scripted provider that speaks four wire formats and refuses what it does not understand.

    python fake_provider.py --port 9999 [--open]

Paths: /openai/v1/chat/completions, /openai/v1/responses, /anthropic/v1/messages,
/gemini/v1beta/models/{model}:generateContent and :streamGenerateContent.

A request says in its last user text what should happen, as `[text]`, `[tools]`, `[cut]` and so on.
The fake reads the request in the vendor's own form and answers 400 when a tool, a picture, a schema
or a tool result did not arrive in that form, so a passing client proves the whole translation.
Only the standard library is used. With --open it asks for no key, like a server on one's own machine.
"""
import argparse
import json
import re
import socket
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from fake_forms import FORMS
from fake_plan import Refusal, plan

KEY = "fake-provider-key"
HTML = b"<!doctype html><html><body>Please sign in</body></html>"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        raw = self.rfile.read(int(self.headers.get("content-length") or 0))
        path = self.path.split("?")[0]
        form = next((f for f in FORMS if re.fullmatch(f.path, path)), None)
        if form is None:
            return self.reply(404, {"error": {"message": f"no such path: {path}"}})
        form = form()
        try:
            if not self.server.open and not form.authorized(self.headers, KEY):
                raise Refusal(401, "wrong or missing key")
            try:
                body = json.loads(raw)
            except ValueError:
                raise Refusal(400, "body is not JSON") from None
            seen = form.read(body, path)
            answer = plan(seen)
        except Refusal as e:
            return self.reply(e.status, form.error(e.status, e.message), e.headers)
        if answer.fault == "html":
            return self.send(200, "text/html", HTML)
        if seen.stream:
            return self.stream(form, answer, path)
        if answer.fault:
            return self.fault_without_stream(form, answer)
        self.reply(200, form.buffered(answer))

    def do_GET(self):
        if self.path.endswith("/models"):
            return self.reply(200, {"object": "list", "data": [{"id": "fake-model", "object": "model"}]})
        self.reply(404, {"error": {"message": "no such path"}})

    def fault_without_stream(self, form, answer):
        whole = json.dumps(form.buffered(answer)).encode()
        if answer.fault == "garbage":
            return self.send(200, "application/json", b"{not json")
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(whole)))
        self.end_headers()
        self.wfile.write(whole[: len(whole) // 2])
        self.drop()

    def stream(self, form, answer, path):
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.send_header("transfer-encoding", "chunked")
        self.end_headers()
        events = form.events(answer)
        if answer.fault:
            events = events[: form.fault_after]
        for event in events:
            self.chunk(event.encode())
            time.sleep(0.003)
        if answer.fault == "cut":
            return self.drop()
        if answer.fault == "error-event":
            self.chunk(form.error_event("overloaded in the middle").encode())
        if answer.fault == "garbage":
            self.chunk(b"data: {not json\n\n")
        self.wfile.write(b"0\r\n\r\n")

    def chunk(self, data):
        self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))
        self.wfile.flush()

    def drop(self):
        """Close without a proper end, as a crashed server does."""
        self.wfile.flush()
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    def reply(self, status, body, headers=()):
        self.send(status, "application/json", json.dumps(body).encode(), headers)

    def send(self, status, kind, data, headers=()):
        self.send_response(status)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(data)))
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *args):
        pass


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--open", action="store_true")
    args = parser.parse_args()
    server = ThreadingHTTPServer(("127.0.0.1", args.port), Handler)
    server.open = args.open
    print(f"READY {server.server_port}", flush=True)
    server.serve_forever()
