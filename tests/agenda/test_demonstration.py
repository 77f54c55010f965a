"""Loading the demonstration: as it is asked for, and never over what is somebody's own."""

from datetime import UTC, datetime, timedelta

import pytest

from agenda.demonstration.loader import SLUG, load, loaded_switch
from agenda.models import Acknowledgement, Meeting, PersonalLink, Transfer, Venue
from companies.models import Person
from tests.factories import DelegateFactory, MissionFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 1, 10, 12, tzinfo=UTC)


def test_without_assumptions_nothing_that_is_assumed_is_there():
    mission = load(with_assumptions=False, now=NOW)

    assert loaded_switch() is False
    assert [meeting for meeting in mission.meetings.all() if meeting.starts_at] == []
    assert mission.meetings.count() > 3
    assert not Transfer.objects.exists()
    assert not Person.objects.filter(assumed=True).exists()
    assert not Venue.objects.filter(assumed=True).exists()


def test_links_open_for_a_year():
    mission = load(with_assumptions=True, now=NOW)

    assert mission.personal_links.count() == mission.delegates.count()
    assert {link.expires_at for link in PersonalLink.objects.all()} == {NOW + timedelta(days=365)}


def test_the_other_switch_takes_the_mission_out_and_loads_it_anew():
    assumed = load(with_assumptions=True, now=NOW)
    people = Person.objects.filter(assumed=True).count()
    seen_by = assumed.delegates.first().person
    Acknowledgement.objects.create(person=seen_by, version=assumed.versions.first(), seen_at=NOW)

    sourced = load(with_assumptions=False, now=NOW)

    assert people > 0
    assert sourced.pk != assumed.pk
    assert loaded_switch() is False
    assert not Person.objects.filter(assumed=True).exists()
    assert not Transfer.objects.exists()


def test_an_assumed_person_who_travels_elsewhere_too_stays():
    mission = load(with_assumptions=True, now=NOW)
    assumed = mission.delegates.filter(person__assumed=True).first().person
    elsewhere = DelegateFactory(person=assumed, affiliation=None)

    load(with_assumptions=False, now=NOW)

    assert list(Person.objects.filter(assumed=True)) == [elsewhere.person]


def test_the_same_switch_leaves_what_organisers_did():
    mission = load(with_assumptions=True, now=NOW)
    Meeting.objects.filter(mission=mission).update(room_it="Sala blu")

    again = load(with_assumptions=True, now=NOW)

    assert again == mission
    assert set(mission.meetings.values_list("room_it", flat=True)) == {"Sala blu"}


def test_a_mission_of_the_same_address_that_is_no_demonstration_is_left_alone():
    own = MissionFactory(slug=SLUG)

    assert load(with_assumptions=True, now=NOW) == own
    assert not Meeting.objects.exists()
