"""The stylesheet of the design system, cut down to what our pages use."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles.finders import find

from agenda.publishing import publish
from delegation.design_system import CUT, WHOLE, UsedStylesFinder, cut
from tests.factories import DelegateFactory, MeetingFactory
from tests.moments import NOON

CLASS = re.compile(r"\.(-?[_a-zA-Z][\w-]*)")
ON_PAGE = re.compile(r'class="([^"]+)"')


def classes(path):
    return set(CLASS.findall(Path(find(path)).read_text(encoding="utf-8-sig")))


@pytest.mark.parametrize(
    ("rule", "stays"),
    [
        ("a:hover{color:red}", "a:hover{color:red}"),
        (".btn,.carousel{margin:0}", ".btn{margin:0}"),
        (".btn:not(.carousel){margin:0}", ".btn:not(.carousel){margin:0}"),
        (":is(.carousel,.btn) a{margin:0}", ""),
        (".btn.carousel{margin:0}", ""),
        ("#carousel{margin:0}", ""),
        ("[data-slide]{margin:0}", ""),
        ("input[type=date]{margin:0}", "input[type=date]{margin:0}"),
        ("@media print{.btn{margin:0}.carousel{margin:0}}", "@media print{.btn{margin:0}}"),
        ("@media print{.carousel{margin:0}}", ""),
        ("@font-face{font-family:Film}", ""),
    ],
)
def test_a_rule_stays_where_all_that_it_asks_for_is_written_somewhere(rule, stays):
    assert cut(f"/*! Licence */{rule}", {"btn", "type"}) == f"/*! Licence */\n{stays}".rstrip("\n")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    [
        "missions/", "missions/{slug}/", "missions/{slug}/items/{item}/",
        "missions/{slug}/delegation/", "missions/{slug}/firms/", "print/{slug}/", "figures/",
        "feedback/", "privacy/", "accessibility/", "nothing/",
    ],
)  # fmt: skip
def test_no_page_asks_for_a_class_that_was_cut(client, path):
    meeting = MeetingFactory()
    DelegateFactory(mission=meeting.mission)
    publish(mission=meeting.mission, now=NOON)

    page = client.get("/it/" + path.format(slug=meeting.mission.slug, item=meeting.pk))

    used = {name for names in ON_PAGE.findall(page.text) for name in names.split()}
    assert used & classes(WHOLE)
    assert used & classes(WHOLE) <= classes(CUT)
    assert "css/bootstrap-italia.used.css" in page.text


def test_it_is_collected_with_the_other_static_files():
    ((path, storage),) = UsedStylesFinder().list(None)

    assert (path, storage.path(path)) == (CUT, find(CUT))


def test_the_cut_is_a_twentieth_of_the_whole():
    sizes = [Path(find(path)).stat().st_size for path in (CUT, WHOLE)]

    assert sizes[0] < sizes[1] / 20
