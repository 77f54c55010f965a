"""The picture that other sites show beside a link to a mission."""

from functools import partial
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from agenda.exports.emblem import drawing
from agenda.exports.typesetting import SetFile, typeset
from agenda.itinerary import PublicMission
from agenda.templatetags.agenda_tags import country_name, date_words
from agenda.versions.published import kept_by_version, public_reading

KEPT_PICTURES = 32
DRAWING = Path(__file__).with_suffix(".typ")


@kept_by_version(KEPT_PICTURES)
def shared_picture(pk: int, language: str) -> SetFile:
    """Return the picture of a version as PNG; ``language`` is the active one."""
    return SetFile(partial(drawn, pk, language))


def drawn(pk: int, language: str) -> bytes:
    """Have the picture drawn."""
    shown = texts(public_reading(pk, language, pk).mission)
    return typeset(DRAWING, to="png", shown=shown, pictures={"emblem.svg": drawing("svg")})


def texts(mission: PublicMission) -> dict[str, str]:
    """Return what stands on the picture."""
    first, last = date_words(mission.start_date), date_words(mission.end_date)
    return {
        "title": str(mission.title),
        "place": ", ".join(filter(None, [str(mission.city), country_name(mission.country)])),
        "days": first if first == last else f"{first} – {last}",
        "label": _("demonstration") if mission.is_demonstration else "",
        "owner": settings.AGENCY_OWNER,
        "agency": settings.AGENCY_NAME,
        "what": _("Missions abroad"),
        "statement": str(mission.funding_statement),
    }
