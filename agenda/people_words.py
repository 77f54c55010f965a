"""How people differ between two states of an item, in the active language.

Of people who stay there is the name alone, of those about whom something differs their title
or telephone as well, and their role where it is the role that differs.
"""

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from agenda.changes import FieldChange
from agenda.models import Participation
from agenda.personal.entries import Contact
from agenda.reading import Somebody, Text

PEOPLE = {"participants", "hidden", "driver"}


def several(people: Somebody | Contact | tuple[Somebody, ...] | None) -> tuple[Any, ...]:
    """Return people as a tuple, also where a field holds one or nobody."""
    if isinstance(people, tuple):
        return people
    return (people,) if people else ()


def people_in_words(
    people: tuple[Somebody | Contact, ...], others: tuple[Somebody | Contact, ...]
) -> str:
    """Return names, with what else is known of those who are in both lists and differ."""
    known = {str(one.name): one for one in others}
    return ", ".join(beside(one, known.get(str(one.name))) for one in people)


def beside(one: Somebody | Contact, other: Somebody | Contact | None) -> str:
    """Return a person's name, with what else is known where it differs from the other state."""
    if other is None:
        return str(one.name)
    more, its_more = known_of(one), known_of(other)
    if one.role != other.role:
        more, its_more = [*more, role_of(one)], [*its_more, role_of(other)]
    told = ", ".join(part for part in more if part)
    return f"{one.name} ({told})" if told and more != its_more else str(one.name)


def known_of(one: Somebody | Contact) -> list[str]:
    """Return a person's title, organisation and whom they stand in for, or the telephone."""
    if isinstance(one, Contact):
        return [one.phone]
    stands_in = _("in place of %(name)s") % {"name": one.standing_in_for}
    return [str(one.title), str(one.organisation), stands_in if one.standing_in_for else ""]


def role_of(one: Somebody | Contact) -> str:
    """Return a participant's role; a driver's is no news."""
    return "" if isinstance(one, Contact) else str(Participation.Role(one.role).label)


def only_posts_filled_in(field: FieldChange) -> bool:
    """Tell whether all that differs is that people whose post nobody knew have one now."""
    if field.name != "participants":
        return False
    without = tuple(replace(one, title=Text(), organisation=Text()) for one in field.after)
    return len(field.before) == len(without) and all(
        was in (now, bare)
        for was, now, bare in zip(field.before, field.after, without, strict=True)
    )
