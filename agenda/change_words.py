"""What a change says in the active language: each field's name, as it was and as it is.

Old and new are written with as much as tells them apart. What a reader sees no words of, as
the exact spot on a map, is no difference to them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agenda.calendar_feed import written
from agenda.changes import Change, ChangeKind, FieldChange
from agenda.models import Meeting, Participation
from agenda.people_words import PEOPLE, only_posts_filled_in, people_in_words, several
from agenda.reading import Place, When
from agenda.templatetags.agenda_tags import (
    country_name,
    date_words,
    language_name,
    status_words,
)
from agenda.versions.rest_changes import PartChange
from companies.models import Person
from delegation.local_time import zone_in_words
from delegation.models import Delegate, Mission

NOTHING = "–"
FIELDS = {
    "title": gettext_lazy("title"),
    "description": gettext_lazy("description"),
    "when": gettext_lazy("time"),
    "place": gettext_lazy("place"),
    "host": gettext_lazy("host"),
    "participants": gettext_lazy("who takes part"),
    "hidden": gettext_lazy("who takes part without being shown"),
    "passengers": gettext_lazy("passengers"),
    "status": gettext_lazy("status"),
    "cancellation_reason": gettext_lazy("reason of cancellation"),
    "dress_code": gettext_lazy("dress code"),
    "languages": gettext_lazy("working languages"),
    "kind": gettext_lazy("kind"),
    "vehicle": gettext_lazy("vehicle"),
    "origin": gettext_lazy("from"),
    "destination": gettext_lazy("to"),
    "pickup_point": gettext_lazy("pickup point"),
    "strict": gettext_lazy("strict departure"),
    "driver": gettext_lazy("driver"),
    "my_role": gettext_lazy("your role"),
    "standing_in_for": gettext_lazy("in place of"),
    "summary": gettext_lazy("summary"),
    "direction": gettext_lazy("direction"),
    "country": gettext_lazy("country"),
    "city": gettext_lazy("city"),
    "start_date": gettext_lazy("first day"),
    "end_date": gettext_lazy("last day"),
    "zone": gettext_lazy("time zone"),
    "home_zone": gettext_lazy("home time zone"),
    "coordinator": gettext_lazy("coordinator"),
    "number": gettext_lazy("emergency number"),
    "consulate": gettext_lazy("consulate"),
    "consulate_phone": gettext_lazy("consulate's phone"),
    "hotel": gettext_lazy("hotel"),
    "hotel_phone": gettext_lazy("hotel's phone"),
    "programme": gettext_lazy("funding programme"),
    "fund": gettext_lazy("fund"),
    "statement": gettext_lazy("funding statement"),
    "logos": gettext_lazy("logos"),
    "is_demonstration": gettext_lazy("demonstration"),
    "name": gettext_lazy("name"),
    "phone": gettext_lazy("phone"),
    "email": gettext_lazy("e-mail"),
    "organisation": gettext_lazy("organisation"),
    "form_of_address": gettext_lazy("form of address"),
    "group": gettext_lazy("group"),
    "role": gettext_lazy("role"),
    "order": gettext_lazy("order"),
    "public_list": gettext_lazy("on the public list"),
    "assumed": gettext_lazy("assumed"),
    "assumed_status": gettext_lazy("status assumed"),
    "website": gettext_lazy("website"),
    "profile": gettext_lazy("profile"),
    "offers": gettext_lazy("offers"),
    "seeks": gettext_lazy("seeks"),
    "sectors": gettext_lazy("sectors"),
    "source": gettext_lazy("source"),
    "level": gettext_lazy("who reads it"),
}
CHOICES = {
    "kind": {**dict(Meeting.Kind.choices), **dict(Mission.Kind.choices)},
    "my_role": dict(Participation.Role.choices),
    "role": dict(Delegate.Role.choices),
    "group": dict(Delegate.Group.choices),
    "direction": dict(Mission.Direction.choices),
    "form_of_address": dict(Person.FormOfAddress.choices),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that differs, in words: its name, what it was, what it is."""

    label: str
    before: str
    after: str


def told(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Keep the changes that concern readers: in words, and more than a post filled in."""
    concerning = (
        replace(change, fields=tuple(one for one in change.fields if not only_posts_filled_in(one)))
        for change in changes
    )
    return tuple(
        change for change in concerning if change.kind != ChangeKind.CHANGED or differences(change)
    )


def differences(change: Change | PartChange) -> tuple[Difference, ...]:
    """Return the fields that differ in words."""
    found = (difference(field) for field in change.fields)
    return tuple(one for one in found if one.before != one.after)


def difference(field: FieldChange) -> Difference:
    """Return a field's name, old and new in words; both are alike where no word differs."""
    return Difference(
        label=field_label(field.name),
        before=in_words(field.name, field.before, field.after),
        after=in_words(field.name, field.after, field.before),
    )


def field_label(name: str) -> str:
    """Return the name of a field."""
    return str(FIELDS.get(name, name))


def in_words(name: str, value: Any, other: Any) -> str:  # noqa: ANN401 - any field of any item
    """Return a field's value, beside the other one it is set against; an empty one as a dash."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if not value:
        return NOTHING
    if name in PEOPLE:
        return people_in_words(several(value), several(other))
    if name in CHOICES:
        return str(CHOICES[name].get(value, value))
    return WRITERS.get(name, plainly)(value) or NOTHING


def plainly(value: Any) -> str:  # noqa: ANN401 - as above
    """Return a text, or texts by commas."""
    return ", ".join(str(part) for part in value) if isinstance(value, tuple) else str(value)


def languages_in_words(codes: tuple[str, ...]) -> str:
    """Return the names of languages."""
    return ", ".join(language_name(code) for code in codes)


def day_in_words(day: str) -> str:
    """Return a day of a programme."""
    return date_words(date.fromisoformat(day))


def place_in_words(place: Place) -> str:
    """Return a place in one line."""
    return marked(written(place), place.assumed)


def zone_of(name: str) -> str:
    """Return a zone, by its standard name, as people say it."""
    return zone_in_words(ZoneInfo(name))


def marked(text: str, assumed: bool) -> str:
    """Return a time or a place, marked where nobody has confirmed it."""
    return f"{text} ({_('assumed')})" if assumed else text


def when_in_words(when: When) -> str:
    """Return a time on the clocks of the place, or the part of the day."""
    return marked(unmarked_when(when), when.assumed)


def unmarked_when(when: When) -> str:
    """Return a time as above, without saying that it is assumed."""
    day = f"{when.date:%d/%m}"
    if when.starts_at is None:
        return f"{day}, {Meeting.PartOfDay(when.part).label}"
    end = f"{when.ends_on:%d/%m}, {when.ends_at:%H:%M}" if when.ends_on else f"{when.ends_at:%H:%M}"
    zones = " – ".join(zone_in_words(zone) for zone in (when.zone, when.end_zone) if zone)
    return f"{day}, {when.starts_at:%H:%M}–{end} ({zones})"


WRITERS = {
    "when": when_in_words,
    "place": place_in_words,
    "origin": place_in_words,
    "destination": place_in_words,
    "status": status_words,
    "languages": languages_in_words,
    "country": country_name,
    "zone": zone_of,
    "home_zone": zone_of,
    "start_date": day_in_words,
    "end_date": day_in_words,
}
