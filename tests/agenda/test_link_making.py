"""Personal links made for whole delegations."""

from datetime import UTC, date, datetime

import pytest

from agenda.models import PersonalLink
from agenda.personal.link_making import make_missing_links
from tests.factories import DelegateFactory, MissionFactory, PersonalLinkFactory

pytestmark = pytest.mark.django_db
LIST = "/admin/delegation/mission/"


@pytest.mark.parametrize(
    ("last_day", "expires_at"),
    [
        (date(2025, 4, 30), datetime(2025, 5, 31, 4, tzinfo=UTC)),
        (date.max, datetime(9999, 12, 29, 5, tzinfo=UTC)),
    ],
)
def test_a_link_lasts_until_a_month_after_the_mission_or_as_long_as_the_calendar(
    desk, last_day, expires_at
):
    mission = MissionFactory(end_date=last_day, time_zone="America/Detroit")
    DelegateFactory(mission=mission)

    made = make_missing_links(mission=mission)

    link = PersonalLink.objects.get()
    assert (made, link.expires_at) == (1, expires_at)
    assert desk.get(f"/admin/agenda/personallink/{link.pk}/change/").status_code == 200


def test_the_links_that_several_missions_lack_are_made_at_once(desk):
    missions = MissionFactory.create_batch(2)
    delegates = [DelegateFactory(mission=mission) for mission in missions for _time in range(2)]
    kept = PersonalLinkFactory(mission=missions[0], person=delegates[0].person)
    chosen = {"action": "make_links", "_selected_action": [mission.pk for mission in missions]}

    page = desk.post(LIST, chosen, follow=True)

    links = PersonalLink.objects.order_by("person").values_list("mission", "person")
    assert list(links) == [(delegate.mission_id, delegate.person_id) for delegate in delegates]
    assert PersonalLink.objects.get(person=delegates[0].person) == kept
    assert [str(message) for message in page.context["messages"]] == [
        "3 links were made: send them from the list of personal links."
    ]
