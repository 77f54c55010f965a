"""A mail server for tests, which can end whoever talks to it at a chosen moment."""

import re
import socketserver
from contextlib import contextmanager
from threading import Thread


class Talk(socketserver.StreamRequestHandler):
    """One sender's talk with the server, in SMTP."""

    def handle(self):
        self.server.reach("greeting")
        self.say("220 here")
        for line in self.rfile:
            verb = line[:4].upper().decode()
            if verb == "DATA":
                self.say("354 go on")
                self.server.received.append(self.message_id())
            self.server.reach(verb)
            self.say("221 bye" if verb == "QUIT" else "250 yes")

    def say(self, line):
        try:
            self.wfile.write(f"{line}\r\n".encode())
        except OSError:
            return

    def message_id(self):
        """Read a message to its end; return its name."""
        lines = b"".join(iter(self.rfile.readline, b".\r\n")).decode()
        return re.search(r"^Message-ID: (\S+)", lines, re.MULTILINE)[1]


class MailServer(socketserver.ThreadingTCPServer):
    """Keeps the names of what it received; at one moment, once, it interrupts."""

    daemon_threads = True
    interrupt_at = ""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Talk)
        self.received = []
        self.interrupt = None

    def reach(self, moment):
        """Interrupt if this is the moment for it."""
        if moment == self.interrupt_at:
            self.interrupt_at = ""
            self.interrupt()

    @property
    def url(self):
        return f"smtp://127.0.0.1:{self.server_address[1]}"


@contextmanager
def mail_server():
    with MailServer() as server:
        Thread(target=server.serve_forever, args=[0.05], daemon=True).start()
        yield server
        server.shutdown()
