"""Saying "I have seen this version", and the desk's page of who has."""

from datetime import UTC, datetime, timedelta

import pytest

from agenda.changes import Change, ChangeKind, FieldChange
from agenda.models import Acknowledgement
from agenda.personal.moved_people import moved_people
from agenda.publishing import publish
from tests.factories import (
    DelegateFactory,
    MeetingFactory,
    ParticipationFactory,
    PassengerFactory,
    PersonalLinkFactory,
    PersonFactory,
    TransferFactory,
    UserFactory,
)
from tests.lines import lines_of

pytestmark = pytest.mark.django_db
NOON = datetime(2025, 4, 20, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _no_second_factor(settings):
    settings.SECOND_FACTOR_REQUIRED = False


@pytest.fixture
def link():
    link = PersonalLinkFactory(person__phone="+390115550101")
    DelegateFactory(mission=link.mission, person=link.person)
    return link


def meeting_of(link, title):
    meeting = MeetingFactory(mission=link.mission, title_it=title, title_en=title)
    ParticipationFactory(meeting=meeting, person=link.person)
    return meeting


def rename(meeting, title):
    meeting.title_en = meeting.title_it = title
    meeting.save()


def page_of(client, link, query=""):
    return client.get(f"/p/{link.key}/en/{query}")


def changes(page):
    return [
        (
            change.item.title.value,
            [(field.before.value, field.after.value) for field in change.fields],
        )
        for change in page.context["changes"]
    ]


def say_seen(client, link, version, query=""):
    return client.post(f"/p/{link.key}/en/seen/{query}", {"version": version})


def seen(link):
    rows = Acknowledgement.objects.filter(person=link.person).order_by("version__number")
    return list(rows.values_list("version__number", flat=True))


def readers_page(client, version):
    client.force_login(
        UserFactory(role="reader"), backend="django.contrib.auth.backends.ModelBackend"
    )
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client.get(f"/admin/agenda/version/{version.pk}/readers/")


def test_the_page_tells_everything_that_changed_since_the_version_that_was_seen(client, link):
    meeting = meeting_of(link, "Breakfast")
    publish(mission=link.mission, now=NOON)
    for title in ("Second breakfast", "Lunch", "Late lunch"):
        rename(meeting, title)
        publish(mission=link.mission, now=NOON)

    told = []
    for version in (None, 2, 4):
        if version:
            say_seen(client, link, version)
        told.append(changes(page_of(client, link)))

    assert told == [
        [("Late lunch", [("Breakfast", "Late lunch")])],
        [("Late lunch", [("Second breakfast", "Late lunch")])],
        [],
    ]


def test_of_a_long_list_of_names_it_says_first_who_left_and_who_joined(client, link):
    meeting = meeting_of(link, "Talks")
    *_, last = [
        ParticipationFactory(meeting=meeting, person__given_name=name, person__family_name="Verdi")
        for name in ("Bea", "Carla", "Dina", "Emma")
    ]
    publish(mission=link.mission, now=NOON)
    last.delete()
    new = PersonFactory(given_name="Fina", family_name="Verdi")
    ParticipationFactory(meeting=meeting, person=new)
    publish(mission=link.mission, now=NOON + timedelta(hours=1))

    lines = lines_of(page_of(client, link))

    start = lines.index("Changed: Talks") + 1
    said, folded = lines[start : start + 2]
    assert said == "who takes part: no longer Emma Verdi; new Fina Verdi"
    assert folded == "All names"


def test_one_button_says_seen_without_cookie_or_script(link):
    from django.test import Client  # noqa: PLC0415 - one that checks for forgeries, as servers do

    client = Client(enforce_csrf_checks=True)
    publish(mission=link.mission, now=NOON)
    before = page_of(client, link).content.decode()

    answer = say_seen(client, link, 1)

    after = client.get(answer.headers["Location"]).content.decode()
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/p/{link.key}/en/#changes")
    assert ["I have seen this version" in page for page in (before, after)] == [True, False]
    assert (seen(link), dict(client.cookies)) == ([1], {})


def test_saying_it_twice_counts_once_and_keeps_the_first_moment(client, link):
    publish(mission=link.mission, now=NOON)
    say_seen(client, link, 1)
    first = Acknowledgement.objects.get().seen_at

    say_seen(client, link, 1)

    assert Acknowledgement.objects.get().seen_at == first


def test_seen_is_the_version_that_the_page_showed_not_a_newer_one(client, link):
    publish(mission=link.mission, now=NOON)
    publish(mission=link.mission, now=NOON)

    say_seen(client, link, 1)

    page = page_of(client, link)
    assert seen(link) == [1]
    assert "I have seen this version" in page.content.decode()


@pytest.mark.parametrize("version", ["", "7", "x", "-1", "1 OR 1=1", "9" * 30])
def test_a_version_that_is_not_there_is_not_seen(client, link, version):
    publish(mission=link.mission, now=NOON)

    answer = say_seen(client, link, version)

    assert (answer.status_code, seen(link)) == (303, [])


def test_a_replaced_link_says_nothing(client, link):
    publish(mission=link.mission, now=NOON)
    key = link.key
    link.replace()

    answer = client.post(f"/p/{key}/en/seen/", {"version": 1})

    assert (answer.status_code, seen(link)) == (410, [])


@pytest.mark.parametrize("is_demonstration", [True, False])
def test_staff_who_preview_a_real_mission_say_nothing_for_its_person(
    client, link, is_demonstration
):
    link.mission.is_demonstration = is_demonstration
    link.mission.save()
    publish(mission=link.mission, now=NOON)
    client.force_login(UserFactory(), backend="django.contrib.auth.backends.ModelBackend")
    query = "?at=2025-04-23T09:45"

    page = page_of(client, link, query).content.decode()
    say_seen(client, link, 1, query)

    assert ("I have seen this version" in page, seen(link) == [1]) == (is_demonstration,) * 2


def test_the_desk_sees_who_has_seen_a_version_and_whom_to_call(client, link):
    bruno = PersonFactory(
        given_name="Bruno",
        family_name="Bianchi",
        phone="+390115550102",
        email="bruno@example.org",
    )
    DelegateFactory(mission=link.mission, person=bruno)
    meeting = meeting_of(link, "Breakfast")
    ParticipationFactory(meeting=meeting, person=bruno)
    publish(mission=link.mission, now=NOON)
    rename(meeting, "Lunch")
    version = publish(mission=link.mission, now=NOON + timedelta(hours=1))
    say_seen(client, link, 2)

    page = readers_page(client, version)

    found = [(str(reader.person), reader.has_seen) for reader in page.context["readership"].readers]
    text = page.content.decode()
    assert found == [("Bruno Bianchi", False), ("Ada Rossi", True)]
    assert "1 of 2 has seen it." in text
    assert 'href="tel:+390115550102"' in text
    assert text.count("Lunch: title") == 2
    assert "no personal link yet" in text


def test_what_changed_is_told_in_words_of_rides_hours_and_yes_or_no(client, link):
    meeting = meeting_of(link, "Breakfast")
    ride = TransferFactory(mission=link.mission, strict=False)
    PassengerFactory(transfer=ride, person=link.person)
    publish(mission=link.mission, now=NOON)
    ride.strict = True
    ride.save()
    meeting.starts_at, meeting.ends_at, meeting.part_of_day = None, None, "morning"
    meeting.save()
    version = publish(mission=link.mission, now=NOON)

    lines = lines_of(page_of(client, link))
    desk = lines_of(readers_page(client, version))

    assert "time: was 23/04, 09:30–10:30 (Detroit time) → is now 23/04, morning" in lines
    assert "strict departure: was no → is now yes" in lines
    assert "Breakfast: time" in " ".join(desk)
    assert "minibus A → The maker's seat: details" in " ".join(desk)


def test_who_saw_a_later_version_has_seen_the_earlier_one(client, link):
    first = publish(mission=link.mission, now=NOON)
    publish(mission=link.mission, now=NOON)
    say_seen(client, link, 2)

    (reader,) = readers_page(client, first).context["readership"].readers

    assert (reader.has_seen, reader.seen_number) == (True, 2)


def test_the_desk_sees_which_version_a_phone_and_a_calendar_still_show(client, link):
    publish(mission=link.mission, now=NOON)
    page_of(client, link)
    client.get(f"/p/{link.key}/calendar.ics")
    version = publish(mission=link.mission, now=NOON)

    text = readers_page(client, version).content.decode()

    assert "This phone still shows version 1" in text
    assert "This calendar still shows version 1" in text


def test_a_scanner_that_asks_for_the_head_alone_shows_nothing_to_anybody(client, link):
    publish(mission=link.mission, now=NOON)

    client.head(f"/p/{link.key}/en/")
    client.head(f"/p/{link.key}/calendar.ics")

    link.refresh_from_db()
    assert (link.page_version, link.feed_version) == (None, None)


def test_who_has_seen_it_is_for_the_desk_alone(client, link):
    version = publish(mission=link.mission, now=NOON)

    answers = [client.get(f"/admin/agenda/version/{version.pk}/readers/").status_code]
    client.force_login(UserFactory(), backend="django.contrib.auth.backends.ModelBackend")
    answers.append(client.get(f"/admin/agenda/version/{version.pk}/readers/").status_code)

    assert answers == [302, 403]


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_page_of_readers_takes_the_same_queries_for_any_number(
    client, link, how_many, django_assert_num_queries
):
    PersonalLinkFactory.create_batch(how_many, mission=link.mission)
    version = publish(mission=link.mission, now=NOON)
    readers_page(client, version)

    with django_assert_num_queries(11):
        client.get(f"/admin/agenda/version/{version.pk}/readers/")


def test_a_long_list_that_only_stands_in_another_order_has_nobody_who_left_or_joined():
    names = tuple(f"Guest {letter}" for letter in "ABCDE")
    turned = FieldChange("passengers", names, names[::-1])

    assert moved_people(Change(ChangeKind.CHANGED, None, (turned,))) == {}
