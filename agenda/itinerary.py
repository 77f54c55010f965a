"""The public cut of a version: what anybody may read of a mission, and nothing else.

A ``PublicItem`` has no field for a room, a phone number or a note, and is made only
from what ``public_part`` lets through, so no template, feed or export can leak one.
"""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.text import capfirst

from agenda.models import Meeting
from agenda.public_when import former_when, public_when
from agenda.reading import (
    Place,
    Somebody,
    Text,
    When,
    meeting_when,
    public_place,
    somebody,
    text_in,
)
from agenda.versions.programme import Programme, same
from delegation.logos import EMBLEM_ORDER

LARGEST_LOGO = (128, 48)  # the emblem is 96 by 64


@dataclass(frozen=True, slots=True)
class PublicItem:
    """A meeting as the public reads it; a title that is not public is empty.

    ``moved_from`` is when it was before it was moved, None where it stays.
    """

    id: int
    uid: str
    kind: str
    title: Text
    description: Text
    when: When
    moved_from: When | None
    place: Place | None
    host: Text
    participants: tuple[Somebody, ...]
    status: str
    cancellation_reason: Text
    assumed: bool
    assumed_status: bool
    sequence: int
    changed_at: datetime

    @property
    def name(self) -> Text:
        """The title, else the kind in words."""
        return self.title or Text(str(capfirst(Meeting.Kind(self.kind).label)))

    @property
    def is_cancelled(self) -> bool:
        """Whether it will not happen."""
        return self.status == Meeting.Status.CANCELLED


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the place with its items in order."""

    date: date
    items: tuple[PublicItem, ...]


@dataclass(frozen=True, slots=True)
class Logo:
    """A logo beside the emblem of the Union; width and height are as it is shown, in pixels."""

    digest: str
    name: Text
    width: int
    height: int
    is_before_emblem: bool


@dataclass(frozen=True, slots=True)
class PublicMission:
    """A mission as the public reads it."""

    slug: str
    title: Text
    summary: Text
    kind: str
    city: Text
    country: str
    start_date: date
    end_date: date
    zone: ZoneInfo
    home_zone: ZoneInfo
    coordinator: Text
    funding_programme: Text
    funding_fund: Text
    funding_statement: Text
    funding_description: Text
    logos: tuple[Logo, ...]
    is_demonstration: bool


@dataclass(frozen=True, slots=True)
class PublicDelegate:
    """A delegate on the public list."""

    name: Text
    title: Text
    organisation: Text
    form_of_address: str
    group: str
    role: str
    assumed: bool


@dataclass(frozen=True, slots=True)
class PublicFirm:
    """A participating firm with its profile; ``source`` says where the profile was read."""

    id: int
    name: Text
    city: str
    country: str
    website: str
    profile: Text
    offers: Text
    seeks: Text
    sectors: tuple[Text, ...]
    source: str


def public_part(meeting: dict[str, Any]) -> dict[str, Any] | None:
    """Return what the public may know of a meeting, in both languages; None for nothing."""
    if meeting["visibility"] != Meeting.Visibility.PUBLIC:
        return None
    details = meeting["public"]
    shown = [public_participant(row) for row in meeting["participants"] if row["public"]]
    kept = ("id", "uid", "kind", "status", "zone", "date", "assumed", "assumed_status")
    return {
        **{name: meeting[name] for name in kept},
        **public_when(meeting),
        "moved_from": former_when(meeting),
        "title": meeting["title"] if "title" in details else same(""),
        "description": meeting["description"] if "description" in details else same(""),
        "venue": public_venue(meeting["venue"]) if "venue" in details else None,
        "host": meeting["host"] if "host" in details else same(""),
        "participants": shown if "participants" in details else [],
        "cancellation_reason": meeting["cancellation_reason"]
        if "cancellation_reason" in details
        else same(""),
    }


def public_participant(participant: dict[str, Any]) -> dict[str, Any]:
    """Return what the public may know of a participant: not who could not come."""
    return {**participant, "standing_in_for": same("")}


def public_venue(venue: dict[str, Any] | None) -> dict[str, Any] | None:
    """Return what the public may know of a venue."""
    kept = ("name", "address", "city", "country", "assumed")
    return {name: venue[name] for name in kept} if venue else None


def still_public(past: Programme, current: Programme) -> Programme:
    """Return a past programme without what has been taken from the public since.

    Looking back must not bring back what was withdrawn: an item, one of its details, a
    person who took part, a delegate's place on the public list, a firm.
    """
    if past is current:
        return past
    now = {row["id"]: row for row in current["meetings"] if public_part(row)}
    listed = {row["id"] for row in current["delegates"] if row["public"]}
    firms = {row["id"] for row in current["firms"]}
    return {
        **past,
        "meetings": [narrowed(row, now[row["id"]]) for row in past["meetings"] if row["id"] in now],
        "delegates": [row for row in past["delegates"] if row["id"] in listed],
        "firms": [row for row in past["firms"] if row["id"] in firms],
    }


def narrowed(past: dict[str, Any], now: dict[str, Any]) -> dict[str, Any]:
    """Return a past meeting with no more public details and people than it has now."""
    coarseness = Meeting.PublicTime.values.index
    people = {row["person"] for row in now["participants"] if row["public"]}
    return {
        **past,
        "public": [name for name in past["public"] if name in now["public"]],
        "public_time": max(past["public_time"], now["public_time"], key=coarseness),
        "participants": [
            {**row, "public": row["public"] and row["person"] in people}
            for row in past["participants"]
        ],
    }


def public_items(programme: Programme, language: str) -> tuple[PublicItem, ...]:
    """Return the public meetings of a version in the order that its readers may know."""
    home_zone = ZoneInfo(programme["mission"]["home_zone"])
    items = [
        public_item(part, meeting["public_revision"], language, home_zone)
        for meeting in programme["meetings"]
        if (part := public_part(meeting))
    ]
    return tuple(sorted(items, key=lambda item: (item.when.date, item.when.bounds, item.id)))


def public_item(
    part: dict[str, Any], revision: dict[str, Any], language: str, home_zone: ZoneInfo
) -> PublicItem:
    """Return the public part of a meeting in one language."""
    return PublicItem(
        id=part["id"],
        uid=part["uid"],
        kind=part["kind"],
        title=text_in(language, part["title"]),
        description=text_in(language, part["description"]),
        when=meeting_when(part, home_zone),
        moved_from=meeting_when(part["moved_from"], home_zone) if part["moved_from"] else None,
        place=public_place(part["venue"], language),
        host=text_in(language, part["host"]),
        participants=tuple(somebody(person, language) for person in part["participants"]),
        status=part["status"],
        cancellation_reason=text_in(language, part["cancellation_reason"]),
        assumed=part["assumed"],
        assumed_status=part["assumed_status"],
        sequence=revision["sequence"],
        changed_at=datetime.fromisoformat(revision["changed_at"]),
    )


def days_of(items: tuple[PublicItem, ...]) -> tuple[Day, ...]:
    """Return items in order, gathered into days of the place."""
    return tuple(
        Day(day, tuple(found)) for day, found in groupby(items, key=lambda item: item.when.date)
    )


def public_mission(programme: Programme, language: str) -> PublicMission:
    """Return the mission of a version."""
    mission = programme["mission"]
    funding = {
        f"funding_{name}": text_in(language, text) for name, text in mission["funding"].items()
    }
    return PublicMission(
        slug=mission["slug"],
        title=text_in(language, mission["title"]),
        summary=text_in(language, mission["summary"]),
        kind=mission["kind"],
        city=text_in(language, mission["city"]),
        country=mission["country"],
        start_date=date.fromisoformat(mission["start_date"]),
        end_date=date.fromisoformat(mission["end_date"]),
        zone=ZoneInfo(mission["zone"]),
        home_zone=ZoneInfo(mission["home_zone"]),
        coordinator=text_in(language, mission["coordinator"]),
        logos=tuple(logo_shown(logo, language) for logo in mission["logos"]),
        is_demonstration=mission["is_demonstration"],
        **funding,
    )


def logo_shown(logo: dict[str, Any], language: str) -> Logo:
    """Return a logo as large as it may be: lower than the emblem, and with no larger area."""
    scale = min(LARGEST_LOGO[0] / logo["width"], LARGEST_LOGO[1] / logo["height"])
    return Logo(
        digest=logo["digest"],
        name=text_in(language, logo["name"]),
        width=max(1, int(logo["width"] * scale)),
        height=max(1, int(logo["height"] * scale)),
        is_before_emblem=logo["order"] < EMBLEM_ORDER,
    )


def public_delegates(programme: Programme, language: str) -> tuple[PublicDelegate, ...]:
    """Return the delegates on the public list, in the order that was typed."""
    return tuple(
        PublicDelegate(
            name=text_in(language, delegate["name"]),
            title=text_in(language, delegate["title"]),
            organisation=text_in(language, delegate["organisation"]),
            form_of_address=delegate["form_of_address"],
            group=delegate["group"],
            role=delegate["role"],
            assumed=delegate["assumed"],
        )
        for delegate in programme["delegates"]
        if delegate["public"]
    )


def public_firms(programme: Programme, language: str) -> tuple[PublicFirm, ...]:
    """Return the participating firms by name."""
    return tuple(
        PublicFirm(
            id=firm["id"],
            name=text_in(language, firm["name"]),
            city=firm["city"],
            country=firm["country"],
            website=firm["website"],
            profile=text_in(language, firm["profile"]),
            offers=text_in(language, firm["offers"]),
            seeks=text_in(language, firm["seeks"]),
            sectors=tuple(text_in(language, sector) for sector in firm["sectors"]),
            source=firm["source"],
        )
        for firm in programme["firms"]
    )
