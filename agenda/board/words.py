"""What the board says after a move, and when somebody else was quicker."""

from django.contrib.auth.models import AbstractBaseUser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agenda.board.moves import Shift
from agenda.board.positions import FIELDS, key_of
from agenda.editing.move_words import along, became, names_of
from agenda.editing.trial import Outcome
from agenda.models import Meeting, Transfer
from agenda.plan.clash_words import named, rows_of, told
from agenda.plan.planned import Key
from delegation.history.desk import zone_of
from delegation.history.reading import Words, edits


def kept_words(outcome: Outcome) -> str:
    """Say what stands where now, and how many clashes that settles or leaves open."""
    return " ".join(kept_sentences(outcome))


def first_words(outcome: Outcome) -> str:
    """Say of a move only what was moved itself: for the button that takes it back."""
    return next(iter(kept_sentences(outcome)), "")


def kept_sentences(outcome: Outcome) -> list[str]:
    """Return what ``kept_words`` says: first what was moved, then what goes along with it."""
    rows = rows_of(shift.key for shift in outcome.changed)
    move = outcome.move
    around = {key_of(drag.ride) for drag in move.rides} if move else set()
    said = [moved(shift, rows) for shift in outcome.changed if shift.key not in around]
    said += [along(move, became(move))] if move else []
    if outcome.settled:
        said.append(
            ngettext(
                "It settles %(count)d clash.", "It settles %(count)d clashes.", outcome.settled
            )
            % {"count": outcome.settled}
        )
    return said


def moving_words(outcome: Outcome) -> str:
    """Say whom and what a move that is not kept yet would drag along; empty for rides."""
    return along(outcome.move, names_of(outcome.move)) if outcome.move else ""


def moved(shift: Shift, rows: dict[Key, Meeting | Transfer]) -> str:
    """Say when one item is now, and where if that is another place or another vehicle."""
    row = rows[shift.key]
    item = named(shift.key, row)
    said = {"item": item.title, "when": item.when}
    if shift.is_in_place:
        return _("%(item)s: now %(when)s.") % said
    where = row.vehicle if isinstance(row, Transfer) else row.venue or _("No venue yet")
    return _("%(item)s: now %(when)s, %(place)s.") % {**said, "place": where}


def notes_words(outcome: Outcome) -> str:
    """Say what a change causes that is worth a look, empty where that is nothing."""
    sentences = dict.fromkeys(note.sentence for note in told(outcome.notes, at_most=3))
    return _("Worth a look: %(what)s") % {"what": " ".join(sentences)} if sentences else ""


def causes(outcome: Outcome) -> list[str]:
    """Say each clash once, with all that the items which move would clash with, each once."""
    moving = {shift.key for shift in outcome.changed}
    others: dict[str, list[str]] = {}
    for clash in outcome.clashes:
        items = zip(clash.standings[0].clash.items, clash.items, strict=True)
        names = [f"{item.title} ({item.when})" for key, item in items if key not in moving]
        others.setdefault(clash.sentence, []).extend(names)
    return [
        " ".join([sentence, ", ".join(dict.fromkeys(names))]).strip()
        for sentence, names in others.items()
    ]


def gone() -> str:
    """Say that the item was deleted meanwhile."""
    return _("This item is not there any more: somebody else has deleted it.")


def moved_meanwhile(row: Meeting | Transfer, reader: AbstractBaseUser) -> str:
    """Say to a reader who moved an item meanwhile, and where it is now."""
    item = named(key_of(row), row)
    records = type(row).history.filter(id=row.pk).select_related("history_user")
    who = _("somebody else")
    for edit in edits(records, Words(zone_of(row))):
        if {field.label for field in edit.fields} & labels(row):
            who = edit.who or _("the system")
    if who == str(reader):
        return _(
            "You have moved “%(item)s” meanwhile, maybe in another window: it is %(when)s now. "
            "This move was not written; the board shows how things stand."
        ) % {"item": item.title, "when": item.when}
    return _(
        "%(who)s has moved “%(item)s” meanwhile: it is %(when)s now. Your move was not written; "
        "the board shows how things stand."
    ) % {"who": who, "item": item.title, "when": item.when}


def labels(row: Meeting | Transfer) -> set[str]:
    """Return what the fields of an item's time and place are called."""
    return {str(row._meta.get_field(name).verbose_name) for name in FIELDS[type(row)]}
