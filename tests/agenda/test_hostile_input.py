"""Wrong and hostile input at every form of the desk: a sentence, never an error page."""

import pytest

from tests.agenda.test_lists import LISTS, address, make
from tests.browser_form import typed

pytestmark = pytest.mark.django_db
GARBAGE = [
    "abc", "-1", "99999999999999999999999", "1e400", "NaN", "\x00", "a\x00b", "x" * 30_000,
    "0000-00-00", "9999-12-31", "0001-01-01", "2025-02-30", "9999-12-31T23:59", "0001-01-01T00:00",
    "25:99", "²", "<script>", "' OR 1=1 --", "[]", "{\"a\": 1}", "None", "",
    "Europe/Nowhere", "../../etc", "+39 011 \u202e", "1,5",
]  # fmt: skip
EVERYWHERE = ["abc", "99999999999999999999999", "\x00", "9999-12-31T23:59", ""]
TURNS = 1
ANSWERS = {200, 302, 400, 403}


def page_of(desk, model, what):
    make(model, 1)
    row = model._default_manager.order_by("-pk").first()
    where = address(model, "add/" if what == "add" else f"{row.pk}/change/")
    return where, desk.get(where)


PAGES = [(model, what) for model in LISTS for what in ("add", "change")]


@pytest.mark.parametrize(("model", "what"), PAGES, ids=lambda part: getattr(part, "__name__", part))
def test_garbage_in_every_field_gets_a_sentence(desk, model, what):
    where, page = page_of(desk, model, what)
    if page.status_code == 403 or "adminform" not in page.context:
        return
    fields = typed(page)
    desk.raise_request_exception = False

    answered = {
        wrong: desk.post(where, dict.fromkeys(fields, wrong)).status_code for wrong in EVERYWHERE
    }
    answered["nothing at all"] = desk.post(where, {}).status_code
    for number, name in enumerate(fields if what == "add" else []):
        for turn in range(TURNS):
            wrong = GARBAGE[(number * TURNS + turn) % len(GARBAGE)]
            posted = desk.post(where, {**fields, name: wrong})
            answered[f"{name}={wrong[:40]!r}"] = posted.status_code

    assert {wrong: code for wrong, code in answered.items() if code not in ANSWERS} == {}
