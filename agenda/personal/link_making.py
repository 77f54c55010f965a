"""Giving personal links to those who have none."""

from datetime import UTC, date, datetime, timedelta

from django.db import transaction

from agenda.models import PersonalLink
from agenda.models.personal_link import LIFE_AFTER_MISSION
from companies.models import Person
from delegation.models import Delegate, DelegateQuerySet, Mission

ONE_DAY = timedelta(days=1)
LAST_DAY = date.max - LIFE_AFTER_MISSION - 3 * ONE_DAY  # then no clock falls off the calendar


def without_link(mission: Mission) -> DelegateQuerySet:
    """Return the delegates of a mission who have no personal link in it yet."""
    linked = PersonalLink.objects.filter(mission=mission).values("person")
    return Delegate.objects.filter(mission=mission).exclude(person__in=linked)


def last_moment(mission: Mission) -> datetime:
    """Return when links of a mission expire: a month after its last day has ended."""
    day = min(mission.end_date, LAST_DAY)
    last = datetime.combine(day, datetime.min.time(), mission.time_zone)
    return (last + ONE_DAY + LIFE_AFTER_MISSION).astimezone(UTC)


@transaction.atomic
def make_missing_links(*, mission: Mission) -> int:
    """Give every delegate without a link one that lasts until a month after; return how many."""
    Mission.objects.select_for_update().get(pk=mission.pk)
    expires_at = last_moment(mission)
    made = [
        PersonalLink(mission=mission, person_id=delegate.person_id, expires_at=expires_at)
        for delegate in without_link(mission)
    ]
    return len(PersonalLink.objects.bulk_create(made))


def open_link(*, mission: Mission, person: Person, now: datetime) -> PersonalLink | None:
    """Return a person's link that opens, made or prolonged where that is needed.

    Returns None where the mission has been over for so long that no link opens.
    """
    lasts_until = last_moment(mission)
    link, _made = PersonalLink.objects.get_or_create(
        mission=mission, person=person, defaults={"expires_at": lasts_until}
    )
    if link.expires_at <= now < lasts_until:
        link.expires_at = lasts_until
        link.save(update_fields=["expires_at"])
    return link if now < link.expires_at else None
