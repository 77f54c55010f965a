"""What the columns and filters of the desk's lists say."""

import pytest

from agenda.models import Meeting
from agenda.publishing import publish
from tests.agenda.test_lists import address
from tests.factories import (
    AffiliationFactory,
    DelegateFactory,
    FirmFactory,
    MeetingFactory,
    MissionFactory,
    PassengerFactory,
    PersonalLinkFactory,
    PersonFactory,
    SectorFactory,
    TransferFactory,
    VenueFactory,
)
from tests.moments import LATER, NOON

pytestmark = pytest.mark.django_db


def cells(page, column):
    rows = page.context["cl"].result_list
    return [getattr(page.context["cl"].model_admin, column)(row) for row in rows]


def test_meetings_of_the_mission_at_hand_come_first(desk):
    mine, other = MeetingFactory(), MeetingFactory()

    at_hand = desk.get(address(Meeting)).context["cl"]
    asked = desk.get(address(Meeting, f"?mission={mine.mission.pk}")).context["cl"]
    every = desk.get(address(Meeting, "?mission=all")).context["cl"]

    assert list(at_hand.result_list) == [other]
    assert list(asked.result_list) == [mine]
    assert list(every.result_list) == [mine, other]


@pytest.mark.usefixtures("_english")
def test_the_list_of_meetings_says_what_readers_know(desk):
    mission = MissionFactory()
    same, moved, withdrawn = MeetingFactory.create_batch(3, mission=mission)
    publish(mission=mission, now=NOON)
    Meeting.objects.filter(pk=moved.pk).update(venue=VenueFactory())
    Meeting.objects.filter(pk=withdrawn.pk).update(visibility="organisers")
    new = MeetingFactory(mission=mission)
    kept = MeetingFactory(mission=mission, status=Meeting.Status.PROPOSED)
    dropped = MeetingFactory(mission=mission, status=Meeting.Status.CANCELLED)

    page = desk.get(address(Meeting))

    told = {row: str(row.publication.label) for row in page.context["cl"].result_list}
    assert told == {
        same: "as published",
        moved: "changed since",
        withdrawn: "changed since",
        new: "not published yet",
        kept: "for organisers only",
        dropped: "for organisers only",
    }


def test_the_list_of_transfers_says_what_readers_know_and_how_full_each_is(desk):
    ride = TransferFactory(seats=1)
    publish(mission=ride.mission, now=NOON)
    first = desk.get(address(type(ride))).context["cl"].result_list[0]
    PassengerFactory(transfer=ride)

    page = desk.get(address(type(ride)))

    assert first.publication == "as_published"
    assert page.context["cl"].result_list[0].publication == "changed"
    assert cells(page, "taken") == [("full", "1 / 1")]


def test_hours_elsewhere_name_their_zone(desk):
    mission = MissionFactory()
    MeetingFactory(mission=mission)
    MeetingFactory(mission=mission, venue=VenueFactory(time_zone="Asia/Tokyo"))
    MeetingFactory(mission=mission, starts_at=None, ends_at=None, part_of_day="morning")

    page = desk.get(address(Meeting))

    assert [str(cell) for cell in cells(page, "hours")] == [
        "morning",
        "09:30–10:30",
        "22:30–23:30 (Tokyo time)",
    ]


def test_the_list_of_delegates_says_what_became_of_their_links(desk):
    mission = MissionFactory()
    states = {
        "none": DelegateFactory(mission=mission, precedence=1),
        "unsent": DelegateFactory(mission=mission, precedence=2),
        "sent": DelegateFactory(mission=mission, precedence=3),
        "opened": DelegateFactory(mission=mission, precedence=4),
    }
    for state, delegate in states.items():
        PersonalLinkFactory(person=delegate.person)
        if state != "none":
            PersonalLinkFactory(
                mission=mission,
                person=delegate.person,
                sent_at=NOON if state != "unsent" else None,
                page_fetched_at=LATER if state == "opened" else None,
                page_version=3 if state == "opened" else None,
            )
    where = f"?mission={mission.pk}"
    delegates = type(states["none"])

    page = desk.get(address(delegates, where))
    kept = {
        state: list(
            desk.get(address(delegates, f"{where}&state={state}")).context["cl"].result_list
        )
        for state in states
    }

    assert [state for state, _words in cells(page, "link")] == list(states)
    assert cells(page, "fetched") == ["–", "– / –", "– / –", "3 / –"]
    assert kept == {state: [delegate] for state, delegate in states.items()}


def test_delegates_stand_in_the_order_of_groups(desk):
    mission = MissionFactory()
    staff = DelegateFactory(mission=mission, group="staff", precedence=1)
    firm = DelegateFactory(mission=mission, group="firms", precedence=2)
    head = DelegateFactory(mission=mission, group="institutional", precedence=3)

    assert list(desk.get(address(type(staff))).context["cl"].result_list) == [head, firm, staff]


def test_rows_in_one_language_can_be_found(desk):
    mission = MissionFactory()
    MeetingFactory(mission=mission)
    half = MeetingFactory(mission=mission, title_en="")

    page = desk.get(address(Meeting, "?untranslated=yes"))

    assert list(page.context["cl"].result_list) == [half]
    assert cells(page, "untranslated") == ["title"]


def test_the_main_post_stands_in_the_list_of_people(desk):
    post = AffiliationFactory()
    PersonFactory(family_name="Bianchi")

    page = desk.get(address(type(post.person)))

    assert cells(page, "main_post") == ["–", "Rector, University of Turin"]


@pytest.mark.parametrize(
    ("made", "field"),
    [
        (VenueFactory, "name"),
        (FirmFactory, "profile"),
        (SectorFactory, "name"),
        (AffiliationFactory, "title"),
        (PersonFactory, "placeholder"),
    ],
)
def test_what_lacks_a_language_is_marked_and_found(desk, made, field):
    whole = made(**{f"{field}_it": "sì", f"{field}_en": "yes"})
    half = made(**{f"{field}_it": "sì", f"{field}_en": ""})

    found = desk.get(address(type(half), "?untranslated=yes"))
    rest = desk.get(address(type(half), "?untranslated=no"))

    assert list(found.context["cl"].result_list) == [half]
    assert cells(found, "untranslated") == [str(half._meta.get_field(field).verbose_name)]
    assert whole in rest.context["cl"].result_list
