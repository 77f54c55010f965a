"""Personal links made for whole delegations."""

import pytest

from agenda.models import PersonalLink
from tests.factories import DelegateFactory, MissionFactory, PersonalLinkFactory

pytestmark = pytest.mark.django_db
LIST = "/admin/delegation/mission/"


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
