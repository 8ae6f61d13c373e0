"""A Rasa server's command line and answers, from the standard library alone: it starts at once."""

import json
import signal
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Handler(BaseHTTPRequestHandler):
    """Calls everything ``sign_up``, except what is a question."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """``/status``."""
        self._answer({"model_file": "zhiyuan.tar.gz"})

    def do_POST(self) -> None:
        """``/model/parse``."""
        text = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["text"]
        name = "query_hours" if text.endswith(("?", "？")) else "sign_up"
        intent = {"name": name, "confidence": 0.9}
        self._answer({"text": text, "intent": intent, "intent_ranking": [intent], "entities": []})

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing of requests."""

    def _answer(self, body: object) -> None:
        data = json.dumps(body).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


if __name__ == "__main__":
    expected = ["-m", "rasa", "run", "--enable-api", "--model", "models/zhiyuan.tar.gz"]
    assert sys.argv[1:7] == expected, sys.argv
    # As Sanic does: a frozen one then hears it only when it thaws.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    print("serving", flush=True)
    port = int(sys.argv[sys.argv.index("--port") + 1])
    ThreadingHTTPServer(("127.0.0.1", port), Handler).serve_forever()
