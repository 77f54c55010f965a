"""The addresses of the public and the personal pages."""

from datetime import date

from django.urls import path, register_converter

from agenda.views import (
    boarding,
    embed,
    emergency,
    exports,
    feedback,
    feeds,
    figures,
    findable,
    itinerary,
    logo,
    offline,
    paper,
    personal,
    personal_forms,
    private_items,
    shared_picture,
)


class LanguageConverter:
    """The two languages of the site."""

    regex = "it|en"

    def to_python(self, value: str) -> str:
        """Return the language code."""
        return value

    def to_url(self, value: str) -> str:
        """Return the language code."""
        return value


class DayConverter:
    """A day as 2025-04-23."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        """Return the day; ValueError for one that no calendar has, which is then not found."""
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        """Return the day as it stands in an address."""
        return value.isoformat()


class RowConverter:
    """The number of a row, or of a version; longer ones no database holds."""

    regex = "[0-9]{1,18}"

    def to_python(self, value: str) -> int:
        """Return the number."""
        return int(value)

    def to_url(self, value: int) -> str:
        """Return the number as it stands in an address."""
        return str(value)


register_converter(LanguageConverter, "language")
register_converter(DayConverter, "day")
register_converter(RowConverter, "row")

public = [
    path("missions/", itinerary.missions, name="missions"),
    path("missions/<slug:slug>/", itinerary.itinerary, name="itinerary"),
    path("missions/<slug:slug>/items/<row:item_id>/", itinerary.item, name="item"),
    path(
        "missions/<slug:slug>/items/<row:item_id>/calendar.ics", feeds.of_item, name="item_calendar"
    ),
    path("missions/<slug:slug>/days/<day:day>/", itinerary.day, name="day"),
    path("missions/<slug:slug>/days/<day:day>/calendar.ics", feeds.of_day, name="day_calendar"),
    path("missions/<slug:slug>/delegation/", itinerary.delegation, name="delegation"),
    path("missions/<slug:slug>/firms/", itinerary.firms, name="firms"),
    path("missions/<slug:slug>/calendar.ics", feeds.of_mission, name="calendar"),
    path("missions/<slug:slug>/itinerary.json", exports.as_json_file, name="json"),
    path("missions/<slug:slug>/schedule.xml", exports.as_xml_file, name="schedule"),
    path("missions/<slug:slug>/changes.atom", exports.changes, name="changes"),
    path("missions/<slug:slug>/programme.pdf", paper.programme, name="programme"),
    path("missions/<slug:slug>/picture.png", shared_picture.picture, name="shared_picture"),
    path("embed/<slug:slug>/", embed.embed, name="embed"),
    path("figures/", figures.figures, name="figures"),
    path("feedback/", feedback.feedback, name="feedback"),
    path("feedback/thanks/", feedback.thanks, name="feedback_thanks"),
    path("print/<slug:slug>/", paper.sheet, name="print"),
    path("print/<slug:slug>/<row:number>/", paper.check, name="print_check"),
]

private = [
    path("robots.txt", findable.robots, name="robots"),
    path("sitemap.xml", findable.sitemap, name="sitemap"),
    path("embed.js", embed.script, name="embed_script"),
    path("openapi.json", exports.openapi, name="openapi"),
    path("itinerary.schema.json", exports.json_schema, name="json_schema"),
    path("logos/<str:digest>/", logo.picture, name="logo"),
    path("p/<str:key>/", personal.personal, name="personal"),
    path("p/<str:key>/calendar.ics", personal.personal_calendar, name="personal_calendar"),
    path("p/<str:key>/copy/", offline.personal_copy, name="personal_copy"),
    path("p/<str:key>/app.webmanifest", offline.personal_manifest, name="personal_manifest"),
    path("p/<str:key>/worker.js", offline.personal_worker, name="personal_worker"),
    path("p/<str:key>/emergency/", emergency.personal_emergency, name="personal_emergency"),
    path(
        "p/<str:key>/<language:language>/seen/", personal_forms.personal_seen, name="personal_seen"
    ),
    path(
        "p/<str:key>/<language:language>/boarding/",
        boarding.personal_boarding,
        name="personal_boarding",
    ),
    path(
        "p/<str:key>/<language:language>/boarding/<row:ride_id>/",
        boarding.personal_board,
        name="personal_board",
    ),
    path(
        "p/<str:key>/<language:language>/items/<row:item_id>/answer/",
        personal_forms.personal_answer,
        name="personal_answer",
    ),
    path(
        "p/<str:key>/<language:language>/private/",
        private_items.private_item_add,
        name="private_item_add",
    ),
    path(
        "p/<str:key>/<language:language>/private/<int:item_id>/",
        private_items.private_item_change,
        name="private_item_change",
    ),
    path(
        "p/<str:key>/<language:language>/private/<int:item_id>/delete/",
        private_items.private_item_delete,
        name="private_item_delete",
    ),
    path("p/<str:key>/<language:language>/", personal.personal, name="personal"),
    path(
        "p/<str:key>/<language:language>/calendar.ics",
        personal.personal_calendar,
        name="personal_calendar",
    ),
]
