"""What two organisers typed into one page, brought together.

Three things are known of each field: how it stood when the page was opened, how it stands now,
and what was typed. What its author left as it was follows how it stands now; what they typed
stays; where both wrote, the typed one stays and the field is named. The hours of a span are one
thing in this, with the place where its clocks are others: no length comes of it that nobody
typed. Of lists of people, as of any choice of several, what each put in or took out counts by
itself.
"""

from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.db import models
from django.forms import BaseInlineFormSet, BaseModelForm
from django.http import QueryDict

from agenda.forms.stale import Opened
from agenda.models import Passenger
from delegation.history.reading import fields_of_many, label_of

NOT_TYPED = {"seen", "DELETE"}


@dataclass(frozen=True, slots=True)
class Merged:
    """The fields that both wrote, and the rows one changed and the other deleted, in words."""

    both: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Merge:
    """Rewrites what was posted so that it fits how things stand now."""

    data: QueryDict
    opened: Opened
    found: Merged = field(default_factory=Merged)

    def merge_form(self, now: BaseModelForm, then: BaseModelForm, whose: str = "") -> None:
        """Bring the fields of one row together; ``now`` and ``then`` are its unbound forms."""
        was, there = standing(then), standing(now)
        typed = {name: self.data.getlist(now.add_prefix(name)) for name in was}
        lists = [name for name in was if takes_several(now.fields[name])]
        for name in lists:
            chosen = joined(was[name], there[name], typed[name])
            self.data.setlist(now.add_prefix(name), chosen)
        spans = [span.fields(then, was, there, typed) for span in getattr(then, "spans", ())]
        done = {name for names in (*spans, lists) for name in names}
        for names in (*spans, *([name] for name in was if name not in done)):
            if all(was[name] == there[name] for name in names):
                continue
            if not any(differ(now.fields[name], was[name], typed[name]) for name in names):
                for name in names:
                    self.data.setlist(now.add_prefix(name), there[name])
            else:
                self.found.both.extend(
                    f"{whose}{label(then, name)}"
                    for name in names
                    if differ(now.fields[name], there[name], typed[name])
                )

    def merge_rows(self, formset: BaseInlineFormSet) -> None:
        """Bring the rows inside a page together: ``formset`` is unbound, as they stand now.

        Rows that are there now come first and in their order, as Django wants them; rows that
        were typed anew follow.
        """
        posted = self.take_rows(formset.prefix)
        rows = {row["id"][0]: row for row in posted if any(row.get("id", ()))}
        new = [row for row in posted if not any(row.get("id", ()))]
        then = self.opened.rows(formset.model)
        for now in formset.initial_forms:
            row = rows.pop(str(now.instance.pk), None)
            if row is None:
                write_form(self.data, now)
                continue
            self.put(now.prefix, row)
            before = then.get(now.instance.pk)
            if before:
                self.merge_form(now, self.form_then(formset, before), f"{now.instance}: ")
        for row in rows.values():
            self.note_gone(formset, row, then)
        first = len(formset.initial_forms)
        for number, row in enumerate(new, first):
            self.put(formset.add_prefix(number), row)
        self.data[f"{formset.prefix}-TOTAL_FORMS"] = str(first + len(new))
        self.data[f"{formset.prefix}-INITIAL_FORMS"] = str(first)

    def take_rows(self, prefix: str) -> list[dict[str, list[str]]]:
        """Take the rows of a formset out of what was posted, each by the names of its fields."""
        rows: dict[int, dict[str, list[str]]] = {}
        for key in [key for key in self.data if key.startswith(f"{prefix}-")]:
            number, _dash, name = key.removeprefix(f"{prefix}-").partition("-")
            if name and number.isdecimal() and len(number) < 9:
                rows.setdefault(int(number), {})[name] = self.data.getlist(key)
                del self.data[key]
        return [row for _number, row in sorted(rows.items())]

    def put(self, prefix: str, row: dict[str, list[str]]) -> None:
        """Write a row of a formset under a number."""
        for name, values in row.items():
            self.data.setlist(f"{prefix}-{name}", values)

    def note_gone(
        self, formset: BaseInlineFormSet, row: dict[str, list[str]], then: dict[int, models.Model]
    ) -> None:
        """Name what was typed into a row that is not there any more, unless nothing was."""
        key = row["id"][0]
        before = next((row for number, row in then.items() if str(number) == key), None)
        if before is None or "DELETE" in row:
            return
        form = self.form_then(formset, before)
        typed = [
            label(form, name)
            for name, was in standing(form).items()
            if differ(form.fields[name], was, row.get(name, []))
        ]
        if typed:
            self.found.gone.append(f"{before} ({', '.join(typed)})")

    def form_then(self, formset: BaseInlineFormSet, row: models.Model) -> BaseModelForm:
        """Return the unbound form of a row as it stood."""
        return self.with_lists(formset.form(instance=row))

    def with_lists(self, form: BaseModelForm) -> BaseModelForm:
        """Show on the form of a row as it stood what else hung on it: firms, who rode."""
        record = getattr(form.instance, "_history", None)  # simple-history's way back
        for column in fields_of_many(record) if record else ():
            key = f"{column.m2m_reverse_field_name()}_id"
            rows = getattr(record, column.name).values_list(key, flat=True)
            form.initial[column.name] = list(rows)
        if "riders" in form.fields:
            seats = self.opened.rows(Passenger).values()
            form.initial["riders"] = [
                seat.person_id for seat in seats if seat.transfer_id == form.instance.pk
            ]
        return form


def write_form(data: QueryDict, form: BaseModelForm) -> None:
    """Write a form as a browser would send it that shows the row as it stands."""
    for name, box in form.fields.items():
        data.setlist(form.add_prefix(name), plain(box, form.get_initial_for_field(box, name)))


def typed_fields(form: BaseModelForm) -> list[str]:
    """Return the names of the fields that an organiser types into."""
    return [name for name in form.fields if name not in NOT_TYPED]


def standing(form: BaseModelForm) -> dict[str, list[str]]:
    """Return the values that an unbound form shows, as a browser would send them."""
    return {
        name: plain(form.fields[name], form.get_initial_for_field(form.fields[name], name))
        for name in typed_fields(form)
    }


def label(form: BaseModelForm, name: str) -> str:
    """Return what a field is called, in a history too."""
    columns = {column.name: column for column in form.instance._meta.concrete_fields}
    return label_of(columns[name]) if name in columns else str(form[name].label)


def takes_several(box: forms.Field) -> bool:
    """Whether several things can be chosen in a field."""
    return isinstance(box, forms.MultipleChoiceField | forms.ModelMultipleChoiceField)


def joined(was: list[str], there: list[str], typed: list[str]) -> list[str]:
    """Return what is chosen now, with what was put in and without what was taken out."""
    kept = [one for one in there if one in typed or one not in was]
    return kept + [one for one in typed if one not in was and one not in there]


def differ(box: forms.Field, first: list[str], second: list[str]) -> bool:
    """Whether two values, as sent by a browser, mean something else; text without its margins."""
    if isinstance(box, forms.BooleanField):
        return bool(first) != bool(second)
    return [one.strip().replace("\r\n", "\n") for one in first if one] != [
        one.strip().replace("\r\n", "\n") for one in second if one
    ]


def plain(box: forms.Field, value: Any) -> list[str]:  # noqa: ANN401 - a value of any field
    """Return a value as a browser would send it, in the order it is shown."""
    if isinstance(box, forms.BooleanField):
        return ["on"] if value else []
    widget = getattr(box.widget, "widget", box.widget)  # inside of the admin's links to the rows
    shown = widget.format_value(box.prepare_value(value))
    many = shown if isinstance(shown, list) else [shown]
    return ["" if one is None else str(one) for one in many]
