"""What a browser would send back of a page: the fields of its forms with their values."""

from html.parser import HTMLParser


class Fields(HTMLParser):
    """Reads inputs, choices and text areas of the form that edits a row, by name."""

    def __init__(self):
        super().__init__()
        self.values = {}
        self.name = None
        self.is_text = False
        self.is_inside = False

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form":
            self.is_inside = (attrs.get("id") or "").endswith("_form")
        elif self.is_inside and hasattr(self, f"read_{tag}"):
            getattr(self, f"read_{tag}")(attrs)

    def read_input(self, attrs):
        box = attrs.get("type") in {"checkbox", "radio"}
        earlier = self.values.get(attrs.get("name")) if attrs.get("type") == "checkbox" else None
        if not box or "checked" in attrs:
            value = attrs.get("value") or ("on" if box else "")
            earlier = [earlier] if isinstance(earlier, str) else earlier
            self.values[attrs.get("name")] = [*earlier, value] if earlier else value
        else:
            self.values.setdefault(attrs.get("name"), [])

    def read_select(self, attrs):
        self.name = attrs.get("name")
        self.values[self.name] = []

    def read_option(self, attrs):
        if self.name and "selected" in attrs:
            self.values[self.name] = [*self.values[self.name], attrs.get("value", "")]

    def read_textarea(self, attrs):
        self.name, self.is_text = attrs.get("name"), True
        self.values[self.name] = ""

    def handle_data(self, data):
        if self.is_text:
            self.values[self.name] = self.values[self.name] + data.removeprefix("\n")

    def handle_endtag(self, tag):
        if tag == "form":
            self.is_inside = False
        if tag in {"select", "textarea"}:
            self.name, self.is_text = None, False


BUTTONS = {"_save", "_continue", "_addanother", "_saveasnew", "csrfmiddlewaretoken"}


def typed(page):
    """Return the fields of a page of the desk, without buttons, templates of rows and search."""
    fields = Fields()
    fields.feed(page.content.decode())
    return {
        name: value
        for name, value in fields.values.items()
        if name and name not in BUTTONS and "__prefix__" not in name
    }
