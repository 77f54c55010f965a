"""The mission that an organiser works on: chosen on the home page, remembered in the session."""

from django.http import HttpRequest
from django.utils import timezone

from delegation.models import Mission

CHOICE = "mission"


def at_hand(request: HttpRequest) -> Mission | None:
    """Return the mission chosen last, else the one under way or next, None where there is none."""
    chosen = request.session.get(CHOICE)
    mission = Mission.objects.filter(pk=chosen).first() if chosen else None
    return mission or Mission.objects.at_hand(timezone.now().date())


def choose(request: HttpRequest, asked: str) -> None:
    """Remember the mission whose primary key was asked for, if there is one."""
    known = asked.isdecimal() and len(asked) < 10 and Mission.objects.filter(pk=asked).exists()
    if known:
        request.session[CHOICE] = int(asked)
