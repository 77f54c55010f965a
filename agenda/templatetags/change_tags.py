"""Words for changes: what happened, which field, and its old and new value."""

from typing import Any

from django import template
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from agenda.calendar_feed import written
from agenda.changes import Aspect, ChangeKind, ItemChange
from agenda.models import Meeting
from agenda.personal.entries import Contact
from agenda.reading import Place, Somebody, When, text_in
from delegation.local_time import zone_in_words

register = template.Library()
KINDS = {
    ChangeKind.ADDED: gettext_lazy("Added"),
    ChangeKind.REMOVED: gettext_lazy("Removed"),
    ChangeKind.CANCELLED: gettext_lazy("Cancelled"),
    ChangeKind.CHANGED: gettext_lazy("Changed"),
}
ASPECTS = {
    Aspect.ADDED: gettext_lazy("added"),
    Aspect.REMOVED: gettext_lazy("removed"),
    Aspect.CANCELLED: gettext_lazy("cancelled"),
    Aspect.TIME: gettext_lazy("time"),
    Aspect.PLACE: gettext_lazy("place"),
    Aspect.PEOPLE: gettext_lazy("people"),
    Aspect.TITLE: gettext_lazy("title"),
    Aspect.VISIBILITY: gettext_lazy("who reads it"),
    Aspect.DETAILS: gettext_lazy("details"),
}
FIELDS = {
    "title": gettext_lazy("title"),
    "description": gettext_lazy("description"),
    "when": gettext_lazy("time"),
    "place": gettext_lazy("place"),
    "host": gettext_lazy("host"),
    "participants": gettext_lazy("who takes part"),
    "passengers": gettext_lazy("passengers"),
    "status": gettext_lazy("status"),
    "visibility": gettext_lazy("who reads it"),
    "public": gettext_lazy("public details"),
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
    "my_role": gettext_lazy("role"),
    "summary": gettext_lazy("summary"),
    "direction": gettext_lazy("direction"),
    "country": gettext_lazy("country"),
    "city": gettext_lazy("city"),
    "start_date": gettext_lazy("first day"),
    "end_date": gettext_lazy("last day"),
    "zone": gettext_lazy("time zone"),
    "home_zone": gettext_lazy("home time zone"),
    "coordinator": gettext_lazy("coordinator"),
    "programme": gettext_lazy("funding programme"),
    "fund": gettext_lazy("fund"),
    "statement": gettext_lazy("funding statement"),
    "logos": gettext_lazy("logos"),
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
    "website": gettext_lazy("website"),
    "profile": gettext_lazy("profile"),
    "offers": gettext_lazy("offers"),
    "seeks": gettext_lazy("seeks"),
    "sectors": gettext_lazy("sectors"),
    "source": gettext_lazy("source"),
}
PARTS = {
    "mission": gettext_lazy("mission"),
    "delegate": gettext_lazy("delegate"),
    "firm": gettext_lazy("firm"),
}


@register.filter
def change_label(kind: ChangeKind) -> str:
    """Write what happened to an item."""
    return str(KINDS[kind])


@register.filter
def item_change_words(change: ItemChange) -> str:
    """Write which item changed, and in what."""
    row, language = change.after or change.before, get_language()
    if change.table == "meetings":
        item = text_in(language, row["title"])
    else:
        item = (
            f"{text_in(language, row['vehicle'])} → {text_in(language, row['destination']['name'])}"
        )
    return f"{item}: {', '.join(str(ASPECTS[aspect]) for aspect in change.aspects)}"


@register.filter
def part_of_programme(part: str) -> str:
    """Write which part of a programme differs: the mission, a delegate, a firm."""
    return str(PARTS[part]).capitalize()


@register.filter
def field_label(name: str) -> str:
    """Write the name of a field."""
    return str(FIELDS.get(name, name))


@register.filter
def in_words(value: Any) -> str:  # noqa: ANN401 - any field of any reader's item
    """Write a field's value; an empty one as a dash."""
    if isinstance(value, When):
        return when_in_words(value)
    if isinstance(value, Place):
        return written(value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, tuple):
        return ", ".join(in_words(part) for part in value) or "–"
    if isinstance(value, Somebody | Contact):
        return str(value.name)
    labels = {**dict(Meeting.Status.choices), **dict(Meeting.Visibility.choices)}
    return str(labels.get(value, value) or "–") if isinstance(value, str) else str(value or "–")


def when_in_words(when: When) -> str:
    """Write a time on the clocks of the place, or the part of the day."""
    day = f"{when.date:%d/%m}"
    if when.starts_at is None:
        return f"{day}, {Meeting.PartOfDay(when.part).label}"
    end = f"{when.ends_on:%d/%m}, {when.ends_at:%H:%M}" if when.ends_on else f"{when.ends_at:%H:%M}"
    zones = " – ".join(zone_in_words(zone) for zone in (when.zone, when.end_zone) if zone)
    return f"{day}, {when.starts_at:%H:%M}–{end} ({zones})"
