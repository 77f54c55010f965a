"""What readers say of pages: without signing in, once, not too often, and for the desk alone."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from agenda.forms.feedback import stamp
from agenda.models import Feedback
from tests.factories import FeedbackFactory, MissionFactory, UserFactory

pytestmark = pytest.mark.django_db
PAGE = "/en/missions/"
LIST = "/admin/agenda/feedback/"


@pytest.fixture(autouse=True)
def _nobody_has_sent_anything():
    cache.clear()


def filled_in(**values):
    """Return what a browser sends a minute after the form was shown."""
    shown_at = timezone.now() - timedelta(minutes=1)
    return {
        "page": PAGE,
        "useful": "no",
        "comment": "The hall is missing.",
        "website": "",
        "stamp": stamp(shown_at),
        **values,
    }


def send(client, language="en", **values):
    return client.post(f"/{language}/feedback/", filled_in(**values))


def written():
    return list(Feedback.objects.order_by("pk").values_list("page", "is_useful", "comment"))


@pytest.mark.parametrize(
    ("language", "question"),
    [("it", "Questa pagina è stata utile?"), ("en", "Was this page useful?")],
)
def test_every_page_asks_and_leads_to_the_form_about_it(client, language, question):
    page = client.get(f"/{language}/missions/")

    form = client.get(
        f"/{language}/feedback/", {"page": f"/{language}/missions/", "useful": "no"}
    ).context["form"]

    assert question in page.text
    assert f'name="page" value="/{language}/missions/"' in page.text
    assert (form["page"].value(), form["useful"].value()) == (f"/{language}/missions/", "no")


def test_what_is_sent_reaches_the_desk_without_a_cookie(client, desk):
    answer = send(client)

    assert (answer.status_code, answer["Location"]) == (303, "/en/feedback/thanks/")
    assert not answer.cookies
    assert client.get(answer["Location"]).status_code == 200
    assert written() == [(PAGE, False, "The hall is missing.")]
    assert "The hall is missing." in desk.get(LIST).text
    MissionFactory()
    assert [row.comment for row in desk.get("/admin/").context["feedback"]] == [
        "The hall is missing."
    ]


def test_a_form_sent_twice_counts_once(client):
    once = filled_in()

    answers = [client.post("/en/feedback/", once).status_code for _time in range(2)]

    assert (answers, len(written())) == ([303, 303], 1)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"website": "https://example.org"}, "Leave this field empty, then send again."),
        ({"stamp": "made-up"}, "This page was open for more than a day."),
        ({"stamp": ""}, "This page was open for more than a day."),
        (
            {"comment": "www.example.org https://www.example.net [url=http://example.com]"},
            "Please write no more than two web addresses",
        ),
        ({"comment": "x" * 2001}, "Ensure this value has at most 2000 characters"),
        ({"reply_to": "ada"}, "Enter a valid email address."),
        ({"useful": "maybe"}, "Select a valid choice."),
        ({"useful": ""}, "This field is required."),
    ],
)
def test_programs_are_refused_and_people_told_what_to_change(client, wrong, sentence):
    answer = send(client, **wrong)

    assert (answer.status_code, written()) == (422, [])
    assert sentence in answer.text
    assert not answer.cookies


def test_a_broken_link_may_be_named(client):
    send(client, comment="https://www.example.org/map does not open")

    assert [comment for _page, _is_useful, comment in written()] == [
        "https://www.example.org/map does not open"
    ]


def test_an_address_for_the_answer_is_kept_until_the_word_is_dealt_with(client, desk):
    send(client, reply_to="ada@example.org")
    row = Feedback.objects.get()
    listed = desk.get(LIST).text
    desk.post(LIST, {"action": "mark_dealt_with", "_selected_action": [row.pk]})

    assert 'href="mailto:ada@example.org"' in listed
    row.refresh_from_db()
    assert (row.reply_to, row.comment) == ("", "The hall is missing.")


@pytest.mark.parametrize("age", [timedelta(0), timedelta(days=2)])
def test_a_form_sent_at_once_or_days_later_is_shown_again_with_its_text(client, age):
    answer = send(client, stamp=stamp(timezone.now() - age))

    assert (answer.status_code, written()) == (422, [])
    assert "The hall is missing.</textarea>" in answer.text
    fresh = re.search(r'name="stamp" value="([^"]+)"', answer.text)[1]
    assert fresh != stamp(timezone.now() - age)


@pytest.mark.parametrize(
    "page", ["/p/secret/en/", "//example.org/", "/en/nothing/", "/admin/", "\x00", "x" * 300]
)
def test_nothing_but_pages_of_the_site_is_written_down_as_the_page(client, page):
    shown = client.get("/en/feedback/", {"page": page})
    send(client, page=page)

    assert shown.context["form"]["page"].value() in (None, "")
    assert [row[0] for row in written()] in ([""], [])


def test_who_sends_too_much_waits_and_others_don_t(client):
    once = filled_in()
    again = [client.post("/en/feedback/", once).status_code for _time in range(50)]
    answers = [send(client).status_code for _time in range(40)]
    other = client.post("/en/feedback/", filled_in(), REMOTE_ADDR="192.0.2.7").status_code

    assert (again, answers, other) == ([303] * 50, [303] * 39 + [429], 303)


def test_all_together_have_a_limit_too(client, monkeypatch):
    monkeypatch.setattr("agenda.site.feedback_limit.MOST_OF_ALL", 1)
    FeedbackFactory(written_at=timezone.now())

    assert send(client).status_code == 429


def test_the_desk_sees_what_is_open_first_and_marks_it_with_a_name(desk):
    done = FeedbackFactory(dealt_with_at=timezone.now())
    still_open = FeedbackFactory()

    listed = desk.get(LIST).context["cl"].result_list
    desk.post(LIST, {"action": "mark_dealt_with", "_selected_action": [still_open.pk]})

    assert list(listed) == [still_open, done]
    still_open.refresh_from_db()
    assert still_open.dealt_with_at is not None
    assert still_open.dealt_with_by.username == desk.get(LIST).context["user"].username
    assert list(desk.get(LIST, {"dealt": "no"}).context["cl"].result_list) == []
    desk.post(LIST, {"action": "open_again", "_selected_action": [done.pk]})
    assert list(desk.get(LIST, {"dealt": "no"}).context["cl"].result_list) == [done]


def test_readers_at_the_desk_mark_nothing_and_nobody_adds_any(client, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    client.force_login(
        UserFactory(role="reader"), backend="django.contrib.auth.backends.ModelBackend"
    )
    row = FeedbackFactory()

    client.post(LIST, {"action": "mark_dealt_with", "_selected_action": [row.pk]})

    row.refresh_from_db()
    assert row.dealt_with_at is None
    assert client.get(f"{LIST}add/").status_code == 403


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_list_takes_the_same_queries_for_any_number(desk, how_many, django_assert_num_queries):
    for number in range(how_many):
        FeedbackFactory(dealt_with_by=UserFactory(username=f"u{number}"))
    desk.get(LIST)

    with django_assert_num_queries(8):
        desk.get(LIST)
