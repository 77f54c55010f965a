"""A head-count at a door without a network."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from agenda.models import Passenger
from delegation.models import Delegate
from tests.browser.phone import Phone

pytestmark = pytest.mark.django_db(transaction=True)
MORNING = "?at=2025-04-23T08:00"
KEPT = "conservata: si apre senza rete"
WAITS = "Annotato su questo telefono"


def name_of(seat):
    """Return the name of a passenger as the Italian page has it."""
    return seat.person.placeholder_it or str(seat.person)


@pytest.fixture
def phone(browser, site):
    context = browser.new_context(viewport={"width": 390, "height": 844})
    yield Phone(context.new_page(), site.base)
    context.close()


@pytest.fixture
def escort(site):
    delegate = site.mission.delegates.get(role=Delegate.Role.ESCORT)
    return site.mission.personal_links.get(person=delegate.person)


def test_ticks_without_a_network_stay_and_are_sent_when_it_returns(phone, site, escort):
    ride = site.mission.transfers.in_order().first()
    seats = list(ride.seats_taken.order_by("pk")[:2])
    address = f"/p/{escort.key}/it/boarding/{MORNING}"
    phone.open_and_keep(address, KEPT).lose_network()

    for seat in seats:
        phone.tick(name_of(seat))
    phone.open(address)
    output = phone.page.locator("boarding-list output").first
    expect(output).to_have_text("2")
    before = Passenger.objects.filter(boarded_at__isnull=False).count()
    phone.find_network().wait_until_gone("Annotato su questo telefono")

    sent = Passenger.objects.filter(boarded_at__isnull=False).order_by("pk")
    assert before == 0
    assert list(sent) == seats


def test_taps_hit_whom_they_aim_at_while_the_network_goes_and_returns(phone, site, escort):
    ride = site.mission.transfers.in_order().first()
    names = [name_of(seat) for seat in ride.seats_taken.order_by("pk")]
    phone.open_and_keep(f"/p/{escort.key}/it/boarding/{MORNING}", KEPT)
    phone.page.evaluate("window.isTheSame = true")
    places = phone.places_on_the_list(names[:4])

    phone.lose_network().wait_for("Senza rete").tap(*places[:3]).wait_for(WAITS)
    phone.find_network().wait_until_gone(WAITS).tap(places[3])
    phone.wait_for("4 su")

    assert phone.ticked() == names[:4]
    assert (phone.places_on_the_list(names[:4]), phone.page.evaluate("isTheSame")) == (places, True)


def test_two_tabs_count_together_what_both_have_still_to_send(phone, site, escort):
    names = [name_of(seat) for seat in site.mission.transfers.in_order().first().seats_taken.all()]
    address = f"/p/{escort.key}/it/boarding/{MORNING}"
    phone.open_and_keep(address, KEPT)
    other = Phone(phone.page.context.new_page(), site.base).open_and_keep(address, KEPT)
    phone.lose_network().tick(names[0])
    other.wait_for("1 su").tick(names[1]).wait_for("2 su")

    phone.wait_for("2 su").open(address).wait_for("2 su")
    phone.find_network().wait_until_gone(WAITS)

    assert Passenger.objects.filter(boarded_at__isnull=False).count() == 2


def test_a_tick_of_who_is_off_the_list_is_said_and_all_others_are_kept(phone, site, escort):
    ride = site.mission.transfers.in_order().first()
    seats = list(ride.seats_taken.order_by("pk")[:3])
    phone.open_and_keep(f"/p/{escort.key}/it/boarding/{MORNING}", KEPT).lose_network()
    for seat in seats:
        phone.tick(name_of(seat))
    seats[1].delete()

    phone.find_network().wait_for("Non è più nella lista di questo veicolo: " + name_of(seats[1]))

    expect(phone.page.locator("boarding-list output").first).to_have_text("2")
    sent = Passenger.objects.filter(boarded_at__isnull=False).order_by("pk")
    assert list(sent) == [seats[0], seats[2]]


def test_what_another_one_ticks_at_the_same_door_shows_by_itself(phone, site, escort):
    phone.page.clock.install()
    phone.open_and_keep(f"/p/{escort.key}/it/boarding/{MORNING}", KEPT)
    output = phone.page.locator("boarding-list output").first
    expect(output).to_have_text("0")
    seat = site.mission.transfers.in_order().first().seats_taken.order_by("pk").first()
    seat.boarded_at = timezone.now()
    seat.save()

    phone.page.clock.fast_forward(21_000)

    expect(output).to_have_text("1")


def test_rides_that_have_arrived_are_folded_up_below_the_next_one(phone, escort):
    phone.open(f"/p/{escort.key}/it/boarding/?at=2025-04-24T08:00")

    first = phone.page.locator("boarding-list:visible").first.bounding_box()

    expect(phone.page.get_by_text("Trasferimenti arrivati (5)")).to_be_visible()
    assert first["y"] < 600
