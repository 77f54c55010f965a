"""The picture that other sites show beside a link to a mission."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from agenda.exports.shared_picture import shared_picture
from agenda.views.itinerary import look


@require_safe
@cache_control(no_cache=True)
def picture(request: HttpRequest, slug: str) -> HttpResponse:
    """Return the picture of a mission in the language of the address."""
    seen = look(request, slug)
    drawn = shared_picture(seen.reading.version.pk, get_language())
    return seen.answer(HttpResponse(drawn, content_type="image/png"))
