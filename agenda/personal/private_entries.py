"""What is a person's own in a mission, as that person alone reads it."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from agenda.models import PersonalLink, PrivateItem
from agenda.reading import Text, When


@dataclass(frozen=True, slots=True)
class PrivateEntry:
    """A private item among the entries of its person's days."""

    id: int
    uid: str
    title: Text
    when: When
    is_busy: bool
    sequence: int
    changed_at: datetime
    leaving: None = None
    is_declined: ClassVar[bool] = False  # nobody was asked
    is_cancelled: ClassVar[bool] = False  # what will not happen is taken out
    is_transfer: ClassVar[bool] = False  # it is no ride
    is_private: ClassVar[bool] = True  # nobody else reads it

    @property
    def anchor(self) -> str:
        """Its name on the page."""
        return f"private-{self.id}"


def private_entries(link: PersonalLink) -> tuple[PrivateEntry, ...]:
    """Return what the person of a link has written down for themselves, in one query."""
    mine = PrivateItem.objects.filter(mission=link.mission_id, person=link.person_id)
    return tuple(private_entry(item, link) for item in mine.order_by("starts_at", "pk"))


def private_entry(item: PrivateItem, link: PersonalLink) -> PrivateEntry:
    """Return one item on the clocks that it was typed on."""
    starts_at, ends_at = (
        moment.astimezone(item.time_zone) for moment in (item.starts_at, item.ends_at)
    )
    return PrivateEntry(
        id=item.pk,
        uid=str(item.calendar_uid),
        title=Text(item.title),
        when=When(
            date=starts_at.date(),
            part="",
            starts_at=starts_at,
            ends_at=ends_at,
            zone=item.time_zone,
            home_zone=link.mission.home_time_zone,
        ),
        is_busy=item.unavailability_id is not None,
        sequence=item.sequence,
        changed_at=item.changed_at,
    )
