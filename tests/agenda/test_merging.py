"""Two organisers at the people of one meeting or ride: nothing that either of them did is undone."""

from datetime import UTC, datetime

import pytest

from agenda.models import Meeting, Participation, Passenger, Transfer
from tests.agenda.test_lists import address
from tests.browser_form import typed
from tests.factories import (
    MeetingFactory,
    ParticipationFactory,
    PassengerFactory,
    PersonFactory,
    TransferFactory,
)

pytestmark = pytest.mark.django_db
NOON = datetime(2025, 4, 20, 12, tzinfo=UTC)


def page_of(row):
    return address(type(row), f"{row.pk}/change/")


def told(page):
    return " ".join(page.context["told"])


class Organiser:
    """Somebody who has opened a page, types into it, and saves when others have, too."""

    def __init__(self, desk, row):
        self.desk, self.where = desk, page_of(row)
        self.fields = typed(desk.get(self.where))

    def save(self, **changes):
        """Save; return what is told, empty where it was saved. What is shown then can be saved."""
        page = self.desk.post(self.where, {**self.fields, **changes})
        if page.status_code == 302:
            return ""
        self.fields = typed(page)
        return told(page)


@pytest.fixture
def people():
    return [PersonFactory(given_name=name) for name in ("Anna", "Bruno", "Carla", "Dario")]


def riding(ride):
    return sorted(seat.person.given_name for seat in ride.seats_taken.all())


def taking_part(meeting):
    rows = meeting.participations.select_related("person")
    return sorted((row.person.given_name, row.role, row.shown) for row in rows)


def test_who_was_taken_out_of_a_ride_stays_out_and_who_was_put_in_by_either_rides(desk, people):
    ride = TransferFactory(seats=8)
    anna, bruno, carla, dario = people
    for person in (anna, bruno):
        PassengerFactory(transfer=ride, person=person)
    first, second = Organiser(desk, ride), Organiser(desk, ride)
    first.save(riders=[bruno.pk, carla.pk])

    refused = second.save(seats=7, riders=[anna.pk, bruno.pk, dario.pk])
    meanwhile = riding(ride)
    saved = second.save()

    ride.refresh_from_db()
    assert "deleted passenger: Anna Rossi" in refused
    assert "added passenger: Carla Rossi" in refused
    assert (meanwhile, saved) == (["Bruno", "Carla"], "")
    assert (riding(ride), ride.seats) == (["Bruno", "Carla", "Dario"], 7)


def test_who_is_put_back_on_purpose_rides(desk, people):
    ride = TransferFactory()
    PassengerFactory(transfer=ride, person=people[0])
    first, second = Organiser(desk, ride), Organiser(desk, ride)
    first.save(riders=[])

    second.save()
    second.save(riders=[people[0].pk])

    assert riding(ride) == ["Anna"]


def test_getting_in_keeps_nobody_from_editing_the_ride(desk, people):
    seat = PassengerFactory(person=people[0])
    second = Organiser(desk, seat.transfer)
    Passenger.objects.update(boarded_at=NOON)

    refused = second.save(seats=9)

    seat.refresh_from_db()
    assert (refused, seat.boarded_at) == ("", NOON)


def test_participants_keep_what_either_organiser_did_to_them(desk, people):
    meeting = MeetingFactory()
    anna, bruno, carla, dario = people
    for person in (anna, bruno, carla):
        ParticipationFactory(meeting=meeting, person=person)
    first, second = Organiser(desk, meeting), Organiser(desk, meeting)
    first.save(
        **{
            "participations-0-DELETE": "on",
            "participations-1-role": "speaker",
            "participations-2-shown": [],
        }
    )
    ParticipationFactory(meeting=meeting, person=dario)
    emma = PersonFactory(given_name="Emma")
    new = {"person": emma.pk, "side": "delegation", "role": "guest", "response": "invited"}

    refused = second.save(
        title_it="Del secondo",
        **{
            "participations-2-role": "interpreter",
            "participations-TOTAL_FORMS": 4,
            **{f"participations-3-{name}": value for name, value in new.items()},
        },
    )
    saved = second.save()

    meeting.refresh_from_db()
    assert [f"{verb} participation: {name} Rossi" in refused for verb, name in (
        ("deleted", "Anna"), ("changed", "Bruno"), ("changed", "Carla"), ("added", "Dario"),
    )] == [True] * 4  # fmt: skip
    assert "(role: guest → speaker)" in refused
    assert ("both" in refused, saved, meeting.title_it) == (False, "", "Del secondo")
    assert taking_part(meeting) == [
        ("Bruno", "speaker", True),
        ("Carla", "interpreter", False),
        ("Dario", "guest", True),
        ("Emma", "guest", False),
    ]


def test_what_both_wrote_is_named_and_the_second_decides(desk, people):
    meeting = MeetingFactory()
    ParticipationFactory(meeting=meeting, person=people[0])
    first, second = Organiser(desk, meeting), Organiser(desk, meeting)
    first.save(title_it="Del primo", **{"participations-0-role": "speaker"})

    refused = second.save(title_it="Del secondo", **{"participations-0-role": "staff"})
    second.save()

    meeting.refresh_from_db()
    both = (
        "You both wrote: Title [Italian], Anna Rossi: Role. Saving again writes yours over theirs."
    )
    assert both.lower() in refused.lower()
    assert (meeting.title_it, taking_part(meeting)) == ("Del secondo", [("Anna", "staff", True)])


def test_what_both_wrote_alike_is_no_question(desk):
    meeting = MeetingFactory()
    first, second = Organiser(desk, meeting), Organiser(desk, meeting)
    first.save(title_it="Pranzo")

    refused = second.save(title_it="Pranzo")

    assert "You both wrote" not in refused


def test_what_was_typed_of_somebody_who_was_taken_out_meanwhile_is_named(desk, people):
    meeting = MeetingFactory()
    ParticipationFactory(meeting=meeting, person=people[0])
    second = Organiser(desk, meeting)
    Participation.objects.all().delete()

    refused = second.save(**{"participations-0-role": "speaker"})
    saved = second.save()

    assert refused.endswith(
        "Not here any more, though you had typed something there: Anna Rossi (role)."
    )
    assert (saved, Participation.objects.count()) == ("", 0)


def test_who_both_took_out_is_out(desk, people):
    meeting = MeetingFactory()
    ParticipationFactory(meeting=meeting, person=people[0])
    second = Organiser(desk, meeting)
    Participation.objects.all().delete()

    refused = second.save(**{"participations-0-DELETE": "on"})

    assert ("Not here any more" in refused, second.save()) == (False, "")


def test_passengers_of_a_ride_on_the_page_of_its_meeting_are_kept_too(desk, people):
    meeting = MeetingFactory()
    ride = TransferFactory(mission=meeting.mission, serves=meeting)
    anna, bruno, carla, _dario = people
    for person in (anna, bruno):
        PassengerFactory(transfer=ride, person=person)
    second = Organiser(desk, meeting)
    Organiser(desk, ride).save(riders=[bruno.pk], pickup_point_it="Porta nord")

    refused = second.save(
        title_it="Del secondo", **{"transfers-0-riders": [anna.pk, bruno.pk, carla.pk]}
    )
    saved = second.save()

    ride.refresh_from_db()
    assert (f"deleted passenger: Anna Rossi ({ride})" in refused, saved) == (True, "")
    assert (riding(ride), ride.pickup_point_it) == (["Bruno", "Carla"], "Porta nord")


def test_a_ride_that_was_added_meanwhile_is_kept(desk):
    meeting = MeetingFactory()
    second = Organiser(desk, meeting)
    ride = TransferFactory(mission=meeting.mission, serves=meeting)

    second.save(title_it="Del secondo")
    saved = second.save()

    assert (saved, list(Transfer.objects.all())) == ("", [ride])


def test_languages_that_either_chose_are_kept(desk):
    meeting = MeetingFactory(languages=["it"])
    first, second = Organiser(desk, meeting), Organiser(desk, meeting)
    first.save(languages=["it", "en"])

    second.save(languages=["it", "fr"])
    second.save()

    assert sorted(Meeting.objects.get().languages) == ["en", "fr", "it"]


def test_a_meeting_that_was_deleted_meanwhile_is_said_to_be_gone(desk):
    meeting = MeetingFactory()
    second = Organiser(desk, meeting)
    meeting.delete()

    page = desk.post(second.where, second.fields, follow=True)

    assert "Perhaps it was deleted?" in str(*page.context["messages"])


@pytest.mark.parametrize("seen", ["x", "-", "1-", "9" * 30, "0-0-0-0"])
def test_a_page_that_carries_nonsense_is_given_back(desk, seen):
    meeting = ParticipationFactory().meeting
    of_meeting = Organiser(desk, meeting).save(seen=seen)
    ride = TransferFactory(pickup_point_it="Porta nord")
    second = Organiser(desk, ride)

    told = second.save(seen=seen, pickup_point_it="Porta sud")

    ride.refresh_from_db()
    assert [sentence[:22] for sentence in (told, of_meeting)] == ["While you were editing"] * 2
    assert ride.pickup_point_it == "Porta nord"
