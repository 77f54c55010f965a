"""What is a person's own: written down behind their link, read by them alone."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.apps import apps

from agenda.models import PrivateItem, Sending, Unavailability
from agenda.publishing import publish
from tests.factories import (
    DelegateFactory,
    MissionFactory,
    PersonalLinkFactory,
    PrivateItemFactory,
)
from tests.lines import lines_of

pytestmark = pytest.mark.django_db
NOON = datetime(2025, 4, 20, 12, tzinfo=UTC)
DINNER = {"title": "Aunt Ida", "day": "2025-04-23", "starts": "19:30", "ends": "22:00"}
STARTS, ENDS = datetime(2025, 4, 23, 23, 30, tzinfo=UTC), datetime(2025, 4, 24, 2, tzinfo=UTC)


@pytest.fixture
def mission():
    return MissionFactory()


@pytest.fixture
def link(mission):
    link = PersonalLinkFactory(mission=mission, person__language="en")
    DelegateFactory(mission=mission, person=link.person)
    publish(mission=mission, now=NOON)
    return link


def send(client, link, path="", **values):
    return client.post(f"/p/{link.key}/en/private/{path}", values)


def written():
    return list(PrivateItem.objects.values_list("title", "starts_at", "ends_at", "sequence"))


def blocked():
    return list(Unavailability.objects.values_list("person", "starts_at", "ends_at", "reason"))


def page_of(client, link):
    return lines_of(client.get(f"/p/{link.key}/en/"))


def test_a_private_item_stands_in_its_day_on_the_clocks_of_the_place(client, link):
    back = send(client, link, **DINNER)

    item = PrivateItem.objects.get()
    assert (back.status_code, back.url) == (303, f"/p/{link.key}/en/#private-{item.pk}")
    assert written() == [("Aunt Ida", STARTS, ENDS, 0)]
    lines = page_of(client, link)
    start = lines.index("Aunt Ida", lines.index("Wednesday 23 April 2025"))
    assert lines[start + 1] == "only you see this"


@pytest.mark.parametrize(("moment", "now"), [("19:29", []), ("19:30", ["Aunt Ida"]), ("22:00", [])])
def test_it_is_under_way_in_its_hours(client, link, moment, now):
    link.mission.is_demonstration = True  # its pages can be looked at as of any moment
    link.mission.save()
    send(client, link, **DINNER)

    context = client.get(f"/p/{link.key}/en/?at=2025-04-23T{moment}").context

    assert [str(entry.title) for entry in context["now"]] == now


def test_what_ends_in_the_night_ends_on_the_next_day(client, link):
    send(client, link, **DINNER | {"ends": "00:30"})

    assert written() == [("Aunt Ida", STARTS, datetime(2025, 4, 24, 4, 30, tzinfo=UTC), 0)]


def test_busy_makes_the_person_unavailable_without_a_word(client, link):
    send(client, link, **DINNER, busy="on")

    assert blocked() == [(link.person_id, STARTS, ENDS, "")]


def test_without_busy_nobody_is_unavailable(client, link):
    send(client, link, **DINNER)

    assert blocked() == []


def test_a_change_moves_it_with_what_the_organisers_see(client, link):
    send(client, link, **DINNER, busy="on")
    item = PrivateItem.objects.get()

    send(client, link, f"{item.pk}/", **DINNER | {"title": "Uncle", "ends": "23:00"}, busy="on")

    ends = datetime(2025, 4, 24, 3, tzinfo=UTC)
    assert written() == [("Uncle", STARTS, ends, 1)]
    assert blocked() == [(link.person_id, STARTS, ends, "")]


def test_no_longer_busy_makes_the_person_free_again(client, link):
    send(client, link, **DINNER, busy="on")

    send(client, link, f"{PrivateItem.objects.get().pk}/", **DINNER)

    assert (len(written()), blocked()) == (1, [])


def test_taken_out_it_leaves_nothing_behind(client, link):
    send(client, link, **DINNER, busy="on")

    back = send(client, link, f"{PrivateItem.objects.get().pk}/delete/")

    assert (back.status_code, written(), blocked()) == (303, [], [])


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        (
            {"day": "2026-03-08", "starts": "02:30", "ends": "04:00"},
            "On 08/03/2026 02:30 does not exist (Detroit time): the clocks go forward. "
            "Type a time an hour later or earlier.",
        ),
        (
            {"starts": "19:30", "ends": "18:00"},
            "It ends before it starts: correct one of the hours.",
        ),
        (
            {"day": "2027-04-23"},
            "This day is more than a week away from the mission: choose another one.",
        ),
        ({"title": ""}, "This field is required."),
    ],
)
def test_what_can_not_be_is_refused_with_a_sentence_and_given_back(client, values, sentence):
    mission = MissionFactory(start_date="2026-03-07", end_date="2026-03-09")
    link = PersonalLinkFactory(mission=mission)
    publish(mission=mission, now=NOON)
    sent = {**DINNER, "day": "2026-03-07", **values}

    refused = send(client, link, **sent)
    by_phone = send(client, link, **sent, id=uuid4())

    lines = lines_of(refused)
    assert (refused.status_code, by_phone.status_code, by_phone.content.decode()) == (
        422, 422, sentence,
    )  # fmt: skip
    assert lines[lines.index("Not saved") + 1] == sentence
    form = refused.content.decode().partition('id="refused"')[2].partition("</form>")[0]
    assert [f'value="{sent[name]}"' in form for name in sent] == [True] * 4
    assert (written(), Sending.objects.count()) == ([], 0)


def test_a_form_sent_twice_by_a_phone_counts_once(client, link):
    number = uuid4()

    answers = [send(client, link, **DINNER, id=number).status_code for _ in range(2)]

    assert (answers, len(written())) == ([204, 204], 1)


def test_nobody_touches_what_is_somebody_elses(client, link):
    item = PrivateItemFactory(mission=link.mission)
    elsewhere = PrivateItemFactory(person=link.person)

    for other in (item, elsewhere):
        send(client, link, f"{other.pk}/", **DINNER)
        send(client, link, f"{other.pk}/delete/")

    assert [title for title, *_ in written()] == ["Dinner with an aunt"] * 2
    assert "Dinner with an aunt" not in page_of(client, link)


def test_only_so_many_are_kept(client, link):
    for _ in range(50):
        PrivateItemFactory(mission=link.mission, person=link.person)

    refused = send(client, link, **DINNER)

    assert "You have many items of your own: take one out first." in lines_of(refused)
    assert len(written()) == 50


def test_its_persons_calendar_has_it_as_private(client, link):
    send(client, link, **DINNER)

    text = client.get(f"/p/{link.key}/calendar.ics").content.decode()

    event = text.partition("BEGIN:VEVENT")[2].replace("\r\n", "\n")
    assert "SUMMARY:Aunt Ida\n" in event
    assert "CLASS:PRIVATE\n" in event
    assert "DTSTART;TZID=America/Detroit:20250423T193000\n" in event


def test_the_copy_on_its_persons_phone_has_it_in_both_languages(client, link):
    send(client, link, **DINNER)

    pages = client.get(f"/p/{link.key}/copy/").json()["pages"]

    assert ["Aunt Ida" in pages[path] for path in ("", "en/", "it/", "emergency/")] == [
        True, True, True, False,
    ]  # fmt: skip


def test_the_desk_reads_it_nowhere_and_its_history_keeps_no_word(client, desk, link):
    send(client, link, **DINNER, busy="on")
    block = Unavailability.objects.get()

    pages = [
        desk.get(f"/admin/{path}").content.decode()
        for path in (
            "agenda/unavailability/",
            f"agenda/unavailability/{block.pk}/change/",
            f"agenda/unavailability/{block.pk}/history/",
            f"companies/person/{link.person_id}/delete/",
            f"delegation/mission/{link.mission_id}/delete/",
        )
    ]

    assert ["Aunt Ida" in page for page in pages] == [False] * 5
    assert not hasattr(apps.get_model("agenda", "PrivateItem"), "history")


def test_an_organiser_who_deletes_the_unavailability_leaves_the_item(client, link):
    send(client, link, **DINNER, busy="on")

    Unavailability.objects.get().delete()

    assert len(written()) == 1
    assert "the organisers see you as unavailable" not in page_of(client, link)
