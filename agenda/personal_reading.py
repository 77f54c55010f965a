"""A personal schedule as its page shows it: cut and rendered once per version and language.

Versions never change, so neither do a person's days in one of them. What the clock or the
person changes (now, next, what they have seen) is put together for every request.
"""

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString

from agenda.changes import Change, compare
from agenda.personal_schedule import Entry, PersonalSchedule, personal_schedule
from agenda.published import kept_by_version, published

KEPT_READINGS = 128
KEPT_ENTRIES = 512


@dataclass(frozen=True, slots=True)
class PersonalReading:
    """One person's schedule in a version, with the parts of their page that only it decides."""

    schedule: PersonalSchedule
    contacts: SafeString
    days: SafeString


@dataclass(frozen=True, slots=True)
class PersonalChanges:
    """What changed for one person from one version to another, and how their page says it."""

    found: tuple[Change, ...]
    html: SafeString


@kept_by_version(KEPT_READINGS)
def personal_reading(pk: int, person: int, language: str) -> PersonalReading:
    """Return a person's reading of a version; both are given by primary key."""
    schedule = schedule_in(pk, person, language)
    return PersonalReading(
        schedule=schedule,
        contacts=rendered("_contacts", language, contacts=schedule.contacts),
        days=rendered("_personal_days", language, days=schedule.days, others=schedule.others),
    )


@kept_by_version(KEPT_READINGS)
def personal_changes(pk: int, seen_pk: int, person: int, language: str) -> PersonalChanges:
    """Return what changed for a person since the version that they have seen."""
    before = schedule_in(seen_pk, person, language).entries
    found = compare(before, schedule_in(pk, person, language).entries)
    return PersonalChanges(found, rendered("_changes", language, changes=found))


@kept_by_version(KEPT_ENTRIES)
def entry_at_hand(pk: int, language: str, entry: Entry) -> SafeString:
    """Return an entry of a version as it stands on top of the page while it is now or next."""
    return rendered("_entry", language, entry=entry)


def schedule_in(pk: int, person: int, language: str) -> PersonalSchedule:
    """Return a person's cut of a version."""
    return personal_schedule(published(pk)[0].programme, person, language)


def rendered(partial: str, language: str, **values: object) -> SafeString:
    """Return a partial template of the agenda in a language, empty where it says nothing."""
    with translation.override(language):
        return SafeString(render_to_string(f"agenda/{partial}.html", values).strip())
