"""What is wrong with whom, in a sentence and in a word, for the desk."""

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext_lazy

from agenda.models import Meeting, Transfer
from agenda.plan.clash_kinds import Clash, ClashKind
from agenda.plan.transfer_fit import Misfit

LABELS = {
    ClashKind.PERSON_TWICE: pgettext_lazy("clash", "two places at once"),
    ClashKind.INTERPRETER_TWICE: pgettext_lazy("clash", "interpreter twice"),
    ClashKind.TRAVEL_TOO_SHORT: pgettext_lazy("clash", "too little time"),
    ClashKind.TRANSFER_MISFIT: pgettext_lazy("clash", "transfer doesn't fit"),
    ClashKind.BEFORE_ARRIVAL: pgettext_lazy("clash", "before arrival"),
    ClashKind.AFTER_DEPARTURE: pgettext_lazy("clash", "after departure"),
    ClashKind.UNAVAILABLE: pgettext_lazy("clash", "unavailable"),
    ClashKind.SEATS: pgettext_lazy("clash", "too few seats"),
    ClashKind.VEHICLE_TWICE: pgettext_lazy("clash", "vehicle twice"),
    ClashKind.ROOM_TWICE: pgettext_lazy("clash", "room twice"),
    ClashKind.HEAD_ABSENT: pgettext_lazy("clash", "without a head"),
    ClashKind.TRAVEL_UNKNOWN: pgettext_lazy("clash", "travel time unknown"),
    ClashKind.OUTSIDE_MISSION: pgettext_lazy("clash", "outside the dates"),
    ClashKind.TITLE_UNCONFIRMED: pgettext_lazy("clash", "title not confirmed"),
    ClashKind.UNTRANSLATED: pgettext_lazy("clash", "one language only"),
    ClashKind.NOBODY: pgettext_lazy("clash", "nobody"),
}


def label(kind: ClashKind) -> str:
    """Return what a kind of clash is called."""
    return str(LABELS[kind])


def sentence(clash: Clash, people: list[str]) -> str:
    """Return what is wrong with whom, in one sentence."""
    names = get_text_list(people, _("and"))
    if clash.kind == ClashKind.TRANSFER_MISFIT:
        return misfit_sentence(clash.misfit)
    if clash.kind == ClashKind.TRAVEL_TOO_SHORT:
        told_of = short_sentence(len(people)) if people else ride_sentence(clash)
        said = {"people": names, "needed": clash.needed, "free": clash.available}
        return told_of[2 if clash.is_unknown else clash.is_estimate] % said
    if clash.kind == ClashKind.SEATS:
        return ngettext(
            "%(needed)d passengers for %(seats)d seat.",
            "%(needed)d passengers for %(seats)d seats.",
            clash.available,
        ) % {"needed": clash.needed, "seats": clash.available}
    if people:
        return sentences_on_people(len(people))[clash.kind] % {"people": names}
    return sentences_on_items(clash.items[0].kind)[clash.kind] % {"texts": texts(clash)}


def shortened(people: list[str], at_most: int | None) -> list[str]:
    """Return names, the last of which may stand for several."""
    if at_most is None or len(people) <= at_most:
        return people
    return [*people[: at_most - 1], _("%(number)d more") % {"number": len(people) - at_most + 1}]


def sentences_on_people(number: int) -> dict[ClashKind, str]:
    """Return the sentences on so many people that need no more than their names."""
    return {
        ClashKind.PERSON_TWICE: ngettext(
            "%(people)s is in two places at once.", "%(people)s are in two places at once.", number
        ),
        ClashKind.INTERPRETER_TWICE: ngettext(
            "The interpreter %(people)s is in two places at once.",
            "The interpreters %(people)s are in two places at once.",
            number,
        ),
        ClashKind.BEFORE_ARRIVAL: ngettext(
            "%(people)s arrives later.", "%(people)s arrive later.", number
        ),
        ClashKind.AFTER_DEPARTURE: ngettext(
            "%(people)s leaves earlier.", "%(people)s leave earlier.", number
        ),
        ClashKind.UNAVAILABLE: ngettext(
            "%(people)s is unavailable.", "%(people)s are unavailable.", number
        ),
        ClashKind.TRAVEL_UNKNOWN: ngettext(
            "How long %(people)s travels in between is not known.",
            "How long %(people)s travel in between is not known.",
            number,
        ),
        ClashKind.TITLE_UNCONFIRMED: ngettext(
            "The title of %(people)s is shown but not confirmed.",
            "The titles of %(people)s are shown but not confirmed.",
            number,
        ),
    }


def sentences_on_items(kind: str) -> dict[ClashKind, str]:
    """Return the sentences on items of a kind alone."""
    return {
        ClashKind.VEHICLE_TWICE: _("The same vehicle is on two rides at once."),
        ClashKind.ROOM_TWICE: _("The same room holds two meetings at once."),
        ClashKind.HEAD_ABSENT: _("No head of delegation takes part."),
        ClashKind.OUTSIDE_MISSION: _("The day is outside the mission's dates."),
        ClashKind.UNTRANSLATED: _("In one language only: %(texts)s."),
        ClashKind.NOBODY: _("Nobody takes part.") if kind == "meeting" else _("Nobody rides."),
    }


def texts(clash: Clash) -> str:
    """Return the names of an item's fields as its form calls them."""
    model = Meeting if clash.items[0].kind == "meeting" else Transfer
    return ", ".join(str(model._meta.get_field(name).verbose_name) for name in clash.details)


def short_sentence(number: int) -> tuple[str, str, str]:
    """Return how much time so many people have to travel: as measured, estimated, and unknown."""
    return (
        ngettext(
            "%(people)s has %(free)d minutes and needs %(needed)d, buffer included.",
            "%(people)s have %(free)d minutes and need %(needed)d, buffer included.",
            number,
        ),
        ngettext(
            "%(people)s has %(free)d minutes and needs about %(needed)d, by an estimate.",
            "%(people)s have %(free)d minutes and need about %(needed)d, by an estimate.",
            number,
        ),
        ngettext(
            "%(people)s has %(free)d minutes, less than the buffer of %(needed)d; how long the "
            "way takes is not known.",
            "%(people)s have %(free)d minutes, less than the buffer of %(needed)d; how long the "
            "way takes is not known.",
            number,
        ),
    )


def ride_sentence(clash: Clash) -> tuple[str, ...]:
    """Return how much time a ride has for its way, or a vehicle to the next ride."""
    if len(clash.items) == 1:
        return (_("The ride lasts %(free)d minutes, and the way takes %(needed)d."),) * 2
    return (
        _("The vehicle has %(free)d minutes to the next ride and needs %(needed)d."),
        _("The vehicle has %(free)d minutes to the next ride and needs about %(needed)d."),
        _(
            "The vehicle has %(free)d minutes to the next ride, less than the buffer of "
            "%(needed)d; how long the way takes is not known."
        ),
    )


def misfit_sentence(misfit: Misfit) -> str:
    """Return why a ride doesn't fit its meeting."""
    return {
        Misfit.ARRIVES_LATE: _("The ride arrives after the meeting has begun."),
        Misfit.LEAVES_EARLY: _("The ride leaves before the meeting is over."),
        Misfit.OTHER_PLACE: _("The ride neither goes to the meeting's venue nor leaves from it."),
        Misfit.OTHER_DAY: _("The ride is on another day than the meeting it serves."),
        Misfit.CANCELLED: _("The ride serves a cancelled meeting."),
    }[misfit]
