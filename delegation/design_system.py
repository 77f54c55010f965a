"""The part of the design system's stylesheet that our pages use, cut out of the whole.

Bootstrap Italia's is 90 KB on the wire, and all but a few of its rules are for components that
stand on none of our pages. A rule stays where every class and attribute that its selector asks
for is written somewhere in our templates, forms or scripts: so more stays than is used, and
never less. The cut is made when static files are collected, or served without having been.
"""

import os
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from hashlib import blake2b
from itertools import pairwise
from pathlib import Path

import tinycss2
from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.contrib.staticfiles.finders import find as find_file
from django.core.checks import CheckMessage
from django.core.files.storage import FileSystemStorage, Storage
from tinycss2.ast import AtRule, Node, QualifiedRule

WHOLE = "css/bootstrap-italia.min.css"
CUT = "css/bootstrap-italia.used.css"  # beside the whole: what it names by its place is found
WRITTEN_IN = ("templates/**/*.html", "*/static/site/*.js", "*/forms/*.py", "*/forms.py")
WORD = re.compile(r"[\w-]+")
ASKED_FOR = re.compile(r"[.#]([\w-]+)|\[\s*([\w-]+)")
NOT_ASKED_FOR = re.compile(r":not\([^()]*\)")
GROUPS = {"media", "supports", "container", "layer"}


class UsedStylesFinder(BaseFinder):
    """Finds the cut stylesheet among static files, and makes it where it isn't there yet."""

    def find(self, path: str, find_all: bool = False) -> str | Sequence[str]:
        """Return where the file of this path stands; nothing where it is another one."""
        found = [str(cut_file())] if path == CUT else []
        return found if find_all else "".join(found)

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        """Yield the one file there is, for collecting."""
        yield CUT, FileSystemStorage(location=cut_file().parent.parent)

    def check(self, **kwargs: object) -> Sequence[CheckMessage]:
        """Return no complaint: there is nothing to set."""
        return []


@cache
def cut_file() -> Path:
    """Return where the cut stylesheet stands, once a process; it says what it was made of."""
    whole = Path(find_file(WHOLE)).read_text(encoding="utf-8-sig")
    words = used_words(settings.BASE_DIR)
    made_of = blake2b(repr((whole, sorted(words))).encode(), digest_size=8).hexdigest()
    mark = f"/* {made_of} */\n"
    path = settings.DATA_DIR / "static" / CUT
    if not (path.exists() and path.read_text(encoding="utf-8").startswith(mark)):
        path.parent.mkdir(parents=True, exist_ok=True)
        being_made = path.with_name(f"{made_of}.{os.getpid()}")
        being_made.write_text(mark + cut(whole, words), encoding="utf-8")
        being_made.replace(path)  # at once: another process may be reading
    return path


def used_words(folder: Path) -> set[str]:
    """Return every word of the files that may name a class."""
    paths = (path for pattern in WRITTEN_IN for path in folder.glob(pattern))
    return {word for path in paths for word in WORD.findall(path.read_text(encoding="utf-8"))}


def cut(whole: str, words: Collection[str]) -> str:
    """Return its licence and the rules of a stylesheet that ask for nothing but these words.

    Fonts and movements go: no page of ours shows the ones that it brings.
    """
    licence = whole[: whole.index("*/") + 2]
    rules = tinycss2.parse_stylesheet(whole, skip_comments=True, skip_whitespace=True)
    return "\n".join([licence, *used_rules(rules, words)])


def used_rules(rules: Iterable[Node], words: Collection[str]) -> Iterator[str]:
    """Yield the rules that stay, as text."""
    for rule in rules:
        if isinstance(rule, QualifiedRule):
            selectors = ",".join(used_selectors(rule.prelude, words))
            if selectors:
                yield f"{selectors}{{{tinycss2.serialize(rule.content)}}}"
        elif isinstance(rule, AtRule) and rule.lower_at_keyword in GROUPS:
            inner = tinycss2.parse_rule_list(rule.content or [], skip_whitespace=True)
            if kept := "".join(used_rules(inner, words)):
                yield f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{kept}}}"


def used_selectors(prelude: list[Node], words: Collection[str]) -> Iterator[str]:
    """Yield those of a rule's selectors that may meet something on a page."""
    comma = [None, *(at for at, node in enumerate(prelude) if node == ","), None]
    for before, after in pairwise(comma):
        start = 0 if before is None else before + 1
        selector = tinycss2.serialize(prelude[start:after])
        asked_for = ASKED_FOR.findall(NOT_ASKED_FOR.sub("", selector))
        if all((name or attribute) in words for name, attribute in asked_for):
            yield selector
