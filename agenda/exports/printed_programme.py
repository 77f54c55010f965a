"""The public programme as a tagged PDF, set once for each version and language."""

from datetime import UTC, datetime
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import segno
from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from agenda.exports.emblem import drawing
from agenda.exports.printed_words import day, delegation, facts, firm, line, run
from agenda.exports.typesetting import SetFile, typeset
from agenda.itinerary import Logo, PublicMission, days_of
from agenda.templatetags.agenda_tags import country_name, date_words, moment_words, zone_words
from agenda.versions.published import PublicReading, kept_by_version, public_reading
from delegation.logo_file import SVG
from delegation.models import Picture

KEPT_PROGRAMMES = 8
DRAWING = Path(__file__).with_suffix(".typ")
ET.register_namespace("", "http://www.w3.org/2000/svg")  # Typst knows a drawing by its “<svg”
WORDS = {
    "demonstration": gettext_lazy(
        "Demonstration, not an official programme: what is assumed says so."
    ),
    "void": gettext_lazy("Void if there is a newer version. Whether this print is still current:"),
    "emblem": gettext_lazy("Emblem of the European Union"),
    "code": gettext_lazy("QR code of the address beside it"),
    "when": gettext_lazy("When"),
    "what": gettext_lazy("What"),
    "host": gettext_lazy("Host"),
    "people": gettext_lazy("Who takes part"),
    "nothing": gettext_lazy("No item of this mission is public yet."),
    "delegation": gettext_lazy("The delegation"),
    "firms": gettext_lazy("The firms"),
    "project": gettext_lazy("The project"),
}


@kept_by_version(KEPT_PROGRAMMES)
def printed_programme(pk: int, language: str, current_pk: int) -> SetFile:
    """Return the PDF of a version; ``language`` is the active one.

    Of a past version it has what the current one still shows.
    """
    return SetFile(partial(drawn, pk, language, current_pk))


def drawn(pk: int, language: str, current_pk: int) -> bytes:
    """Have the PDF set."""
    reading = public_reading(pk, language, current_pk)
    check = full_address("print_check", reading.mission.slug, reading.version.number)
    return typeset(
        DRAWING, to="pdf", shown=shown(reading, check), pictures=pictures(reading.mission, check)
    )


def full_address(name: str, *values: object) -> str:
    """Return the address of a page as it stands on paper."""
    return settings.SITE_URL + reverse(name, args=values)


def pictures(mission: PublicMission, check: str) -> dict[str, bytes]:
    """Return emblem, logos and the code that leads to a page, by the names the drawing knows."""
    found = Picture.objects.filter(digest__in={logo.digest for logo in mission.logos})
    return {
        "emblem.svg": drawing("svg"),
        "code.svg": code(check),
        **{picture.digest: in_ascii(picture) for picture in found},
    }


def code(address: str) -> bytes:
    """Return the QR code of an address as SVG."""
    drawn = BytesIO()
    segno.make(address, error="m").save(drawn, kind="svg", border=2)
    return drawn.getvalue()


def in_ascii(picture: Picture) -> bytes:
    """Return a picture as it is, a drawing in ASCII: Typst reads none that isn't in UTF-8."""
    content = bytes(picture.content)
    if picture.media_type != SVG:
        return content
    return ET.tostring(ET.fromstring(content))  # noqa: S314 - looked through when it was uploaded


def shown(reading: PublicReading, check: str) -> dict[str, Any]:
    """Return all that the PDF says."""
    mission = reading.mission
    return {
        **about_the_file(reading),
        "head": {
            "owner": settings.AGENCY_OWNER,
            "agency": settings.AGENCY_NAME,
            "title": line(mission.title),
            "summary": line(mission.summary),
            "facts": facts(mission),
        },
        "is_demonstration": mission.is_demonstration,
        "check": check,
        "days": [day(found) for found in days_of(reading.items)],
        "delegation": delegation(reading.delegates),
        "firms": [firm(found) for found in reading.firms],
        "funding": funding(mission),
        "words": words(reading),
    }


def about_the_file(reading: PublicReading) -> dict[str, Any]:
    """Return what the file says of itself; its date is the version's, so its bytes are too."""
    mission, number = reading.mission, reading.version.number
    return {
        "language": get_language(),
        "author": settings.AGENCY_NAME,
        "title": _("%(mission)s: programme, version %(number)d")
        % {"mission": mission.title, "number": number},
        "keywords": [settings.AGENCY_OWNER, str(mission.city), country_name(mission.country)],
        "published": parts_of(reading.version.published_at.astimezone(UTC)),
    }


def parts_of(moment: datetime) -> dict[str, int]:
    """Return a moment in the parts that Typst takes it in."""
    names = ("year", "month", "day", "hour", "minute", "second")
    return {name: getattr(moment, name) for name in names}


def funding(mission: PublicMission) -> dict[str, Any]:
    """Return who funds the mission, with the logos before and after the emblem."""
    return {
        "statement": line(mission.funding_statement),
        "before": [logo(one) for one in mission.logos if one.is_before_emblem],
        "after": [logo(one) for one in mission.logos if not one.is_before_emblem],
        "programme": line(mission.funding_programme, mission.funding_fund, by=" – "),
        "description": line(mission.funding_description),
    }


def logo(one: Logo) -> dict[str, Any]:
    """Return a logo with its size in pixels of the page."""
    return {"picture": one.digest, "name": run(one.name), "width": one.width, "height": one.height}


def words(reading: PublicReading) -> dict[str, str]:
    """Return what stands around the programme; the drawing fills in the numbers of pages."""
    told = {
        "number": reading.version.number,
        "day": date_words(reading.updated_at),
        "moment": moment_words(reading.updated_at),
        "zone": zone_words(reading.mission.zone),
        "address": full_address("itinerary", reading.mission.slug),
        "page": "{page}",
        "pages": "{pages}",
    }
    return {
        **{name: str(text) for name, text in WORDS.items()},
        "version": _("Version %(number)d") % told,
        "published": _("Published on %(moment)s (%(zone)s).") % told,
        "foot": _("Version %(number)d of %(day)s – page %(page)s of %(pages)s") % told,
        "incomplete": _(
            "Some characters could not be set and show as empty boxes here. "
            "They can be read on the page: %(address)s"
        )
        % told,
    }
