"""The desk's page of who has seen a version: how messages went, and whom none tells."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from agenda.publishing import publish
from tests.agenda.notice_mission import DUE, LATER, NOON, delegate, rename, told_mission
from tests.factories import (
    MissionFactory,
    NoticeFactory,
    ParticipationFactory,
    PersonFactory,
    UserFactory,
)
from tests.lines import lines_of

MUCH_LATER = LATER + timedelta(hours=1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def lunch(desk):
    """Return a version that renames Ada's breakfast, and the meeting."""
    mission, (ada, _bruno), (breakfast, _visit) = told_mission()
    rename(breakfast, "Lunch")
    return publish(mission=mission, now=LATER), ada, breakfast


def page_of(desk, version):
    return desk.get(f"/admin/agenda/version/{version.pk}/readers/")


def left_to_tell(page):
    return [str(reader.person) for reader in page.context["readership"].left_to_tell]


def message_of(page, person):
    """Return the words of somebody's message, below those of what concerns them."""
    lines = lines_of(page)
    row = lines[len(lines) - lines[::-1].index(str(person)) :]
    return row[3]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, "waiting until 20 April 2025, 15:10"),
        ({"status": "sent", "sent_at": DUE}, "sent on 20 April 2025, 15:10"),
        (
            {"status": "failed", "last_error": "timed_out"},
            "failed The mail server did not answer in time.",
        ),
        (
            {"status": "uncertain", "last_error": "stopped"},
            "may have left The sender was stopped while the mail server took the message: "
            "it may have arrived.",
        ),
        ({"status": "needless"}, "nothing left to say"),
    ],
)
def test_the_desk_reads_how_the_message_to_each_person_went(desk, lunch, values, words):
    version, ada, _breakfast = lunch
    version.mission.notices.filter(person=ada, version=version).update(**values)

    page = page_of(desk, version)

    assert message_of(page, ada) == words
    assert left_to_tell(page) == []


def test_a_message_that_moved_on_to_a_later_version_tells_of_the_earlier_one_too(desk, lunch):
    version, ada, breakfast = lunch
    rename(breakfast, "Dinner")
    publish(mission=version.mission, now=LATER)

    page = page_of(desk, version)

    assert message_of(page, ada) == "waiting until 20 April 2025, 15:10"


def test_a_message_about_an_earlier_version_says_nothing_of_a_later_one(desk, lunch):
    page = page_of(desk, lunch[0])

    assert message_of(page, "Bruno Rossi") == "none"
    assert left_to_tell(page) == []


def test_whom_no_message_tells_is_told_by_the_desk(desk):
    mission, (ada, _bruno), (breakfast, visit) = told_mission()
    host = PersonFactory(given_name="Host", email="host@example.org", phone="+390115550109")
    silent = delegate(mission, "Silent", email="")
    assumed = delegate(mission, "Assumed", email="", assumed=True)
    other = PersonFactory(given_name="Other")
    for person in (host, silent, assumed):
        ParticipationFactory(meeting=breakfast, person=person)
    ParticipationFactory(meeting=visit, person=other)
    publish(mission=mission, now=NOON)
    mission.notices.update(status="sent", sent_at=NOON)
    rename(breakfast, "Lunch")
    version = publish(mission=mission, now=LATER)

    page = page_of(desk, version)

    assert left_to_tell(page) == ["Assumed Rossi", "Host Rossi", "Silent Rossi"]
    lines = lines_of(page)
    assert "To be told by you" in " ".join(lines)
    assert 'href="tel:+390115550109"' in page.content.decode()
    assert "Host Rossi" not in [str(one.person) for one in page.context["readership"].readers]
    assert mission.notices.get(version=version, person=ada).status == "waiting"


def test_that_fewer_read_an_item_is_told_to_nobody(desk):
    mission, _people, (breakfast, _visit) = told_mission()
    ParticipationFactory(meeting=breakfast, person=PersonFactory(given_name="Host"))
    publish(mission=mission, now=NOON)
    breakfast.visibility = "participants"
    breakfast.save()
    version = publish(mission=mission, now=LATER)

    assert left_to_tell(page_of(desk, version)) == []


@pytest.mark.parametrize("how_many", [1, 3])
def test_messages_and_who_lacks_one_take_the_same_queries_for_any_number(
    desk, how_many, django_assert_num_queries
):
    mission, _people, (breakfast, _visit) = told_mission()
    for person in PersonFactory.create_batch(how_many):
        ParticipationFactory(meeting=breakfast, person=person)
    for number in range(how_many):
        ParticipationFactory(meeting=breakfast, person=delegate(mission, f"Name{number}"))
    publish(mission=mission, now=NOON)
    rename(breakfast, "Lunch")
    version = publish(mission=mission, now=LATER)
    page_of(desk, version)

    with django_assert_num_queries(11):
        page = page_of(desk, version)

    assert len(left_to_tell(page)) == how_many


def test_the_desk_s_home_names_them_too_and_where_what_changed_is_told(desk, lunch):
    version, _ada, breakfast = lunch
    guest = PersonFactory(email="", phone="+13135550101")
    ParticipationFactory(meeting=breakfast, person=guest)
    version = publish(mission=version.mission, now=MUCH_LATER)

    page = desk.get("/admin/", {"mission": version.mission_id})

    assert [reader.person for reader in page.context["left_to_tell"]] == [guest]
    assert f"{guest} +1 313-555-0101" in lines_of(page)
    assert f'href="/admin/agenda/version/{version.pk}/readers/"' in page.text


@pytest.mark.parametrize(("minutes", "count"), [(9, 0), (11, 1)])
def test_the_desk_s_home_says_when_messages_do_not_leave(desk, minutes, count):
    due = timezone.now() - timedelta(minutes=minutes)
    mission = MissionFactory()
    NoticeFactory(mission=mission, version=None, send_after=due)

    page = desk.get("/admin/", {"mission": mission.pk})

    assert page.context["overdue_notices"] == count
    said = "The worker that sends messages does not seem to run."
    assert (said in page.text) == bool(count)


def test_nobody_is_to_be_told_who_else_reads_an_item(desk):
    mission, (ada, _bruno), (breakfast, visit) = told_mission()
    type(ada).objects.update(email="")
    visit.visibility = breakfast.visibility = "delegation"
    visit.save()
    rename(breakfast, "Lunch")

    page = page_of(desk, publish(mission=mission, now=LATER))

    assert left_to_tell(page) == [str(ada)]
    assert [line for line in lines_of(page) if "who reads it" in line] == []
    assert "Lunch: title" in lines_of(page)


def test_who_has_no_role_reads_neither_who_has_seen_it_nor_any_history(client, settings, lunch):
    version, _ada, breakfast = lunch
    settings.SECOND_FACTOR_REQUIRED = False
    somebody = UserFactory()
    somebody.user_permissions.add(Permission.objects.get(codename="view_person"))
    client.force_login(somebody, backend="django.contrib.auth.backends.ModelBackend")

    pages = [page_of(client, version), client.get(f"/admin/agenda/meeting/{breakfast.pk}/history/")]

    assert [page.status_code for page in pages] == [403, 403]
