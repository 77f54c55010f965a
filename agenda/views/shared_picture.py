"""The picture that other sites show beside a link to a mission."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control

from agenda.exports.shared_picture import shared_picture
from agenda.exports.typesetting import NotSetError
from agenda.views.itinerary import look
from delegation.read_only import read_only


@read_only
@cache_control(no_cache=True)
def picture(request: HttpRequest, slug: str) -> HttpResponse:
    """Return the picture of a mission in the language of the address."""
    seen = look(request, slug)
    try:
        drawn = shared_picture(seen.reading.version.pk, get_language()).read()
    except NotSetError:
        text = _("The picture could not be drawn now.")
        return HttpResponse(text, content_type="text/plain; charset=utf-8", status=503)
    return seen.answer(HttpResponse(drawn, content_type="image/png"))
