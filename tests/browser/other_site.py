"""Another site, served for real beside ours, whose page shows a programme by one line."""

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


class OtherSite:
    """The page as somebody sees it; ``complaints`` is what the browser had to say."""

    def __init__(self, page, site):
        self.page, self.site, self.complaints = page, site, []
        page.on("console", lambda message: self.complaints.append(message.text))
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self.handler())
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        """Stop serving."""
        self.server.shutdown()
        self.server.server_close()

    def handler(self):
        """Return what answers every request with the page."""
        body = (
            '<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>Elsewhere</title><body>'
            f'<script async src="{self.site.base}/embed.js"'
            f' data-mission="{self.site.mission.slug}" data-language="en"></script>'
        ).encode()

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args):
                """Say nothing."""

        return Handler

    def open(self):
        """Open it, and wait until its frame has come or was refused."""
        with self.page.expect_event("framenavigated", lambda frame: frame.parent_frame):
            self.page.goto(self.address)
        self.frame = self.page.frames[1]
        self.frame.wait_for_load_state()
        return self

    def has(self, text):
        """Tell whether the frame shows a text."""
        return self.frame.get_by_text(text).count() > 0

    def hidden_pixels(self):
        """Return how much of the programme is cut off below, once its height was told."""
        self.page.wait_for_function("document.querySelector('iframe').height !== '600'")
        height = int(self.page.locator("iframe").get_attribute("height"))
        return max(0, self.frame.evaluate("document.documentElement.scrollHeight") - height)
