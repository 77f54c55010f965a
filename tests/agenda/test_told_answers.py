"""What was answered before saving, where the second organiser is told that the first one saved."""

from datetime import UTC, datetime, timedelta

import pytest

from agenda.models import AcceptedClash, Meeting, Transfer
from tests.agenda.test_lists import address
from tests.browser_form import typed
from tests.factories import (
    MeetingFactory,
    MissionFactory,
    ParticipationFactory,
    PersonFactory,
    TransferFactory,
    VenueFactory,
)

pytestmark = pytest.mark.django_db
NOON = datetime(2025, 4, 23, 16, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def breakfast():
    """A meeting at half past nine, with two rides; its guest has another one at noon."""
    mission, guest, venue = MissionFactory(), PersonFactory(), VenueFactory()
    meeting = MeetingFactory(mission=mission, venue=venue)
    noon = MeetingFactory(mission=mission, venue=venue, starts_at=NOON, ends_at=NOON + HOUR)
    for taken in (meeting, noon):
        ParticipationFactory(meeting=taken, person=guest)
    for number in (1, 2):
        departs = meeting.starts_at - number * HOUR
        TransferFactory(
            mission=mission, serves=meeting, destination=venue, departs_at=departs,
            arrives_at=departs + HOUR / 4,
        )  # fmt: skip
    return meeting


def answering(desk, meeting):
    """Move the meeting to noon; return what the form posts with every question answered."""
    page = address(Meeting, f"{meeting.pk}/change/")
    fields = typed(desk.get(page))
    asked = desk.post(page, {**fields, "starts": "12:00", "ends": "13:00"})
    keep, drop = [question.drag.ride for question in asked.context["rides"]]
    answers = {f"ride-{keep.pk}": "keep", f"ride-{drop.pk}": "drop", "clash_reason": "Si dividono"}
    return page, {**typed(asked), **answers}, answers, keep


def test_answers_survive_being_told_and_are_shown_with_their_questions(desk, breakfast):
    page, fields, answers, keep = answering(desk, breakfast)
    Meeting.objects.filter(pk=breakfast.pk).update(title_it="Del primo")
    departs = keep.departs_at

    told = desk.post(page, fields)
    before = (Meeting.objects.get(pk=breakfast.pk).starts_at, AcceptedClash.objects.count())
    again = typed(told)
    saved = desk.post(page, again)

    meeting = Meeting.objects.get(pk=breakfast.pk)
    assert "→ Del primo" in told.context["told"][0]
    assert before == (breakfast.starts_at, 0)
    assert again.items() >= answers.items()
    assert (saved.status_code, meeting.title_it, meeting.starts_at) == (302, "Del primo", NOON)
    assert [(ride.pk, ride.departs_at) for ride in Transfer.objects.all()] == [(keep.pk, departs)]
    assert [row.reason for row in AcceptedClash.objects.all()] == ["Si dividono"]


@pytest.mark.parametrize("somebody_saved", [True, False])
def test_answers_are_carried_along_where_something_is_to_be_corrected_first(
    desk, breakfast, somebody_saved
):
    page, fields, answers, _keep = answering(desk, breakfast)
    if somebody_saved:
        Meeting.objects.filter(pk=breakfast.pk).update(title_it="Del primo")

    refused = desk.post(page, {**fields, "ends": "when we are done"})

    assert "question" not in refused.context
    assert typed(refused).items() >= answers.items()


def test_who_is_told_and_has_nothing_to_decide_is_asked_nothing(desk, breakfast):
    page = address(Meeting, f"{breakfast.pk}/change/")
    fields = typed(desk.get(page))
    Meeting.objects.filter(pk=breakfast.pk).update(title_it="Del primo")

    told = desk.post(page, {**fields, "room": "Sala 2"})

    assert (bool(told.context["told"]), "question" in told.context) == (True, False)
