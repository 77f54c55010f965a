"""Missions of any size for the benchmark, the same on every run and about nobody."""

from datetime import UTC, datetime, timedelta

from agenda.models import Meeting, Participation, Passenger, PersonalLink, Transfer, Venue
from companies.models import Person
from delegation.models import Delegate, Mission

FIRST_HOUR = datetime(2031, 3, 3, 8, tzinfo=UTC)
ITEMS_A_DAY = 20
LINKS_LAST = timedelta(days=10_000)


def make_mission(
    slug: str, *, meetings: int, people: int, people_each: int, with_rides: bool = True
) -> Mission:
    """Write a mission: its meetings follow one another through the days, each with some people.

    With rides, everybody rides to the venue together on the morning of each day.
    """
    days = (meetings - 1) // ITEMS_A_DAY
    mission = Mission.objects.create(
        slug=slug,
        title_it="Missione di prova",
        title_en="Trial mission",
        city_it="Città",
        city_en="City",
        country="US",
        start_date=FIRST_HOUR.date(),
        end_date=FIRST_HOUR.date() + timedelta(days=days),
        time_zone="America/Detroit",
        is_public=True,
    )
    mission.refresh_from_db()
    crowd = make_people(mission, people)
    place = Venue.objects.create(name_it="Sede di prova", name_en="Trial seat")
    made = Meeting.objects.bulk_create(
        make_meeting(mission, place, number) for number in range(meetings)
    )
    Participation.objects.bulk_create(
        Participation(meeting=meeting, person=crowd[(number * people_each + seat) % people])
        for number, meeting in enumerate(made)
        for seat in range(people_each)
    )
    if with_rides:
        make_rides(mission, place, crowd, days + 1)
    return mission


def make_people(mission: Mission, how_many: int) -> list[Person]:
    """Write people without names, as delegates with a personal link each."""
    crowd = Person.objects.bulk_create(
        Person(placeholder_it=f"Persona {number}", placeholder_en=f"Person {number}")
        for number in range(how_many)
    )
    Delegate.objects.bulk_create(Delegate(mission=mission, person=person) for person in crowd)
    PersonalLink.objects.bulk_create(
        PersonalLink(mission=mission, person=person, expires_at=FIRST_HOUR + LINKS_LAST)
        for person in crowd
    )
    return crowd


def make_meeting(mission: Mission, place: Venue, number: int) -> Meeting:
    """Return a confirmed public meeting of half an hour, not yet saved."""
    day, turn = divmod(number, ITEMS_A_DAY)
    starts_at = FIRST_HOUR + timedelta(days=day, hours=6, minutes=30 * turn)
    return Meeting(
        mission=mission,
        title_it=f"Impegno {number}",
        title_en=f"Item {number}",
        date=FIRST_HOUR.date() + timedelta(days=day),
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=30),
        venue=place,
        status=Meeting.Status.CONFIRMED,
        visibility=Meeting.Visibility.PUBLIC,
        public_time=Meeting.PublicTime.HOURS,
        public_venue=True,
        public_participants=True,
    )


def make_rides(mission: Mission, place: Venue, crowd: list[Person], days: int) -> None:
    """Write a ride for everybody on the morning of each day."""
    hotel = Venue.objects.create(name_it="Albergo di prova", name_en="Trial hotel")
    for day in range(days):
        leaves = FIRST_HOUR + timedelta(days=day, hours=5)
        ride = Transfer.objects.create(
            mission=mission,
            vehicle_it="pullman",
            vehicle_en="coach",
            seats=len(crowd),
            origin=hotel,
            destination=place,
            departs_at=leaves,
            arrives_at=leaves + timedelta(minutes=30),
        )
        Passenger.objects.bulk_create(Passenger(transfer=ride, person=person) for person in crowd)
