"""What a page says, line by line, as somebody reads it who sees neither tags nor colours."""

from html.parser import HTMLParser

INLINE = {"a", "abbr", "br", "del", "em", "ins", "output", "small", "span", "strong", "time"}
SILENT = {"head", "script", "style", "template", "title"}


class Lines(HTMLParser):
    """Collects the text of a page; every element that is not inline begins a new line."""

    def __init__(self):
        super().__init__()
        self.found = [[]]
        self.silent = 0

    def handle_starttag(self, tag, attrs):
        self.silent += tag in SILENT
        self.turn(tag)

    def handle_endtag(self, tag):
        self.silent -= tag in SILENT
        self.turn(tag)

    def turn(self, tag):
        if tag not in INLINE:
            self.found.append([])

    def handle_data(self, data):
        if not self.silent:
            self.found[-1].append(data)


def lines_of(answer):
    """Return the lines of an answer's page, each with its white space made single."""
    reader = Lines()
    reader.feed(answer.content.decode())
    lines = (" ".join("".join(parts).split()) for parts in reader.found)
    return [line for line in lines if line]
