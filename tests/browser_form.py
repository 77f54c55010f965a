"""What a browser would send back of a page: the fields of its forms with their values."""

from html.parser import HTMLParser


class Fields(HTMLParser):
    """Reads inputs, choices and text areas; ``values`` has them by name."""

    def __init__(self):
        super().__init__()
        self.values = {}
        self.name = None
        self.is_text = False

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "input" and attrs.get("name"):
            box = attrs.get("type") in {"checkbox", "radio"}
            if not box or "checked" in attrs:
                self.values[attrs["name"]] = attrs.get("value") or ("on" if box else "")
            elif box:
                self.values.setdefault(attrs["name"], [])
        elif tag == "select":
            self.name = attrs.get("name")
            self.values[self.name] = []
        elif tag == "option" and self.name and "selected" in attrs:
            self.values[self.name] = [*self.values[self.name], attrs.get("value", "")]
        elif tag == "textarea":
            self.name, self.is_text = attrs.get("name"), True
            self.values[self.name] = ""

    def handle_data(self, data):
        if self.is_text:
            self.values[self.name] = self.values[self.name] + data.removeprefix("\n")

    def handle_endtag(self, tag):
        if tag in {"select", "textarea"}:
            self.name, self.is_text = None, False


BUTTONS = {
    "_save",
    "_continue",
    "_addanother",
    "_saveasnew",
    "csrfmiddlewaretoken",
    "language",
    "next",
    "q",
}


def typed(page):
    """Return the fields of a page of the desk, without buttons, templates of rows and search."""
    fields = Fields()
    fields.feed(page.content.decode())
    return {
        name: value
        for name, value in fields.values.items()
        if name and name not in BUTTONS and "__prefix__" not in name
    }
