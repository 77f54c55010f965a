"""How people come into the demonstration: addresses, a password, personal links."""

import secrets

from django.contrib.auth.models import User
from django.db import transaction
from django.urls import reverse
from django.utils import translation

from agenda.models import PersonalLink
from delegation.models import Delegate, Mission
from delegation.roles import Role, give_role

USERNAME = "organiser"
MOMENT = "?at=2025-04-23T13:45"
KINDS = {
    "Head of delegation": {"role": Delegate.Role.HEAD},
    "Firm's representative": {"group": Delegate.Group.FIRMS},
    "Interpreter": {"role": Delegate.Role.INTERPRETER},
}


def ways_in(mission: Mission, *, base: str, password: str) -> list[tuple[str, str]]:
    """Return what each address leads to, with the address; ``base`` is the site's."""
    return [
        *public_pages(mission, base),
        ("Desk", base + reverse("admin:index")),
        ("User", USERNAME),
        ("Password", password),
        *personal_pages(mission, base),
    ]


def public_pages(mission: Mission, base: str) -> list[tuple[str, str]]:
    """Return the addresses of the itinerary, at a moment in the middle of the mission."""
    pages = []
    for language, label in (("it", "Pagina pubblica"), ("en", "Public page")):
        with translation.override(language):
            pages.append((label, base + reverse("itinerary", args=[mission.slug]) + MOMENT))
    return pages


def personal_pages(mission: Mission, base: str) -> list[tuple[str, str]]:
    """Return a personal link per kind of person, or why there is none."""
    pages = []
    for label, kind in KINDS.items():
        people = mission.delegates.filter(**kind).in_order().values("person")[:1]
        link = PersonalLink.objects.filter(mission=mission, person__in=people).first()
        page = link and base + reverse("personal", args=[link.key]) + MOMENT
        pages.append((label, page or "nobody: no source names one, only the assumptions do"))
    return pages


@transaction.atomic
def organiser_password(*, renew: bool) -> str:
    """Make the organiser where there is none; return what to print as the password."""
    user, made = User.objects.get_or_create(username=USERNAME, defaults={"is_staff": True})
    if not (made or renew):
        return "printed at the first run (--new-password makes another one)"
    give_role(user=user, role=Role.ORGANISER)
    password = secrets.token_urlsafe(12)
    user.set_password(password)
    user.save()
    return password
