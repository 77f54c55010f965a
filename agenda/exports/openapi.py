"""The OpenAPI description of what other programs may read of public itineraries."""

from typing import Any

from django.conf import settings

from agenda.exports.itinerary_json import SCHEMA

IN_PATH = {"in": "path", "required": True}
LANGUAGE = {**IN_PATH, "name": "language", "schema": {"enum": ["it", "en"]}}
SLUG = {
    **IN_PATH,
    "name": "slug",
    "description": "The last part of the address of a mission's page.",
    "schema": {"type": "string", "pattern": "^[-a-zA-Z0-9_]+$"},
}
TAG = {
    "in": "header",
    "name": "If-None-Match",
    "description": "The ETag of the last answer: what has not changed since is not sent again.",
    "schema": {"type": "string"},
}
FILES = {
    "itinerary.json": ("getItinerary", "The public itinerary", "application/json"),
    "schedule.xml": ("getSchedule", "The same as frab schedule XML", "application/xml"),
    "calendar.ics": ("getCalendar", "The same as iCalendar", "text/calendar"),
    "programme.pdf": ("getProgramme", "The same as a tagged PDF", "application/pdf"),
    "changes.atom": ("getChanges", "What each version changed, as Atom", "application/atom+xml"),
}


def description() -> dict[str, Any]:
    """Return the description as OpenAPI 3.1, whose schemas are JSON schemas."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"Missions abroad of {settings.AGENCY_NAME}",
            "version": "1",
            "description": "Anybody may read this, without a key, from pages of any site.",
        },
        "servers": [{"url": settings.SITE_URL}],
        "paths": {f"/{{language}}/missions/{{slug}}/{name}": path(name) for name in FILES},
        "components": {"schemas": {"Itinerary": SCHEMA}},
    }


def path(name: str) -> dict[str, Any]:
    """Return what can be asked of one of the files."""
    operation, summary, media_type = FILES[name]
    is_json = media_type == "application/json"
    schema = {"$ref": "#/components/schemas/Itinerary"} if is_json else {"type": "string"}
    return {
        "parameters": [LANGUAGE, SLUG],
        "get": {
            "operationId": operation,
            "summary": summary,
            "parameters": [TAG],
            "responses": {
                "200": {
                    "description": "The newest published version.",
                    "headers": {"ETag": {"schema": {"type": "string"}}},
                    "content": {media_type: {"schema": schema}},
                },
                "304": {"description": "Nothing has changed."},
                "404": {"description": "There is no public mission at this address."},
            },
        },
    }
