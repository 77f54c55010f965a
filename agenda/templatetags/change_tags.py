"""Words for changes: what happened, to which item, and what of it differs."""

from django import template
from django.utils.translation import get_language, gettext_lazy

from agenda.change_words import differences, field_label, place_in_words, when_in_words
from agenda.changes import Aspect, ChangeKind, ItemChange
from agenda.personal.moved_people import moved_people
from agenda.reading import text_in

register = template.Library()
register.filter(differences)
register.filter(field_label)
register.filter(when_in_words)
register.filter(place_in_words)
register.filter(moved_people)
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
