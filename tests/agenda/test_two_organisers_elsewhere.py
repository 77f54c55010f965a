"""Two organisers at a mission, a delegate, a place or a span without somebody: both are kept."""

from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from agenda.models import Unavailability
from delegation.models import Delegate
from tests.agenda.test_merging import Organiser
from tests.factories import (
    DelegateFactory,
    FirmFactory,
    MissionFactory,
    MissionLogoFactory,
    UnavailabilityFactory,
    VenueFactory,
)

pytestmark = pytest.mark.django_db

CASES = {
    "mission": (MissionFactory, {"buffer_minutes": 12}, {"contact_phone": "+39 011 123 4567"}),
    "delegate": (DelegateFactory, {"precedence": 3}, {"role": "press"}),
    "venue": (VenueFactory, {"entrance_it": "Porta nord"}, {"city": "Torino"}),
    "unavailability": (UnavailabilityFactory, {"reason": "treno"}, {"time_zone": "Asia/Tokyo"}),
}


@pytest.mark.parametrize("case", CASES)
def test_the_second_is_told_and_both_edits_are_kept(desk, case):
    factory, of_first, of_second = CASES[case]
    row = factory()
    first, second = Organiser(desk, row), Organiser(desk, row)
    first.save(**of_first)

    told = second.save(**of_second)
    (value,) = of_first.values()
    row.refresh_from_db()
    meanwhile = {name: getattr(row, name) for name in of_first}
    saved = second.save()

    row.refresh_from_db()
    wanted = {**of_first, **of_second}
    assert f"→ {value}" in told
    assert meanwhile == of_first
    assert saved == ""
    assert {name: str(getattr(row, name)) for name in wanted} == {
        name: str(value) for name, value in wanted.items()
    }


def test_firms_that_either_organiser_put_into_a_mission_or_took_out_are_kept(desk):
    stays, leaves, joins, too = FirmFactory.create_batch(4)
    mission = MissionFactory()
    mission.firms.set([stays, leaves])
    first, second = Organiser(desk, mission), Organiser(desk, mission)
    first.save(firms=[stays.pk, joins.pk])

    second.save(firms=[stays.pk, leaves.pk, too.pk])
    saved = second.save()

    assert (saved, set(mission.firms.all())) == ("", {stays, joins, too})


def test_an_arrival_and_its_zone_are_one_thing_and_the_departure_is_another(desk):
    delegate = DelegateFactory()
    first, second = Organiser(desk, delegate), Organiser(desk, delegate)
    first.save(arrives="2025-04-22T10:00", leaves="2025-04-25T10:00")

    told = second.save(arrives="2025-04-22T12:00", arrival_time_zone="Asia/Tokyo")
    saved = second.save()

    row = Delegate.objects.get()
    assert "You both wrote: arrives, time zone of arrival." in told
    assert (saved, row.arrives_at) == ("", datetime(2025, 4, 22, 3, tzinfo=UTC))
    assert row.leaves_at == datetime(2025, 4, 25, 14, tzinfo=UTC)


def test_a_span_without_somebody_is_one_thing(desk):
    span = UnavailabilityFactory()
    first, second = Organiser(desk, span), Organiser(desk, span)
    first.save(starts="2025-04-23T18:00", ends="2025-04-23T20:00")

    told = second.save(starts="2025-04-23T05:00")
    second.save()

    assert "You both wrote: starts, ends." in told
    assert Unavailability.objects.get().ends_at == span.ends_at


def test_a_logo_that_was_taken_out_meanwhile_stays_out(desk):
    logo = MissionLogoFactory()
    second = Organiser(desk, logo.mission)
    logo.delete()

    told = second.save(contact_phone="+39 011 123 4567")
    saved = second.save()

    assert ("deleted" in told, saved, logo.mission.logos.exists()) == (True, "", False)


def test_a_file_has_to_be_chosen_again(desk):
    logo = MissionLogoFactory()
    second = Organiser(desk, logo.mission)
    logo.mission.save()

    told = second.save(**{"logos-0-file": SimpleUploadedFile("logo.png", b"drawn")})

    assert told.endswith("Choose the files again: a page that comes back holds none.")


def test_answers_of_a_delegates_page_survive_being_told(desk):
    delegate = DelegateFactory()
    second = Organiser(desk, delegate)
    Delegate.objects.update(precedence=4)

    second.save(clash_reason="Si accorda", precedence=4)

    assert second.fields["clash_reason"] == "Si accorda"
