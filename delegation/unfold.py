"""How Unfold dresses the desk: its colours, its menu in our words, its own style sheet."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

# Bootstrap Italia's blue in eleven shades, as the public pages have it.
BLUE = {
    "50": "#f2f7fc", "100": "#e0ecf8", "200": "#bfdcf5", "300": "#8cc0ee", "400": "#4d9be2",
    "500": "#1f7fd6", "600": "#0066cc", "700": "#0059b3", "800": "#004080", "900": "#00305e",
    "950": "#001f3d",
}  # fmt: skip


def may(permission: str) -> Callable[[HttpRequest], bool]:
    """Return a question to a request: whether its user has the permission."""
    return lambda request: request.user.has_perm(permission)


def rows(app: str, model: str, title: str, icon: str) -> dict[str, Any]:
    """Return the entry of the menu that leads to a list."""
    return {
        "title": title,
        "icon": icon,
        "link": reverse_lazy(f"admin:{app}_{model}_changelist"),
        "permission": may(f"{app}.view_{model}"),
    }


LANGUAGES = {"it": "Italiano", "en": "English"}


def label_in_language(label: str, code: str) -> str:
    """Return the label of a column in one language; the tabs take off what stands in brackets."""
    return f"{label} [{LANGUAGES[code]}]"


MENU = [
    {
        "items": [
            {"title": _("Mission at hand"), "icon": "home", "link": reverse_lazy("admin:index")},
            {
                "title": _("Board"),
                "icon": "view_timeline",
                "link": reverse_lazy("admin:agenda_board_at_hand"),
                "permission": may("agenda.view_meeting"),
            },
            {
                "title": _("Clashes"),
                "icon": "warning",
                "link": reverse_lazy("admin:agenda_clashes_at_hand"),
                "permission": may("agenda.view_meeting"),
            },
            {
                "title": _("Publish"),
                "icon": "publish",
                "link": reverse_lazy("admin:agenda_publish_at_hand"),
                "permission": may("delegation.view_mission"),
            },
        ],
    },
    {
        "title": _("Programme"),
        "items": [
            rows("agenda", "meeting", _("Meetings"), "event"),
            rows("agenda", "transfer", _("Transfers"), "airport_shuttle"),
            rows("agenda", "unavailability", _("Unavailabilities"), "event_busy"),
            rows("agenda", "venue", _("Venues"), "location_on"),
            {
                "title": _("Travel times"),
                "icon": "route",
                "link": reverse_lazy("admin:agenda_travel_at_hand"),
                "permission": may("agenda.view_venue"),
            },
        ],
    },
    {
        "title": _("Delegation"),
        "items": [
            rows("delegation", "delegate", _("Delegates"), "groups"),
            rows("agenda", "personallink", _("Personal links"), "link"),
            rows("agenda", "notice", _("Messages"), "mail"),
        ],
    },
    {
        "title": _("Organisations and people"),
        "items": [
            rows("companies", "institution", _("Institutions"), "account_balance"),
            rows("companies", "firm", _("Firms"), "factory"),
            rows("companies", "person", _("People"), "person"),
            rows("companies", "affiliation", _("Posts"), "badge"),
            rows("companies", "sector", _("Sectors"), "category"),
        ],
    },
    {
        "title": _("Missions and versions"),
        "items": [
            rows("delegation", "mission", _("Missions"), "flight_takeoff"),
            rows("agenda", "version", _("Versions"), "history"),
        ],
    },
    {
        "title": _("Desk"),
        "items": [
            rows("agenda", "feedback", _("Readers’ feedback"), "reviews"),
            rows("delegation", "colleague", _("Colleagues"), "manage_accounts"),
        ],
    },
]
ACCOUNT = [
    {"title": _("Change password"), "link": reverse_lazy("account_change_password")},
    {"title": _("Second factor"), "link": reverse_lazy("mfa_index")},
]


def configuration(agency: str) -> dict[str, Any]:
    """Return Unfold's settings for the desk of an agency."""
    return {
        "SITE_TITLE": _("Desk"),
        "SITE_HEADER": agency,
        "SITE_SYMBOL": "flight_takeoff",
        "SITE_FAVICONS": [
            {
                "rel": "icon",
                "type": "image/svg+xml",
                "href": lambda _request: static("site/favicon.svg"),
            }
        ],
        "SHOW_LANGUAGES": True,
        "COLORS": {"primary": BLUE},
        "STYLES": [lambda _request: static("desk/desk.css")],
        "ACCOUNT": {"navigation": ACCOUNT},
        "DASHBOARD_CALLBACK": "agenda.admin.home.mission_at_hand",
        "SIDEBAR": {
            "show_all_applications": False,
            "show_search": True,
            "navigation": MENU,
        },
    }
