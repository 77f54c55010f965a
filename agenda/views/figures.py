"""The public page of how often pages are read."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control

from agenda.site.kept_answers import basis_between, keep
from agenda.site.page_counts import HOME, today
from agenda.site.page_figures import figures as figures_of
from agenda.versions.published import public_versions
from delegation.read_only import read_only

RIGHT_FOR = timedelta(minutes=1)


@read_only
@cache_control(no_cache=True)
def figures(request: HttpRequest) -> HttpResponse:
    """Show how often each page was read lately; made anew after a minute."""
    now, versions = timezone.now(), public_versions()
    shown = {
        "figures": figures_of(versions, today()),
        "languages": settings.LANGUAGES,
        "updated_at": now,
        "home_zone": HOME,
    }
    pks = tuple(version.pk for version in versions)
    basis = basis_between("", pks, written_at=None, turns=[now + RIGHT_FOR])
    return keep(render(request, "agenda/figures.html", shown), basis)
