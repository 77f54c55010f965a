"""What organisers call the rows that no title names: in histories, lists and questions."""

import pytest

from agenda.models.page_count import PageCount
from agenda.models.sending import Sending
from tests.factories import (
    AcceptedClashFactory,
    AcknowledgementFactory,
    PassengerFactory,
    PictureFactory,
    SectorFactory,
    TravelTimeFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_english")]
NUMBER = "0b0e2f3e-4c64-4f2f-9d1c-0d6f6c1a7a11"


@pytest.mark.parametrize(
    ("make", "name"),
    [
        (lambda: AcceptedClashFactory(reason="Two halls."), "Two halls."),
        (lambda: AcknowledgementFactory(version__number=3), "Ada Rossi: Mission to Michigan · 3"),
        (
            lambda: PageCount(day="2025-04-23", path="/en/missions/", views=3),
            "2025-04-23 /en/missions/: 3",
        ),
        (PassengerFactory, "Ada Rossi"),
        (lambda: PictureFactory(digest="a" * 32), "a" * 32),
        (lambda: SectorFactory(code="29.1"), "29.1 Manufacture of motor vehicles"),
        (lambda: Sending(number=NUMBER), NUMBER),
        (lambda: TravelTimeFactory(minutes=25), "The maker's seat → The maker's seat: 25"),
    ],
)
def test_a_row_is_called_by_what_it_holds(make, name):
    assert str(make()) == name
