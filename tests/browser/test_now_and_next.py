"""What the script of a personal page puts on top of it is what the server had put there."""

from datetime import timedelta

import pytest

from agenda.models import Meeting, Version
from agenda.versions.published import forget

pytestmark = pytest.mark.django_db(transaction=True)
MOMENTS = ["22T20:00", "23T00:00", "23T08:00", "23T13:45", "23T18:00", "24T09:30", "24T23:00"]


@pytest.fixture
def hourless(site):
    """Publish the demonstration with every second item of the person's without its hours."""
    first = site.mission.versions.order_by("-number").first()
    mine = [
        row
        for row in first.programme["meetings"]
        if site.link.person_id in {participant["person"] for participant in row["participants"]}
    ]
    for row, part in zip(mine[::2], Meeting.PartOfDay.values * len(mine), strict=False):
        row.update(starts_at=None, ends_at=None, part_of_day=part)
    Version.objects.create(
        mission=site.mission,
        number=first.number + 1,
        published_at=first.published_at + timedelta(seconds=1),
        programme=first.programme,
    )
    forget()
    return f"/p/{site.link.key}/en/?at=2025-04-"


def test_the_script_says_what_the_server_says_of_items_with_and_without_an_hour(
    reader, without_script, hourless
):
    by_script = [reader.open(hourless + moment).now_and_next() for moment in MOMENTS]
    by_server = [without_script.open(hourless + moment).now_and_next() for moment in MOMENTS]

    assert by_script == by_server
    assert {"This morning", "This afternoon"} & {line for lines in by_server for line in lines}
    assert reader.complaints == []
