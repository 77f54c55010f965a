"""The programme of a mission as it stands in the rows, written as a version keeps it.

The result is plain JSON: texts as ``{"it": …, "en": …}``, moments as ISO 8601 in UTC,
days as ISO dates, zones by their IANA names. What only organisers read is not in it:
their notes, needs, unavailabilities, meetings of their own or not yet agreed on, and
phone numbers of anybody but escorts and drivers. A change of its shape is a new format:
``agenda.versions.programme_formats``.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Model
from django.utils import translation

from agenda.models import Meeting, Participation, Transfer, Venue
from agenda.plan.leaving import ways_between
from agenda.plan.reading import read_travel_times
from agenda.versions.programme_formats import FORMAT, Programme
from companies.models import Affiliation, Firm, Organisation, Person
from delegation.models import Delegate, Mission, MissionLogo

PUBLIC_DETAILS = (
    "title",
    "venue",
    "host",
    "participants",
    "description",
    "cancellation_reason",
)
NARROWNESS = [*Meeting.Visibility.values]


def read_programme(mission: Mission, *, previous: Programme | None) -> Programme:
    """Return the programme to publish next, in a fixed number of queries.

    A cancelled meeting stays if ``previous``, the last published programme, had it, and for
    nobody who could not read it there.
    """
    delegates = list(
        mission.delegates.in_order().select_related("person", "affiliation__organisation")
    )
    ranks = {delegate.person_id: rank for rank, delegate in enumerate(delegates)}
    unlisted = {delegate.person_id for delegate in delegates if not delegate.shown_publicly}
    earlier = {meeting["id"]: meeting for meeting in (previous or {}).get("meetings", [])}
    meetings = [
        meeting
        for meeting in mission.meetings.for_readers().in_order().with_people()
        if meeting.status != Meeting.Status.CANCELLED or meeting.pk in earlier
    ]
    transfers = list(mission.transfers.in_order().with_people())
    programme = {
        "format": FORMAT,
        "mission": mission_part(mission),
        "delegates": [delegate_part(delegate) for delegate in delegates],
        "firms": [firm_part(firm) for firm in firms_of(mission)],
        "meetings": [
            meeting_part(
                meeting,
                mission=mission,
                ranks=ranks,
                unlisted=unlisted,
                earlier=earlier.get(meeting.pk),
            )
            for meeting in meetings
        ],
        "transfers": [
            transfer_part(transfer, mission=mission, ranks=ranks) for transfer in transfers
        ],
    }
    return {**programme, "ways": ways_part(programme, mission, meetings, transfers)}


def ways_part(
    programme: Programme,
    mission: Mission,
    meetings: Iterable[Meeting],
    transfers: Iterable[Transfer],
) -> dict[str, Any]:
    """Return at which venue each item is, and the ways between them that somebody goes."""
    ways = {
        "meetings": [[row.pk, row.venue_id] for row in meetings],
        "transfers": [[row.pk, row.origin_id, row.destination_id] for row in transfers],
        "buffer": mission.buffer_minutes,
    }
    travel = ways_between(programme, ways, read_travel_times(mission))
    return {**ways, "travel": travel}


def firms_of(mission: Mission) -> Iterable[Firm]:
    """Return the firms that take part, by name, with their sectors."""
    return mission.firms.in_order().prefetch_related("sectors")


def pair(row: Model, field: str) -> dict[str, str]:
    """Return both columns of a translated field."""
    return {language: getattr(row, f"{field}_{language}") or "" for language in ("it", "en")}


def same(text: str) -> dict[str, str]:
    """Return a text that is not translated, as a pair."""
    return {"it": text, "en": text}


def iso(moment: datetime | None) -> str | None:
    """Return a moment as text."""
    return moment.isoformat() if moment else None


def organisation_name(organisation: Organisation | None) -> dict[str, str]:
    """Return the names of an organisation; empty where there is none."""
    if organisation is None:
        return same("")
    return {language: organisation.local_name(language) for language in ("it", "en")}


def person_name(person: Person) -> dict[str, str]:
    """Return a person's name, or what stands in for it."""
    name = f"{person.given_name} {person.family_name}".strip()
    return same(name) if name else pair(person, "placeholder")


def worn(affiliation: Affiliation | None) -> dict[str, Any]:
    """Return title and organisation of the post that a person wears."""
    return {
        "title": pair(affiliation, "title") if affiliation else same(""),
        "organisation": organisation_name(affiliation and affiliation.organisation),
    }


def mission_part(mission: Mission) -> dict[str, Any]:
    """Return the mission itself."""
    return {
        "slug": mission.slug,
        "title": pair(mission, "title"),
        "summary": pair(mission, "summary"),
        "kind": mission.kind,
        "direction": mission.direction,
        "country": mission.country.code,
        "city": pair(mission, "city"),
        "start_date": mission.start_date.isoformat(),
        "end_date": mission.end_date.isoformat(),
        "zone": mission.time_zone.key,
        "home_zone": mission.home_time_zone.key,
        "coordinator": organisation_name(mission.coordinator),
        "contact": {
            "name": mission.contact_name,
            "phone": str(mission.contact_phone),
            "email": mission.contact_email,
            "assumed": mission.contact_assumed,
        },
        "emergency": {
            "number": mission.emergency_number,
            "consulate": pair(mission, "consulate"),
            "consulate_phone": str(mission.consulate_phone),
            "hotel": pair(mission, "hotel"),
            "hotel_phone": str(mission.hotel_phone),
        },
        "funding": {
            "statement": statement_part(mission),
            **{
                field: pair(mission, f"funding_{field}")
                for field in ("programme", "fund", "description")
            },
        },
        "logos": [logo_part(logo) for logo in mission.logos.with_sizes()],
        "is_demonstration": mission.is_demonstration,
    }


def statement_part(mission: Mission) -> dict[str, str]:
    """Return the statement beside the emblem, in the words that the rules of the Union prescribe."""
    words = {}
    for language in ("it", "en"):
        with translation.override(language):
            words[language] = mission.get_funding_statement_display()
    return words


def logo_part(logo: MissionLogo) -> dict[str, Any]:
    """Return one logo; its file is found by the digest."""
    return {
        "digest": logo.picture.digest,
        "name": pair(logo, "name"),
        "width": logo.picture.width,
        "height": logo.picture.height,
        "order": logo.order,
    }


def delegate_part(delegate: Delegate) -> dict[str, Any]:
    """Return one delegate; only an escort's or driver's phone, for those they serve."""
    serves = delegate.role in {Delegate.Role.ESCORT, Delegate.Role.DRIVER}
    return {
        "id": delegate.pk,
        "person": delegate.person_id,
        "name": person_name(delegate.person),
        "form_of_address": delegate.person.form_of_address,
        **worn(delegate.affiliation),
        "group": delegate.group,
        "role": delegate.role,
        "public": delegate.shown_publicly,
        "phone": str(delegate.person.phone) if serves else "",
        "assumed": delegate.person.assumed,
    }


def firm_part(firm: Firm) -> dict[str, Any]:
    """Return one firm with its profile."""
    return {
        "id": firm.pk,
        "name": organisation_name(firm),
        "city": firm.city,
        "country": firm.country.code or "",
        "website": firm.website,
        "profile": pair(firm, "profile"),
        "offers": pair(firm, "offers"),
        "seeks": pair(firm, "seeks"),
        "sectors": [pair(sector, "name") for sector in firm.sectors.all()],
        "source": firm.source,
    }


def venue_part(venue: Venue | None) -> dict[str, Any] | None:
    """Return a place, or None where none is known."""
    if venue is None:
        return None
    located = venue.latitude is not None
    return {
        "name": pair(venue, "name"),
        "address": venue.address,
        "entrance": pair(venue, "entrance"),
        "city": venue.city,
        "country": venue.country.code or "",
        "latitude": float(venue.latitude) if located else None,
        "longitude": float(venue.longitude) if located else None,
        "assumed": venue.assumed,
    }


def meeting_part(
    meeting: Meeting,
    *,
    mission: Mission,
    ranks: dict[int, int],
    unlisted: set[int],
    earlier: dict[str, Any] | None,
) -> dict[str, Any]:
    """Return one meeting.

    ``unlisted`` are the delegates who are not on the public list; ``earlier`` is the
    meeting's state in the last version, None where it was not there.
    """
    visibility = meeting.visibility
    is_cancelled = meeting.status == Meeting.Status.CANCELLED
    if is_cancelled and earlier:
        visibility = max(visibility, earlier["visibility"], key=NARROWNESS.index)
    zone = (meeting.venue and meeting.venue.time_zone) or mission.time_zone
    return {
        "id": meeting.pk,
        "uid": str(meeting.calendar_uid),
        "kind": meeting.kind,
        "title": pair(meeting, "title"),
        "description": pair(meeting, "description"),
        "date": meeting.date.isoformat(),
        "part_of_day": meeting.part_of_day,
        "starts_at": iso(meeting.starts_at),
        "ends_at": iso(meeting.ends_at),
        "zone": zone.key,
        "venue": venue_part(meeting.venue),
        "room": pair(meeting, "room"),
        "host": organisation_name(meeting.host),
        "status": meeting.status,
        "cancellation_reason": pair(meeting, "cancellation_reason") if is_cancelled else same(""),
        "visibility": visibility,
        "public": [name for name in PUBLIC_DETAILS if getattr(meeting, f"public_{name}")],
        "public_time": meeting.public_time,
        "dress_code": pair(meeting, "dress_code"),
        "languages": meeting.languages,
        "assumed": meeting.assumed,
        "assumed_hours": meeting.assumed_hours,
        "assumed_status": meeting.assumed_status,
        "participants": [
            participant_part(row, unlisted=unlisted) for row in taking_part(meeting, ranks)
        ],
        "declined": [
            {"person": row.person_id, "role": row.role, "side": row.side}
            for row in declining(meeting)
        ],
    }


def taking_part(meeting: Meeting, ranks: dict[int, int]) -> list[Participation]:
    """Return who has not declined, in the order of the delegation, then as they were added."""
    coming = [
        row
        for row in meeting.participations.all()
        if row.response != Participation.Response.DECLINED
    ]
    return sorted(coming, key=lambda row: (ranks.get(row.person_id, len(ranks)), row.pk))


def declining(meeting: Meeting) -> list[Participation]:
    """Return who has declined, for whom alone the meeting stays where they can change their mind."""
    rows = meeting.participations.all()
    declined = [row for row in rows if row.response == Participation.Response.DECLINED]
    return sorted(declined, key=lambda row: row.pk)


def participant_part(participation: Participation, *, unlisted: set[int]) -> dict[str, Any]:
    """Return one participant of a meeting; a delegate off the public list isn't shown there."""
    stands_in_for = participation.standing_in_for
    return {
        "person": participation.person_id,
        "name": person_name(participation.person),
        **worn(participation.affiliation),
        "side": participation.side,
        "role": participation.role,
        "shown": participation.shown,
        "public": participation.shown and participation.person_id not in unlisted,
        "standing_in_for": person_name(stands_in_for) if stands_in_for else same(""),
        "assumed": participation.assumed or participation.person.assumed,
    }


def transfer_part(transfer: Transfer, *, mission: Mission, ranks: dict[int, int]) -> dict[str, Any]:
    """Return one ride with its passengers in the order of the delegation."""
    driver = transfer.driver
    taken = sorted(
        transfer.seats_taken.all(), key=lambda row: (ranks.get(row.person_id, len(ranks)), row.pk)
    )
    return {
        "id": transfer.pk,
        "uid": str(transfer.calendar_uid),
        "vehicle": pair(transfer, "vehicle"),
        "origin": venue_part(transfer.origin),
        "destination": venue_part(transfer.destination),
        "pickup_point": pair(transfer, "pickup_point"),
        "departs_at": iso(transfer.departs_at),
        "departure_zone": (transfer.origin.time_zone or mission.time_zone).key,
        "arrives_at": iso(transfer.arrives_at),
        "arrival_zone": (transfer.destination.time_zone or mission.time_zone).key,
        "strict": transfer.strict,
        "driver": {
            "person": driver.pk,
            "name": person_name(driver),
            "phone": str(driver.phone),
            "assumed": driver.assumed,
        }
        if driver
        else None,
        "serves": transfer.serves_id,
        "passengers": [
            {"person": seat.person_id, "name": person_name(seat.person)} for seat in taken
        ],
        "assumed": transfer.assumed,
    }
