"""Reading the plan of a mission out of the rows, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import F, Max, Min, Q, QuerySet

from agenda.models import (
    Meeting,
    Participation,
    Passenger,
    Transfer,
    TravelTime,
    Unavailability,
    Venue,
)
from agenda.plan.planned import (
    Attendance,
    Busy,
    Key,
    Names,
    Plan,
    PlannedMeeting,
    PlannedTransfer,
    Presence,
)
from agenda.plan.travel import TravelTimes
from agenda.reading import part_bounds
from delegation.local_time import local_day
from delegation.models import Delegate, Mission

MEETING_TEXTS = ("title", "description", "dress_code", "room")
RIDE_TEXTS = ("vehicle", "pickup_point")
AROUND = timedelta(days=4)  # far enough for any two zones and a night on either side
MEETING_TOLD = (
    "kind", "status", "host_id", "visibility", "languages", "assumed", "assumed_hours",
    "assumed_status", "public_title", "public_time", "public_venue", "public_host",
    "public_participants", "public_description",
)  # fmt: skip
MEETING_FIELDS = (
    "pk", "mission_id", "date", "part_of_day", "starts_at", "ends_at", "venue_id", *MEETING_TOLD,
    *(f"{name}_{language}" for name in MEETING_TEXTS for language in ("it", "en")),
)  # fmt: skip
TRANSFER_FIELDS = (
    "pk", "mission_id", "origin_id", "destination_id", "departs_at", "arrives_at", "seats",
    "driver_id", "serves_id", "strict", "assumed",
    *(f"{name}_{language}" for name in RIDE_TEXTS for language in ("it", "en")),
)  # fmt: skip
TEXTS_TOLD = tuple(
    f"{name}_{language}" for name in MEETING_TEXTS if name != "room" for language in ("it", "en")
)  # the room is of the place
VENUE_TOLD = (
    "name_it", "name_en", "address", "entrance_it", "entrance_en", "city", "country", "latitude",
    "longitude", "assumed",
)  # fmt: skip
RIDE_TOLD = ("pickup_point_it", "pickup_point_en", "strict", "assumed")
PARTICIPATION_FIELDS = (
    "meeting_id", "person_id", "side", "role", "shown", "affiliation_id", "standing_in_for_id",
)  # fmt: skip


def read_plan(mission: Mission) -> Plan:
    """Return what decides on a mission's clashes, other missions of the same days included."""
    earliest, latest = days_around(mission)
    elsewhere = Q(starts_at__lt=latest, ends_at__gt=earliest)
    rides_elsewhere = Q(departs_at__lt=latest, arrives_at__gt=earliest)
    venues = list(Venue.objects.values_list("pk", "time_zone", *VENUE_TOLD))
    zones = {pk: zone for pk, zone, *_texts in venues if zone}
    return Plan(
        start_date=mission.start_date,
        end_date=mission.end_date,
        buffer_minutes=mission.buffer_minutes,
        meetings=planned_meetings(
            mission, Meeting.objects.filter(Q(mission=mission) | elsewhere), zones
        ),
        transfers=planned_transfers(
            mission, Transfer.objects.filter(Q(mission=mission) | rides_elsewhere), zones
        ),
        presences={
            row.person_id: Presence(
                person=row.person_id,
                is_head=row.role == Delegate.Role.HEAD,
                arrives_at=row.arrives_at,
                leaves_at=row.leaves_at,
            )
            for row in mission.delegates.order_by()
        },
        busy=tuple(
            Busy(*row)
            for row in Unavailability.objects.filter(
                starts_at__lt=latest, ends_at__gt=earliest
            ).values_list("person_id", "starts_at", "ends_at")
        ),
        travel=read_travel_times(mission),
        places={pk: (str(zone), *texts) for pk, zone, *texts in venues},
    )


def days_around(mission: Mission) -> tuple[datetime, datetime]:
    """Return a span, in UTC, that holds the mission's days and items by the clocks of any place."""
    dates = mission.meetings.aggregate(first=Min("date"), last=Max("date"))
    hours = mission.transfers.aggregate(first=Min("departs_at"), last=Max("arrives_at"))
    rides = {end: moment and moment.date() for end, moment in hours.items()}
    first = min(filter(None, (mission.start_date, dates["first"], rides["first"])))
    last = max(filter(None, (mission.end_date, dates["last"], rides["last"])))
    midnight = datetime.min.time()
    try:
        earliest = datetime.combine(first - AROUND, midnight, tzinfo=UTC)
    except OverflowError:  # the first days of the calendar
        earliest = datetime.min.replace(tzinfo=UTC)
    try:
        latest = datetime.combine(last + AROUND, midnight, tzinfo=UTC)
    except OverflowError:  # the last ones
        latest = datetime.max.replace(tzinfo=UTC)
    return earliest, latest


def read_travel_times(mission: Mission) -> TravelTimes:
    """Return the typed minutes and the coordinates of every venue, with the mission's speed."""
    located = Venue.objects.exclude(latitude=None)
    return TravelTimes(
        typed={
            (origin, destination): minutes
            for origin, destination, minutes in TravelTime.objects.values_list(
                "origin_id", "destination_id", "minutes"
            )
        },
        places={
            pk: (float(latitude), float(longitude))
            for pk, latitude, longitude in located.values_list("pk", "latitude", "longitude")
        },
        speed_kmh=mission.travel_speed_kmh,
    )


def planned_meetings(
    mission: Mission, meetings: QuerySet[Meeting], zones: dict[int, ZoneInfo]
) -> tuple[PlannedMeeting, ...]:
    """Return meetings that are not cancelled, with those who have not declined."""
    kept = meetings.exclude(status=Meeting.Status.CANCELLED)
    attendances: defaultdict[int, list[Attendance]] = defaultdict(list)
    people = Participation.objects.filter(meeting__in=kept.order_by().values("pk"))
    people = people.exclude(response=Participation.Response.DECLINED).order_by("pk")
    confirmed = F("affiliation__titles_confirmed_on")
    for row in people.values_list(*PARTICIPATION_FIELDS, confirmed):
        attendances[row[0]].append(attendance(*row[1:]))
    return tuple(
        planned_meeting(row, mission, zones, attendances[row["pk"]])
        for row in kept.order_by().values(*MEETING_FIELDS)
    )


def attendance(
    person: int,
    side: str,
    role: str,
    shown: bool,
    post: int | None,
    standing_in_for: int | None,
    confirmed_on: date | None,
) -> Attendance:
    """Return how one person takes part."""
    return Attendance(
        person,
        role == Participation.Role.INTERPRETER,
        post if shown and confirmed_on is None else None,
        standing_in_for,
        role,
        (side, shown, post),
        side == Participation.Side.DELEGATION,
    )


def planned_meeting(
    row: dict[str, Any],
    mission: Mission,
    zones: dict[int, ZoneInfo],
    attendances: list[Attendance],
) -> PlannedMeeting:
    """Return one meeting; without hours, with the span of its part of the day."""
    zone = zones.get(row["venue_id"], mission.time_zone)
    has_hours = row["starts_at"] is not None
    starts_at, ends_at = row["starts_at"], row["ends_at"]
    if not has_hours:
        starts_at, ends_at = part_bounds(row["date"], row["part_of_day"], zone)
    is_kept_back = row["visibility"] == Meeting.Visibility.ORGANISERS
    is_institutional = row["kind"] == Meeting.Kind.INSTITUTIONAL
    return PlannedMeeting(
        key=Key("meeting", row["pk"]),
        starts_at=starts_at,
        ends_at=ends_at,
        origin=row["venue_id"],
        destination=row["venue_id"],
        has_hours=has_hours,
        is_agreed=row["status"] not in Meeting.UNAGREED,
        is_elsewhere=row["mission_id"] != mission.pk,
        is_at_home=is_at_home(mission, zone),
        date=row["date"],
        attendances=tuple(attendances),
        room=names(row, "room"),
        needs_head=is_institutional,
        is_free_time=row["kind"] == Meeting.Kind.FREE,
        untranslated=() if is_kept_back else missing_languages(row, MEETING_TEXTS),
        told=tuple(row[name] for name in (*MEETING_TOLD, *TEXTS_TOLD)),
    )


def is_at_home(mission: Mission, zone: ZoneInfo) -> bool:
    """Tell whether a place is on the home clocks while the mission's are others."""
    return zone == mission.home_time_zone != mission.time_zone


def missing_languages(row: dict[str, Any], texts: Iterable[str]) -> tuple[str, ...]:
    """Return those texts of an item that are written in one language only."""
    return tuple(name for name in texts if bool(row[f"{name}_it"]) != bool(row[f"{name}_en"]))


def names(row: dict[str, Any], text: str) -> Names:
    """Return what a room or a vehicle is called, however it is spaced and capitalised."""
    called = (row[f"{text}_{language}"] or "" for language in ("it", "en"))
    return Names(*(" ".join(name.split()).casefold() for name in called))


def planned_transfers(
    mission: Mission, transfers: QuerySet[Transfer], zones: dict[int, ZoneInfo]
) -> tuple[PlannedTransfer, ...]:
    """Return rides with their passengers."""
    passengers: defaultdict[int, list[int]] = defaultdict(list)
    seats = Passenger.objects.filter(transfer__in=transfers.order_by().values("pk")).order_by("pk")
    for transfer, person in seats.values_list("transfer_id", "person_id"):
        passengers[transfer].append(person)
    cancelled = F("serves__status")
    return tuple(
        planned_transfer(row, mission, zones, passengers[row["pk"]])
        for row in transfers.order_by().values(*TRANSFER_FIELDS, served_status=cancelled)
    )


def planned_transfer(
    row: dict[str, Any],
    mission: Mission,
    zones: dict[int, ZoneInfo],
    passengers: list[int],
) -> PlannedTransfer:
    """Return one ride."""
    start_zone, end_zone = (
        zones.get(row[end], mission.time_zone) for end in ("origin_id", "destination_id")
    )
    return PlannedTransfer(
        key=Key("transfer", row["pk"]),
        starts_at=row["departs_at"],
        ends_at=row["arrives_at"],
        date=local_day(row["departs_at"], start_zone),
        origin=row["origin_id"],
        destination=row["destination_id"],
        is_elsewhere=row["mission_id"] != mission.pk,
        is_at_home=is_at_home(mission, end_zone),
        passengers=tuple(passengers),
        driver=row["driver_id"],
        vehicle=names(row, "vehicle"),
        seats=row["seats"],
        serves=row["serves_id"],
        serves_cancelled=row["served_status"] == Meeting.Status.CANCELLED,
        from_other_clocks=start_zone != mission.time_zone,
        to_other_clocks=end_zone != mission.time_zone,
        untranslated=missing_languages(row, RIDE_TEXTS),
        told=tuple(row[name] for name in RIDE_TOLD),
    )
