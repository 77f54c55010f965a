"""Posts that people wear in meetings: given to who joins, and no message where merely filled in."""

import pytest
from django.core import mail

from agenda.models import Participation
from agenda.notices.sending import send_notices
from agenda.publishing import publish
from agenda.versions.published import earlier_version, published
from agenda.versions.readership import readership
from tests.agenda.notice_mission import DUE, LATER, NOON, delegate, told_mission
from tests.agenda.test_before_saving import change, with_new_participant
from tests.factories import (
    AffiliationFactory,
    DelegateFactory,
    MeetingFactory,
    ParticipationFactory,
    PersonFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_lock(settings, tmp_path):
    settings.DATA_DIR = tmp_path


def delegate_with_post(mission):
    post = AffiliationFactory()
    DelegateFactory(mission=mission, person=post.person, affiliation=post)
    return post


def posts_worn():
    return list(Participation.objects.order_by("pk").values_list("affiliation", flat=True))


def test_who_joins_on_the_form_wears_the_post_of_the_mission(desk):
    meeting = MeetingFactory()
    post = delegate_with_post(meeting.mission)

    change(desk, meeting, **with_new_participant(post.person))

    assert posts_worn() == [post.pk]


def test_who_takes_somebodys_row_on_the_form_wears_theirs(desk):
    meeting = MeetingFactory()
    ParticipationFactory(meeting=meeting)
    post = delegate_with_post(meeting.mission)

    change(desk, meeting, **{"participations-0-person": post.person_id})

    assert posts_worn() == [post.pk]


def test_who_was_there_keeps_what_readers_know_of_them(desk):
    meeting = MeetingFactory()
    post = delegate_with_post(meeting.mission)
    ParticipationFactory(meeting=meeting, person=post.person)

    change(desk, meeting, public_time="hours")

    assert posts_worn() == [None]


def breakfast_of_two():
    """Return a mission whose delegates have been told of a breakfast, and the two rows of it."""
    mission, (ada, _bruno), (breakfast, _visit) = told_mission()
    carla = delegate(mission, "Carla")
    rows = [breakfast.participations.get(person=ada), wearing(breakfast, carla)]
    publish(mission=mission, now=NOON)
    mission.notices.update(status="sent", sent_at=NOON)
    return mission, rows


def wearing(meeting, person, **values):
    return ParticipationFactory(meeting=meeting, person=person, **values)


def give_post(row, **values):
    row.affiliation = AffiliationFactory(person=row.person, **values)
    row.save()


def test_a_post_merely_filled_in_is_told_to_nobody():
    mission, (_ada, carla) = breakfast_of_two()
    give_post(carla)
    version = publish(mission=mission, now=LATER)

    sent = send_notices(now=DUE)

    (seen,) = published(version.pk)
    assert (sent, mail.outbox) == (0, [])
    assert readership(seen, earlier_version(seen)).left_to_tell == ()


def test_another_post_is_told():
    mission, (_ada, carla) = breakfast_of_two()
    give_post(carla)
    publish(mission=mission, now=NOON)
    give_post(carla, title_en="minister", main=False)
    publish(mission=mission, now=LATER)

    send_notices(now=DUE)

    assert sorted(message.to for message in mail.outbox) == [["ada@example.org"]]


def test_who_comes_in_is_told_with_the_others_as_they_are_known_now():
    mission, (ada, carla) = breakfast_of_two()
    give_post(carla)
    wearing(ada.meeting, PersonFactory(given_name="", family_name="Rossini"), side="host")
    publish(mission=mission, now=LATER)

    send_notices(now=DUE)

    to_ada = next(message for message in mail.outbox if message.to == ["ada@example.org"])
    assert "Rossini" in to_ada.body
