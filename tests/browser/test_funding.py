"""The emblem of the Union as it shows: never smaller than another logo, on paper neither."""

import pytest
from django.utils import timezone

from agenda.publishing import publish
from agenda.versions.published import forget
from tests.agenda.acceptances import accept_all_clashes
from tests.factories import MissionLogoFactory, PictureFactory

pytestmark = pytest.mark.django_db(transaction=True)
SHAPES = [(10, 10), (400, 20), (1, 900)]


@pytest.fixture
def with_logos(site):
    """Return the site, whose mission has logos of every shape on both sides of the emblem."""
    for order, (width, height) in enumerate(SHAPES, start=19):
        drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"/>'
        picture = PictureFactory(content=drawing.encode(), width=width, height=height)
        MissionLogoFactory(mission=site.mission, picture=picture, order=order)
    accept_all_clashes(site.mission)
    publish(mission=site.mission, now=timezone.now())
    forget()
    return site


@pytest.mark.parametrize("width", [390, 1366])
@pytest.mark.parametrize("on_paper", [False, True])
def test_the_emblem_is_never_smaller_than_another_logo(reader, with_logos, width, on_paper):
    reader.open(f"/it/missions/{with_logos.mission.slug}/").resize(width)
    if on_paper:
        reader.print()

    emblems, logos = reader.emblem_and_logos()

    assert (len(emblems), len(logos)) == (2, len(SHAPES))
    for wide, high in emblems:
        assert wide / high == pytest.approx(1.5, abs=0.01)
        for logo_wide, logo_high in logos:
            assert high >= logo_high or wide >= logo_wide
            assert wide * high >= logo_wide * logo_high
