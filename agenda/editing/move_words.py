"""Whom and what a moved meeting drags along, in words: people, interpreter, room and rides."""

from collections.abc import Iterable, Mapping

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agenda.editing.moves import Move
from agenda.models import Transfer
from agenda.plan.clash_words import ride_hours, shortened

NAMED = 6


def along(move: Move, rides: Mapping[int, str]) -> str:
    """Say whom and what a move drags along; ``rides`` is what to say of each, by primary key."""
    return " ".join(filter(None, [companions(move), before_and_after(move, rides)]))


def companions(move: Move) -> str:
    """Say who and which room move with the meeting; empty where it has neither."""
    parts = shortened(list(move.people), NAMED)
    if move.interpreters:
        names = get_text_list(list(move.interpreters), _("and"))
        parts.append(
            ngettext(
                "the interpreter %(people)s", "the interpreters %(people)s", len(move.interpreters)
            )
            % {"people": names}
        )
    if move.room:
        parts.append(_("room %(room)s") % {"room": move.room})
    return _("Moving with it: %(what)s.") % {"what": ", ".join(parts)} if parts else ""


def before_and_after(move: Move, rides: Mapping[int, str]) -> str:
    """Say which rides go to the meeting and which leave from it, or that there are none."""
    bring = [rides[drag.ride.pk] for drag in move.rides if drag.brings]
    take = [rides[drag.ride.pk] for drag in move.rides if not drag.brings]
    if not bring and not take:
        return _("No transfer before or after it.")
    return " ".join(
        (
            _("Before it: %(rides)s.") % {"rides": "; ".join(bring)}
            if bring
            else _("No transfer before it."),
            _("After it: %(rides)s.") % {"rides": "; ".join(take)}
            if take
            else _("No transfer after it."),
        )
    )


def names_of(move: Move) -> dict[int, str]:
    """Return what the rides around a meeting are called."""
    return {drag.ride.pk: str(drag.ride) for drag in move.rides}


def became(move: Move) -> dict[int, str]:
    """Return of each ride when it is now, or that it was dropped."""
    now = rides_now(drag.ride.pk for drag in move.rides)
    return {
        drag.ride.pk: f"{now[drag.ride.pk]}, {ride_hours(now[drag.ride.pk])}"
        if drag.ride.pk in now
        else _("%(ride)s (dropped)") % {"ride": drag.ride}
        for drag in move.rides
    }


def rides_now(rides: Iterable[int]) -> dict[int, Transfer]:
    """Return the rides that are still there, as they are."""
    return Transfer.objects.select_related("origin", "destination", "mission").in_bulk(list(rides))
