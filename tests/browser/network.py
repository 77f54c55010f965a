"""A network between a phone and the server that can hang, or lose what the server replies."""

from contextlib import closing
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from urllib.parse import urlsplit


class Network(ThreadingHTTPServer):
    """Passes on what it is asked to a server, as long as it works."""

    def __init__(self, server):
        super().__init__(("localhost", 0), Way)
        self.server = urlsplit(server).netloc
        self.works, self.loses_replies, self.slow = Event(), False, ""
        self.works.set()
        Thread(target=self.serve_forever, daemon=True).start()

    @property
    def base(self):
        """The start of the addresses behind it."""
        return f"http://localhost:{self.server_port}"

    def hang(self):
        """Take requests and answer nothing: what is asked meanwhile arrives later."""
        self.works.clear()

    def hold_back(self, slow):
        """Take long, until it works again, for addresses in which these words stand."""
        self.slow = slow
        self.works.clear()

    def lose_replies(self):
        """Bring forms to the server, and lose what it replies."""
        self.loses_replies = True

    def work(self):
        """Work again."""
        self.loses_replies, self.slow = False, ""
        self.works.set()

    def handle_error(self, request, client_address):
        """Say nothing of a phone that did not wait."""


class Way(BaseHTTPRequestHandler):
    """One request on its way."""

    def do_GET(self):
        """Bring it to the server and the reply back."""
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.server.slow in self.path:
            self.server.works.wait()
        with closing(HTTPConnection(self.server.server)) as connection:
            connection.request(self.command, self.path, body, dict(self.headers))
            reply = connection.getresponse()
            content = reply.read()
        if self.command == "POST" and self.server.loses_replies:
            return
        self.send_response_only(reply.status)
        for name, value in reply.getheaders():
            if name not in {"Transfer-Encoding", "Content-Length", "Connection"}:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_POST = do_GET  # noqa: N815 - the library asks for this name

    def log_message(self, *_):
        """Say nothing."""
