"""The status of an item as readers are told it, and whether it is assumed."""

from datetime import UTC, datetime, timedelta

import pytest

from agenda.models import Meeting
from agenda.publishing import publish
from tests.factories import MeetingFactory, ParticipationFactory, PersonalLinkFactory
from tests.lines import lines_of

pytestmark = pytest.mark.django_db
NOON = datetime(2025, 4, 20, 12, tzinfo=UTC)
SAID = [
    ("confirmed", False, "en", []),
    ("tentative", False, "en", ["to be confirmed"]),
    ("confirmed", True, "en", ["confirmed (assumed)"]),
    ("confirmed", True, "it", ["confermato (stato ipotizzato)"]),
    ("tentative", True, "en", ["to be confirmed (assumed)"]),
    ("cancelled", True, "en", ["cancelled (assumed)"]),
    ("cancelled", False, "en", ["cancelled"]),
]
LABELS = {"confirmed", "assumed", "assumed status", *(label for row in SAID for label in row[3])}


@pytest.mark.parametrize(("status", "is_assumed", "language", "said"), SAID)
def test_every_page_says_which_status_it_is_that_is_assumed(
    client, status, is_assumed, language, said
):
    meeting = MeetingFactory(assumed_status=is_assumed)
    link = PersonalLinkFactory(mission=meeting.mission)
    ParticipationFactory(meeting=meeting, person=link.person)
    publish(mission=meeting.mission, now=NOON)
    meeting.status = Meeting.Status(status)
    meeting.save()
    publish(mission=meeting.mission, now=NOON + timedelta(hours=1))
    public = f"/{language}/missions/{meeting.mission.slug}/"

    for address in (public, f"{public}items/{meeting.pk}/", f"/p/{link.key}/{language}/"):
        lines = lines_of(client.get(address))
        assert [line for line in lines if line in LABELS] == said
