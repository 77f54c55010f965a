"""How words, times and people of a reading are written in templates."""

import json
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date
from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django_countries import countries

from agenda.exports.emblem import emblem_address
from agenda.models import Meeting
from agenda.personal.entries import Contact
from agenda.personal.maps import map_links
from agenda.reading import Text, When
from delegation.local_time import (
    date_in_words,
    moment_in_words,
    moment_on_clocks,
    zone_city,
    zone_in_words,
)
from delegation.models import Delegate, Mission

register = template.Library()
HOUSE = ZoneInfo(Mission._meta.get_field("home_time_zone").default)
register.filter(map_links)
PARTS_OF_TODAY = {
    Meeting.PartOfDay.MORNING: gettext_lazy("This morning"),
    Meeting.PartOfDay.AFTERNOON: gettext_lazy("This afternoon"),
    Meeting.PartOfDay.EVENING: gettext_lazy("This evening"),
    Meeting.PartOfDay.DAY: gettext_lazy("Today, hour to be defined"),
}
ESCAPED = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&"}


@register.filter
def words(text: Text) -> SafeString | str:
    """Write a text, with its language and a note where it is not the page's."""
    if not text.is_fallback:
        return text.value
    return format_html(
        '<span lang="{}">{}</span> <small class="note">{}</small>',
        text.language,
        text.value,
        only_in(text),
    )


def only_in(text: Text) -> str:
    """Return the note beside a text that is in the other language."""
    return _("(only in Italian)") if text.language == "it" else _("(only in English)")


@register.simple_tag
def emblem() -> str:
    """Write the address of the emblem of the Union that needs no request."""
    return emblem_address()


@register.filter
def linked_data(values: dict[str, object]) -> SafeString:
    """Write values for search engines; nothing in them can end the element or be markup."""
    written = json.dumps(values, ensure_ascii=False).translate(ESCAPED)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(written))  # noqa: S308 - without any of its characters there is no markup


@register.filter
def without_query(address: str) -> str:
    """Write the address of a page without what was asked of it."""
    return address.partition("?")[0]


@register.filter
def zone_words(zone: ZoneInfo) -> str:
    """Write a zone as people say it."""
    return zone_in_words(zone)


@register.filter
def city_of_zone(zone: ZoneInfo) -> str:
    """Write the city that names a zone."""
    return zone_city(zone)


@register.filter
def kind_label(kind: str) -> str:
    """Write the kind of a meeting."""
    return str(Meeting.Kind(kind).label)


@register.filter
def part_label(part: str) -> str:
    """Write a part of the day."""
    return str(Meeting.PartOfDay(part).label)


@register.filter
def part_of_today(part: str) -> str:
    """Write a part of this day, as the heading of what has no hour in it."""
    return str(PARTS_OF_TODAY[Meeting.PartOfDay(part)])


@register.filter
def status_words(status: str) -> str:
    """Write a status as readers are told it: what is tentative is to be confirmed."""
    if status == Meeting.Status.TENTATIVE:
        return _("to be confirmed")
    return str(Meeting.Status(status).label)


@register.filter
def group_label(group: str) -> str:
    """Write a group of delegates."""
    return str(Delegate.Group(group).label)


@register.filter
def role_label(role: str) -> str:
    """Write a delegate's role, or the duty desk."""
    return str(_("organiser on duty")) if role == "duty" else str(Delegate.Role(role).label)


@register.filter
def country_name(code: str) -> str:
    """Write a country in the active language."""
    return countries.name(code) if code and get_language() else ""


@register.filter
def call(phone: str) -> str:
    """Write a telephone number as a link to dial it (RFC 3966)."""
    return "tel:" + phone.replace(" ", "")


@register.filter
def whom_to_call(contacts: Iterable[Contact]) -> Contact | None:
    """Return the first of some contacts who has a number, None without one."""
    return next((contact for contact in contacts if contact.phone), None)


@register.filter
def of_item(by_item: dict[int, Any], item: int) -> Any:  # noqa: ANN401 - whatever is kept there
    """Return what is kept for an item, None where nothing is."""
    return by_item.get(item)


@register.filter
def language_name(code: str) -> str:
    """Write a working language, by its code, in the active language."""
    return Locale.parse(get_language() or "en").languages.get(code, code)


@register.filter
def day_words(day: date) -> str:
    """Write a day with its weekday."""
    return format_date(day, "EEEE d MMMM y", locale=get_language())


@register.filter
def weekday_words(day: date) -> str:
    """Write a day with its weekday, without the year."""
    return format_date(day, "EEEE d MMMM", locale=get_language())


@register.filter
def short_day(day: date) -> str:
    """Write a day for a narrow column."""
    return format_date(day, "EEE d MMM", locale=get_language())


@register.filter
def date_words(day: date) -> str:
    """Write a day."""
    return date_in_words(day)


@register.filter
def other_clocks(moment: datetime, when: When) -> str:
    """Write the day and the zone of a moment in brackets, as far as an item has others."""
    day = weekday_words(moment.date()) if moment.date() != when.date else ""
    zone = zone_words(moment.tzinfo) if moment.tzinfo != when.zone else ""
    told = ", ".join(filter(None, (day, zone)))
    return f" ({told})" if told else ""


@register.filter
def clock_words(moment: datetime) -> str:
    """Write the time that the clocks it is given on show."""
    return f"{moment:%H:%M}"


@register.filter
def iso(moment: datetime) -> str:
    """Write a moment for programs, with its offset."""
    return moment.isoformat()


@register.filter
def moment_words(moment: datetime) -> str:
    """Write a day and a time, on the clocks that the moment is given on."""
    return moment_in_words(moment)


@register.filter
def moment_in_house(moment: datetime | None) -> str:
    """Write a moment that belongs to no mission, on the clocks of the house; a dash for none."""
    return moment_on_clocks(moment, HOUSE) if moment else "–"


@register.filter
def at_zone(moment: datetime, zone: ZoneInfo) -> datetime:
    """Put a moment on the clocks of a zone."""
    return moment.astimezone(zone)
