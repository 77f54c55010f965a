"""The programme on paper and as a PDF, and whether what was printed is still current."""

import segno
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control

from agenda.exports.printed_programme import printed_programme
from agenda.exports.typesetting import NotSetError
from agenda.itinerary import days_of
from agenda.views.itinerary import Look, look
from delegation.read_only import read_by_any_site, read_only


@read_only
@cache_control(public=True, no_cache=True)
def sheet(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the whole itinerary to be printed, with the moment and a code to ask whether it holds."""
    seen = look(request, slug)
    number = seen.reading.version.number
    address = seen.address("print_check", number)
    drawn = segno.make(address, error="m").svg_inline(scale=3, border=2, omitsize=True)
    shown = {
        "days": days_of(seen.reading.items),
        "made_at": timezone.now().astimezone(seen.reading.mission.zone),
        "address": address,
        "code": mark_safe(drawn),  # noqa: S308 - drawn of our own address
        "pdf_bytes": len(pdf_of(seen) or b""),
    }
    return render(request, "agenda/print.html", {**seen.context, **shown})


@read_only
@cache_control(no_cache=True)
def check(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Say whether a print of this version is still current."""
    seen = look(request, slug)
    current = seen.reading.version.number
    if not 0 < number <= current:
        raise Http404(_("This mission has no version with this number."))
    shown = {"number": number, "is_current": number == current}
    return seen.answer(render(request, "agenda/print_check.html", {**seen.context, **shown}))


@read_by_any_site
@cache_control(no_cache=True)
def programme(request: HttpRequest, slug: str) -> HttpResponse:
    """Return the programme as a PDF; where none can be set now, a page that leads to the print."""
    seen = look(request, slug)
    content = pdf_of(seen)
    if content is None:
        return render(request, "agenda/no_pdf.html", {"mission": seen.reading.mission}, status=503)
    name = f"{slug}-{seen.reading.version.number}-{get_language()}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return seen.file(HttpResponse(content, content_type="application/pdf", headers=headers))


def pdf_of(seen: Look) -> bytes | None:
    """Return the programme as a PDF, None where none can be set now."""
    try:
        return printed_programme(seen.reading.version.pk, get_language(), seen.current_pk).read()
    except NotSetError:
        return None
