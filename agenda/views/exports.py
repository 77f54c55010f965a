"""The public itinerary for other programs: JSON, schedule XML, and a feed of its changes."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape, format_html, format_html_join
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control

from agenda.change_words import field_label
from agenda.exports.itinerary_json import SCHEMA, as_json
from agenda.exports.openapi import description
from agenda.exports.schedule_xml import as_schedule_xml
from agenda.itinerary import public_items, still_public
from agenda.templatetags.change_tags import change_label
from agenda.versions.published import PublicChange, Published, last_published, public_changes
from agenda.views.itinerary import Look, look
from delegation.read_only import read_by_any_site

TOLD_VERSIONS = 20


@read_by_any_site
@cache_control(no_cache=True)
def as_json_file(request: HttpRequest, slug: str) -> HttpResponse:
    """Return the public itinerary as JSON, to pages of any site."""
    seen = look(request, slug)
    reading = seen.reading
    values = as_json(
        reading.mission,
        reading.items,
        number=reading.version.number,
        updated_at=reading.updated_at.isoformat(),
        address=seen.address("itinerary"),
    )
    unescaped = {"ensure_ascii": False}
    return seen.file(JsonResponse(values, json_dumps_params=unescaped))


@read_by_any_site
@cache_control(public=True, max_age=3600)
def json_schema(request: HttpRequest) -> HttpResponse:
    """Return the schema of the JSON."""
    return JsonResponse(SCHEMA, content_type="application/schema+json")


@read_by_any_site
@cache_control(public=True, max_age=3600)
def openapi(request: HttpRequest) -> HttpResponse:
    """Return the description of all that programs may read."""
    return JsonResponse(description())


@read_by_any_site
@cache_control(no_cache=True)
def as_xml_file(request: HttpRequest, slug: str) -> HttpResponse:
    """Return the public itinerary as frab schedule XML."""
    seen = look(request, slug)
    reading = seen.reading
    body = as_schedule_xml(
        reading.mission,
        reading.items,
        number=reading.version.number,
        address=seen.address("itinerary"),
    )
    return seen.file(HttpResponse(body, content_type="application/xml"))


@read_by_any_site
@cache_control(no_cache=True)
def changes(request: HttpRequest, slug: str) -> HttpResponse:
    """Return what each of the last versions changed, as an Atom feed."""
    seen = look(request, slug)
    mission, address = seen.reading.mission, seen.address("itinerary")
    feed = Atom1Feed(
        title=str(mission.title),
        link=address,
        description=None,
        subtitle=" – ".join(filter(None, map(str, (mission.summary, mission.funding_statement)))),
        language=get_language(),
        feed_url=seen.address("changes"),
        author_name=str(mission.coordinator) or settings.AGENCY_NAME,
    )
    for version, lines in told_changes(seen):
        title = _("Version %(number)d") % {"number": version.number}
        feed.add_item(
            title=title,
            link=address,
            description=as_list(lines),
            unique_id=f"{address}#{version.number}",
            pubdate=version.published_at,
            updateddate=version.published_at,
        )
    return seen.file(HttpResponse(feed.writeString("utf-8"), feed.content_type))


def told_changes(seen: Look) -> list[tuple[Published, list[str]]]:
    """Return the last versions, newest first, with their changes in words.

    Only of what is still public, as on the page.
    """
    versions = last_published(seen.reading.version.pk, TOLD_VERSIONS + 1)
    limit, language = seen.reading.version.programme, get_language()
    items = [public_items(still_public(row.programme, limit), language) for row in versions]
    told = [
        (version, [line(change) for change in public_changes(before, after)])
        for version, after, before in zip(versions, items, items[1:], strict=False)
    ]
    return told if len(versions) > TOLD_VERSIONS else [*told, (versions[-1], [])]


def as_list(lines: list[str]) -> str:
    """Return lines as the HTML that a feed's summary is; nothing in them is markup."""
    if not lines:
        return escape(_("The first version, or no change in what is public."))
    return format_html(
        "<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((one,) for one in lines))
    )


def line(change: PublicChange) -> str:
    """Return a change in words: what happened to which item, and which of its fields."""
    fields = ", ".join(field_label(name) for name in change.fields)
    words = f"{change_label(change.kind)}: {change.item.name}"
    return f"{words} ({fields})" if fields else words
