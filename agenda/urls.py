"""The addresses of the public and the personal pages."""

from django.urls import path, register_converter

from agenda.views import feeds, itinerary, logo, personal


class LanguageConverter:
    """The two languages of the site."""

    regex = "it|en"

    def to_python(self, value: str) -> str:
        """Return the language code."""
        return value

    def to_url(self, value: str) -> str:
        """Return the language code."""
        return value


register_converter(LanguageConverter, "language")

public = [
    path("missions/", itinerary.missions, name="missions"),
    path("missions/<slug:slug>/", itinerary.itinerary, name="itinerary"),
    path("missions/<slug:slug>/items/<int:item_id>/", itinerary.item, name="item"),
    path("missions/<slug:slug>/delegation/", itinerary.delegation, name="delegation"),
    path("missions/<slug:slug>/firms/", itinerary.firms, name="firms"),
    path("missions/<slug:slug>/calendar.ics", feeds.public_calendar, name="calendar"),
]

private = [
    path("logos/<str:digest>/", logo.picture, name="logo"),
    path("p/<str:key>/", personal.personal, name="personal"),
    path("p/<str:key>/calendar.ics", personal.personal_calendar, name="personal_calendar"),
    path("p/<str:key>/<language:language>/seen/", personal.personal_seen, name="personal_seen"),
    path("p/<str:key>/<language:language>/", personal.personal, name="personal"),
    path(
        "p/<str:key>/<language:language>/calendar.ics",
        personal.personal_calendar,
        name="personal_calendar",
    ),
]
