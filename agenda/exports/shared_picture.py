"""The picture that other sites show beside a link to a mission.

It has no emblem of the Union: the rules want a font beside it that we have none of. The page
that the link leads to has it.
"""

from pathlib import Path

import bootstrap_italia_template
from django.conf import settings
from django.utils.translation import gettext as _

from agenda.exports.typesetting import picture_of
from agenda.itinerary import PublicMission
from agenda.templatetags.agenda_tags import country_name, date_words
from agenda.versions.published import kept_by_version, public_reading

KEPT_PICTURES = 32
DRAWING = Path(__file__).with_suffix(".typ")
FONTS = Path(bootstrap_italia_template.__file__).parent / "static" / "fonts" / "Titillium_Web"


@kept_by_version(KEPT_PICTURES)
def shared_picture(pk: int, language: str) -> bytes:
    """Return the picture of a version as PNG, drawn once; ``language`` is the active one."""
    mission = public_reading(pk, language, pk).mission
    return picture_of(DRAWING, fonts=FONTS, shown=texts(mission))


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
    }
