"""Hours on a form that make sense together only, with the places on whose clocks they are typed."""

from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.forms import BaseForm


@dataclass(frozen=True, slots=True)
class Span:
    """The fields of one span, and per clock the fields that choose its zone, the first one first.

    A field that chooses a zone is one of the zone itself, or of a row with a ``time_zone``.
    """

    hours: tuple[str, ...]
    clocks: tuple[tuple[str, ...], ...] = ()

    def fields(self, form: BaseForm, *readings: Mapping[str, list[str]]) -> list[str]:
        """Return the fields that are one thing: those of places where readings differ in a zone."""
        names = [name for name in self.hours if name in form.fields]
        for clock in self.clocks:
            if len({zone_chosen(form, clock, reading) for reading in readings}) > 1:
                names += [name for name in clock if name in form.fields and name not in names]
        return names


def zone_chosen(
    form: BaseForm, clock: tuple[str, ...], values: Mapping[str, list[str]]
) -> ZoneInfo | str | None:
    """Return on which clocks hours are typed, by what a browser sends; None where it is open."""
    for name in clock:
        chosen = next(iter(values.get(name, ())), "")
        rows = getattr(form.fields.get(name), "queryset", None)
        if rows is None:
            zone = chosen
        else:
            found = rows.filter(pk=int(chosen)).first() if is_key(chosen) else None
            zone = found and found.time_zone
        if zone:
            return zone
    return None


def is_key(text: str) -> bool:
    """Whether a text can be the key of a row."""
    return text.isascii() and text.isdecimal() and len(text) < 19
