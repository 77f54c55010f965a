"""A public itinerary as JSON, and the schema that its readers may rely on."""

from typing import Any

from agenda.itinerary import PublicItem, PublicMission
from agenda.models import Meeting
from agenda.reading import Place, Text, When

FORMAT = 2


def as_json(
    mission: PublicMission,
    items: tuple[PublicItem, ...],
    *,
    number: int,
    updated_at: str,
    address: str,
) -> dict[str, Any]:
    """Return an itinerary as plain values, as ``SCHEMA`` describes them.

    ``address`` is that of the itinerary's page, with its last slash.
    """
    return {
        "format": FORMAT,
        "version": number,
        "updated_at": updated_at,
        "mission": {
            "slug": mission.slug,
            "title": text(mission.title),
            "summary": text(mission.summary),
            "city": str(mission.city),
            "country": mission.country,
            "start_date": mission.start_date.isoformat(),
            "end_date": mission.end_date.isoformat(),
            "time_zone": mission.zone.key,
            "funding": text(mission.funding_statement),
            "is_demonstration": mission.is_demonstration,
        },
        "url": address,
        "items": [{"url": f"{address}items/{item.id}/", **json_item(item)} for item in items],
    }


def text(words: Text) -> dict[str, str]:
    """Return a text with the language it is really in, empty for names."""
    return {"text": words.value, "language": words.language}


def json_item(item: PublicItem) -> dict[str, Any]:
    """Return one item as plain values."""
    return {
        "id": item.id,
        "uid": item.uid,
        "sequence": item.sequence,
        "kind": item.kind,
        "status": item.status,
        "title": text(item.title),
        "description": text(item.description),
        "cancellation_reason": text(item.cancellation_reason),
        **json_when(item.when),
        "moved_from": json_when(item.moved_from) if item.moved_from else None,
        "place": json_place(item.place),
        "host": str(item.host),
        "participants": [
            {
                "name": str(somebody.name),
                "title": str(somebody.title),
                "organisation": str(somebody.organisation),
            }
            for somebody in item.participants
        ],
        "is_assumed": item.assumed or item.when.assumed or item.assumed_status,
    }


def json_when(when: When) -> dict[str, Any]:
    """Return when something is as plain values: hours, or a part of the day."""
    return {
        "date": when.date.isoformat(),
        "part_of_day": when.part,
        "starts_at": when.starts_at.isoformat() if when.starts_at else None,
        "ends_at": when.ends_at.isoformat() if when.ends_at else None,
        "time_zone": when.zone.key,
    }


def json_place(place: Place | None) -> dict[str, str] | None:
    """Return a place as plain values."""
    if place is None:
        return None
    return {
        "name": str(place.name),
        "address": place.address,
        "city": place.city,
        "country": place.country,
    }


def record(**fields: Any) -> dict[str, Any]:  # noqa: ANN401 - a JSON schema is any value
    """Return the schema of an object that has exactly these fields."""
    return {
        "type": "object",
        "properties": fields,
        "required": list(fields),
        "additionalProperties": False,
    }


WORD, NUMBER, YES = {"type": "string"}, {"type": "integer"}, {"type": "boolean"}
DATE, CLOCK = (
    {"type": "string", "format": "date"},
    {"type": ["string", "null"], "format": "date-time"},
)
ADDRESS = {"type": "string", "format": "uri"}
WORDS = record(text=WORD, language={"enum": ["", "it", "en"]})
PLACE = record(name=WORD, address=WORD, city=WORD, country=WORD) | {"type": ["object", "null"]}
SOMEBODY = record(name=WORD, title=WORD, organisation=WORD)
WHEN = {
    "date": DATE, "part_of_day": {"enum": ["", *Meeting.PartOfDay.values]}, "starts_at": CLOCK,
    "ends_at": CLOCK, "time_zone": WORD,
}  # fmt: skip
ITEM = record(
    url=ADDRESS, id=NUMBER, uid=WORD, sequence=NUMBER, kind={"enum": Meeting.Kind.values},
    status={"enum": Meeting.Status.values}, title=WORDS, description=WORDS,
    cancellation_reason=WORDS, **WHEN, moved_from=record(**WHEN) | {"type": ["object", "null"]},
    place=PLACE, host=WORD, participants={"type": "array", "items": SOMEBODY},
    is_assumed=YES,
)  # fmt: skip
MISSION = record(
    slug=WORD, title=WORDS, summary=WORDS, city=WORD, country=WORD, start_date=DATE,
    end_date=DATE, time_zone=WORD, funding=WORDS, is_demonstration=YES,
)  # fmt: skip
SCHEMA = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Public itinerary of a mission",
    **record(
        format={"const": FORMAT},
        version=NUMBER,
        updated_at={"type": "string", "format": "date-time"},
        mission=MISSION,
        url=ADDRESS,
        items={"type": "array", "items": ITEM},
    ),
}
