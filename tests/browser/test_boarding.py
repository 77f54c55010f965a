"""A head-count at a door without a network."""

import pytest
from playwright.sync_api import expect

from agenda.models import Passenger
from delegation.models import Delegate
from tests.browser.phone import Phone

pytestmark = pytest.mark.django_db(transaction=True)


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
    address = f"/p/{escort.key}/it/boarding/"
    phone.open_and_keep(address, "Conservata anche su questo telefono").lose_network()

    for seat in seats:
        phone.tick(seat.person.placeholder_it or str(seat.person))
    phone.open(address)
    output = phone.page.locator("boarding-list output").first
    expect(output).to_have_text("2")
    before = Passenger.objects.filter(boarded_at__isnull=False).count()
    phone.find_network().wait_until_gone("Annotato su questo telefono")

    sent = Passenger.objects.filter(boarded_at__isnull=False).order_by("pk")
    assert before == 0
    assert list(sent) == seats
