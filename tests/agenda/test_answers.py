"""Answering an invitation on the personal page: once, in one's own name, seen at the desk."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from agenda.models import Participation, Sending
from agenda.publishing import publish
from tests.factories import (
    DelegateFactory,
    MeetingFactory,
    MissionFactory,
    ParticipationFactory,
    PersonalLinkFactory,
)
from tests.lines import lines_of

pytestmark = pytest.mark.django_db
NOON = datetime(2025, 4, 20, 12, tzinfo=UTC)
LATE = datetime(2025, 4, 23, 14, tzinfo=UTC)
ACCEPTED, DECLINED, INVITED = "accepted", "declined", "invited"


@pytest.fixture
def link():
    link = PersonalLinkFactory(mission=MissionFactory())
    DelegateFactory(mission=link.mission, person=link.person)
    return link


@pytest.fixture
def meeting(link):
    meeting = MeetingFactory(mission=link.mission)
    ParticipationFactory(meeting=meeting, person=link.person)
    publish(mission=link.mission, now=NOON)
    return meeting


def answer(client, link, meeting, **values):
    sent = {"was": INVITED, "version": 1, **values}
    return client.post(f"/p/{link.key}/en/items/{meeting.pk}/answer/", sent)


def given(meeting):
    rows = meeting.participations.order_by("pk")
    return list(rows.values_list("response", "response_word"))


def shown(client, link):
    lines = lines_of(client.get(f"/p/{link.key}/en/"))
    return [line for line in lines if line.startswith("You have")]


@pytest.mark.parametrize(
    ("response", "words"),
    [(ACCEPTED, "You have accepted “At ten”"), (DECLINED, "You have declined “At ten”")],
)
def test_an_answer_with_a_word_is_written_down_and_shown(client, link, meeting, response, words):
    before = shown(client, link)

    back = answer(client, link, meeting, response=response, response_word="At ten")

    assert (back.status_code, back.url) == (303, f"/p/{link.key}/en/#item-{meeting.pk}")
    assert given(meeting) == [(response, "At ten")]
    assert (before, shown(client, link)) == ([], [words])


def test_an_answer_can_be_changed(client, link, meeting):
    answer(client, link, meeting, response=DECLINED, response_word="Ill")
    answer(client, link, meeting, response=ACCEPTED, was=DECLINED)

    assert given(meeting) == [(ACCEPTED, "")]


def test_a_form_that_comes_twice_counts_once_and_a_later_one_is_not_undone(client, link, meeting):
    first, second = uuid4(), uuid4()

    answers = [
        answer(client, link, meeting, response=response, was=was, id=number).status_code
        for response, was, number in (
            (ACCEPTED, INVITED, first),
            (DECLINED, ACCEPTED, second),
            (ACCEPTED, INVITED, first),
        )
    ]

    assert answers == [204, 204, 204]
    assert given(meeting) == [(DECLINED, "")]
    assert list(Sending.objects.order_by("pk").values_list("number", flat=True)) == [first, second]


def test_the_numbers_of_forms_are_forgotten_after_a_year(client, link, meeting):
    kept, _forgotten = (
        Sending.objects.create(
            link=link, number=uuid4(), received_at=timezone.now() - timedelta(days=days)
        )
        for days in (365, 367)
    )

    answer(client, link, meeting, response=ACCEPTED, id=(fresh := uuid4()))

    numbers = list(Sending.objects.order_by("pk").values_list("number", flat=True))
    assert numbers == [kept.number, fresh]


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"response": "invited"},
        {"response": "x"},
        {"response": ACCEPTED, "response_word": "w" * 201},
        {"response": ACCEPTED, "was": ""},
        {"response": ACCEPTED, "version": ""},
        {"response": ACCEPTED, "version": 9},
    ],
)
def test_what_is_no_answer_changes_nothing(client, link, meeting, values):
    back = answer(client, link, meeting, **values)

    assert back.status_code == 422
    assert given(meeting) == [(INVITED, "")]
    assert "Not saved" in lines_of(back)


def refused(client, link, meeting, **values):
    """Return status and words of the server's answer to a phone's worker."""
    back = answer(client, link, meeting, id=uuid4(), **values)
    return back.status_code, back.content.decode()


def test_an_answer_to_what_one_was_taken_off_is_refused_by_its_name(client, link, meeting):
    meeting.participations.all().delete()

    told = refused(client, link, meeting, response=ACCEPTED)

    assert told == (
        422,
        "“Meeting with the maker”: the organisers have taken you off it, "
        "call them if you are to come.",
    )
    assert Sending.objects.count() == 0


def test_an_answer_written_before_another_one_stood_is_refused(client, link, meeting):
    meeting.participations.update(response=ACCEPTED)

    told = refused(client, link, meeting, response=DECLINED)
    same = refused(client, link, meeting, response=ACCEPTED, response_word="At ten")

    assert told == (
        422,
        "Meanwhile your answer stands as “accepted”: answer again if that is wrong.",
    )
    assert (same[0], given(meeting)) == (204, [(ACCEPTED, "At ten")])


@pytest.mark.parametrize(
    ("values", "status"), [({"starts_at": LATE}, 422), ({"dress_code_en": "Dark suit"}, 204)]
)
def test_an_answer_for_another_hour_than_now_is_refused_other_changes_do_not_matter(
    client, link, meeting, values, status
):
    for name, value in values.items():
        setattr(meeting, name, value)
    meeting.save()
    publish(mission=link.mission, now=NOON)

    told = refused(client, link, meeting, response=DECLINED)
    again = refused(client, link, meeting, response=DECLINED, version=2)

    words = (
        "“Meeting with the maker” has changed since your page showed it: "
        "look at it, then answer again."
    )
    assert told == (status, words if status == 422 else "")
    assert (again[0], given(meeting)) == (204, [(DECLINED, "")])


def test_nobody_answers_for_somebody_else_or_in_another_mission(client, link, meeting):
    stranger = PersonalLinkFactory(mission=link.mission)
    elsewhere = PersonalLinkFactory(person=link.person)

    answer(client, stranger, meeting, response=DECLINED)
    answer(client, elsewhere, meeting, response=DECLINED)

    assert given(meeting) == [(INVITED, "")]


def test_a_replaced_link_answers_nothing(client, link, meeting):
    old = link.key
    link.replace()

    refused = client.post(f"/p/{old}/en/items/{meeting.pk}/answer/", {"response": ACCEPTED})

    assert refused.status_code == 410
    assert given(meeting) == [(INVITED, "")]


def test_the_desk_reads_the_answer_and_its_word_where_the_meeting_is_edited(
    client, desk, link, meeting
):
    answer(client, link, meeting, response=DECLINED, response_word="In Windsor until noon")

    page = desk.get(f"/admin/agenda/meeting/{meeting.pk}/change/").content.decode()

    assert "In Windsor until noon" in page
    assert '<option value="declined" selected>' in page


def test_items_of_others_and_cancelled_ones_ask_for_no_answer(client, link, meeting):
    MeetingFactory(mission=link.mission, title_en="Of others")
    meeting.cancel(reason_it="Pioggia", reason_en="Rain")
    publish(mission=link.mission, now=NOON)

    page = client.get(f"/p/{link.key}/en/").content.decode()

    assert "/answer/" not in page
    assert Participation.objects.count() == 1
