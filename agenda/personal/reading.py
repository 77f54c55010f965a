"""A personal schedule as its page shows it: cut and rendered once per version and language.

Versions never change, so neither do a person's days in one of them. Days are
kept with the answers that stand in them. What the clock or the person changes besides (now,
next, what they have seen) is put together for every request.
"""

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString

from agenda.change_words import told
from agenda.changes import Change, compare
from agenda.personal.answers import Answer
from agenda.personal.boarding import rides_to_board
from agenda.personal.private_entries import PrivateEntry
from agenda.personal.schedule import (
    Entry,
    PersonalSchedule,
    days_of,
    entry_order,
    personal_schedule,
)
from agenda.versions.published import kept_by_version, published

KEPT_READINGS = 128


@dataclass(frozen=True, slots=True)
class PersonalReading:
    """One person's schedule in a version, with the parts of their page that only it decides."""

    schedule: PersonalSchedule
    contacts: SafeString
    counts_passengers: bool


@dataclass(frozen=True, slots=True)
class FormsOn:
    """The forms of a page: its address, the query they keep, the answers given so far.

    ``version`` is the number of the one that the page shows.
    """

    page: str
    query: str
    version: int
    answers: tuple[Answer, ...]

    @property
    def by_item(self) -> dict[int, Answer]:
        """The answers by the item's primary key."""
        return {answer.item: answer for answer in self.answers}


@dataclass(frozen=True, slots=True)
class PersonalChanges:
    """What changed for one person from one version to another, and how their page says it.

    ``line`` says it in short, ``html`` in full.
    """

    found: tuple[Change, ...]
    line: SafeString
    html: SafeString


@kept_by_version(KEPT_READINGS)
def personal_reading(pk: int, person: int, language: str) -> PersonalReading:
    """Return a person's reading of a version; both are given by primary key."""
    schedule = schedule_in(pk, person, language)
    return PersonalReading(
        schedule=schedule,
        contacts=rendered("_contacts", language, contacts=schedule.contacts),
        counts_passengers=bool(rides_to_board(published(pk)[0].programme, person)),
    )


@kept_by_version(KEPT_READINGS)
def personal_changes(pk: int, seen_pk: int, person: int, language: str) -> PersonalChanges:
    """Return what changed for a person since the version that they have seen."""
    before = schedule_in(seen_pk, person, language).entries
    with translation.override(language):
        found = told(compare(before, schedule_in(pk, person, language).entries))
    return PersonalChanges(
        found=found,
        line=rendered("_changes_line", language, changes=found),
        html=rendered("_changes", language, changes=found),
    )


@kept_by_version(KEPT_READINGS)
def personal_days(
    pk: int, person: int, language: str, forms: FormsOn, private: tuple[PrivateEntry, ...]
) -> SafeString:
    """Return the days of a version, with the person's answers and what is theirs alone."""
    schedule = schedule_in(pk, person, language)
    days = days_of(sorted([*schedule.entries, *private], key=entry_order))
    found = {"days": days, "others": schedule.others, "forms": forms}
    return rendered("_personal_days", language, **found)


@kept_by_version(KEPT_READINGS)
def entry_at_hand(language: str, entry: Entry | PrivateEntry, forms: FormsOn) -> SafeString:
    """Return an entry as it stands on top of the page while it is now or next."""
    return rendered("_entry", language, entry=entry, forms=forms)


def schedule_in(pk: int, person: int, language: str) -> PersonalSchedule:
    """Return a person's cut of a version."""
    return personal_schedule(published(pk)[0].programme, person, language)


def rendered(partial: str, language: str, **values: object) -> SafeString:
    """Return a partial template of the agenda in a language, empty where it says nothing."""
    with translation.override(language):
        return SafeString(render_to_string(f"agenda/{partial}.html", values).strip())
