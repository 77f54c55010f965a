"""How many programmes a process keeps in memory."""

import pytest

from agenda.versions.published import KEPT_PROGRAMMES, kept_versions, published
from tests.factories import MissionFactory, VersionFactory

pytestmark = pytest.mark.django_db


def test_the_programmes_read_longest_ago_are_forgotten():
    mission = MissionFactory()
    versions = VersionFactory.create_batch(KEPT_PROGRAMMES + 1, mission=mission)
    first, second, *_others, last = (version.pk for version in versions)

    for pk in range(first, last):
        published(pk)
    published(first)
    published(last)

    assert list(kept_versions) == [*range(second + 1, last), first, last]
