"""What became of an item since a person's page showed it: an answer may come much later."""

from agenda.personal.entries import PersonalItem
from agenda.personal.reading import personal_changes, schedule_in
from agenda.reading import Text
from agenda.versions.published import Published, last_published

LOOKED_BACK = 20  # versions
DECISIVE = {"title", "when", "place", "host", "status"}  # on what somebody decides whether to come


def has_changed(version: Published, since: int, person: int, item: int) -> bool:
    """Tell whether an item has changed, since the version ``since``, in what decides on coming.

    Versions, person and item are given by primary key.
    """
    found = personal_changes(version.pk, since, person, "en").found
    return any(
        isinstance(change.item, PersonalItem)
        and change.item.id == item
        and (not change.fields or DECISIVE & {field.name for field in change.fields})
        for change in found
    )


def last_title(version: Published | None, person: int, item: int, language: str) -> Text:
    """Return the title under which a person last read an item, empty where they never did."""
    for read in last_published(version.pk, LOOKED_BACK) if version else ():
        for entry in schedule_in(read.pk, person, language).entries:
            if isinstance(entry, PersonalItem) and entry.id == item:
                return entry.title
    return Text()
