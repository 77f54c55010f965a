"""The shapes that stored programmes have had, and how an older one becomes today's.

A version is never edited, so one that an older release wrote keeps the shape of its day and
is brought up whenever it is read. Whoever changes what ``agenda.versions.programme`` writes raises
``FORMAT`` and adds the step from the format before.
"""

from collections.abc import Callable
from typing import Any

Programme = dict[str, Any]
FORMAT = 7


def upgraded(programme: Programme) -> Programme:
    """Return a stored programme in today's format; one without a number is of format 1."""
    while (number := programme.get("format", 1)) < FORMAT:
        programme = {**UPGRADES[number](programme), "format": number + 1}
    return programme


def from_format_1(programme: Programme) -> Programme:
    """Say of each participant whether the public may know, and of what is gone its counts.

    The first releases let the public know of everybody who was shown; since then nobody off
    the public list is named, in old versions neither. Later ones had some of it already.
    """
    unlisted = {row["person"] for row in programme["delegates"] if not row["public"]}
    return {
        **programme,
        "gone": programme.get("gone", {"meetings": [], "transfers": []}),
        "meetings": [
            {
                **meeting,
                "participants": [
                    {**row, "public": row["shown"] and row["person"] not in unlisted}
                    for row in meeting["participants"]
                ],
            }
            for meeting in programme["meetings"]
        ],
    }


def from_format_2(programme: Programme) -> Programme:
    """Say that there were no logos beside the emblem."""
    return {**programme, "mission": {**programme["mission"], "logos": []}}


def from_format_3(programme: Programme) -> Programme:
    """Say that nothing was known of the ways between items."""
    return {**programme, "ways": {"meetings": [], "transfers": [], "travel": [], "buffer": 0}}


def from_format_4(programme: Programme) -> Programme:
    """Say nothing of emergencies: nobody could write what to do in one."""
    untold = {
        "number": "",
        "consulate": {"it": "", "en": ""},
        "consulate_phone": "",
        "hotel": {"it": "", "en": ""},
        "hotel_phone": "",
    }
    return {**programme, "mission": {**programme["mission"], "emergency": untold}}


def from_format_5(programme: Programme) -> Programme:
    """Say that nobody had declined: who had was left out."""
    meetings = [{**meeting, "declined": []} for meeting in programme["meetings"]]
    return {**programme, "meetings": meetings}


def from_format_6(programme: Programme) -> Programme:
    """Say that nothing was moved: nobody kept when it had been."""
    meetings = [{**meeting, "moved_from": None} for meeting in programme["meetings"]]
    return {**programme, "meetings": meetings}


UPGRADES: dict[int, Callable[[Programme], Programme]] = {
    1: from_format_1,
    2: from_format_2,
    3: from_format_3,
    4: from_format_4,
    5: from_format_5,
    6: from_format_6,
}
