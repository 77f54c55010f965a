"""When the public may know that an item is, and was before it was moved; pure."""

from typing import Any
from zoneinfo import ZoneInfo

from agenda.models import Meeting
from agenda.reading import moment_in, part_of

Row = dict[str, Any]
WHEN = ("date", "zone", "starts_at", "ends_at", "assumed_hours", "part_of_day")


def public_when(meeting: Row) -> Row:
    """Return the hours if they are public, else the part of the day, else only that there is one."""
    unknown = {"starts_at": None, "ends_at": None, "assumed_hours": False}
    if meeting["public_time"] == Meeting.PublicTime.DAY:
        return {**unknown, "part_of_day": Meeting.PartOfDay.DAY.value}
    if meeting["public_time"] == Meeting.PublicTime.HOURS or meeting["part_of_day"]:
        kept = ("starts_at", "ends_at", "assumed_hours", "part_of_day")
        return {name: meeting[name] for name in kept}
    return {**unknown, "part_of_day": part_of_row(meeting)}


def part_of_row(meeting: Row) -> str:
    """Return the part of its day that a meeting is in."""
    if meeting["part_of_day"]:
        return meeting["part_of_day"]
    return str(part_of(moment_in(meeting["starts_at"], ZoneInfo(meeting["zone"]))))


def former_when(meeting: Row) -> Row | None:
    """Return when a meeting was before it was moved, no finer than what is public of it now."""
    was = meeting["moved_from"]
    if was is None or meeting["status"] == Meeting.Status.CANCELLED:
        return None
    told = {**was, **public_when({**was, "public_time": meeting["public_time"]})}
    return told if has_moved(told, {**meeting, **public_when(meeting)}) else None


def moved_from(now: Row | None, was: Row | None) -> Row | None:
    """Return what a version keeps of when a meeting was; both are what the public knows of it.

    Once it was not public, nobody is told any more when it had been.
    """
    if now is None or was is None:
        return None
    return {name: was[name] for name in WHEN} if has_moved(was, now) else was["moved_from"]


def has_moved(was: Row, now: Row) -> bool:
    """Tell whether an item begins at another time: to know it better or less well is no move."""
    if was["date"] != now["date"]:
        return True
    if was["starts_at"] and now["starts_at"]:
        return was["starts_at"] != now["starts_at"]
    parts = {part_of_row(was), part_of_row(now)}
    return len(parts) > 1 and Meeting.PartOfDay.DAY not in parts
