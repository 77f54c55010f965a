"""How often pages are read: counted in memory, written down together, shown to everybody."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError
from django.utils import timezone

from agenda.models import PageCount
from agenda.publishing import publish
from agenda.site import page_counts
from agenda.site.own_pages import is_own_page
from agenda.site.page_counts import pending, today, write_down
from tests.factories import FeedbackFactory, MeetingFactory

pytestmark = pytest.mark.django_db
NOON = datetime(2025, 4, 20, 12, tzinfo=UTC)


@pytest.fixture
def meeting():
    meeting = MeetingFactory()
    publish(mission=meeting.mission, now=NOON)
    return meeting


def page(meeting, language="en"):
    return f"/{language}/missions/{meeting.mission.slug}/"


def counts():
    write_down()
    return dict(PageCount.objects.values_list("path", "views"))


def test_pages_are_counted_whether_rendered_kept_or_known_already(client, meeting):
    tag = client.get(page(meeting))["ETag"]
    client.get(page(meeting))
    client.get(page(meeting), headers={"If-None-Match": tag})
    client.get(page(meeting, "it"))

    assert counts() == {page(meeting): 3, page(meeting, "it"): 1}


def test_only_pages_that_people_read_are_counted(client, meeting):
    client.get(f"{page(meeting)}calendar.ics")
    client.get("/en/missions/nothing/")
    client.get("/p/nothing/en/")
    client.get("/admin/")
    client.head(page(meeting))
    client.get(page(meeting), headers={"User-Agent": "Examplebot/1.0"})
    client.get(f"{page(meeting)}items/000{meeting.pk}/")

    assert counts() == {}


def test_a_kept_answer_writes_nothing_until_it_is_time(
    client, meeting, monkeypatch, django_assert_num_queries
):
    client.get(page(meeting))
    with django_assert_num_queries(0):
        client.get(page(meeting))
    assert not PageCount.objects.exists()

    monkeypatch.setattr(page_counts, "WRITTEN_EVERY", 0)
    client.get(page(meeting))

    assert PageCount.objects.get().views == 3
    assert not pending.views


def test_counts_of_several_processes_and_moments_add_up():
    PageCount.objects.add({(today(), "/en/missions/"): 2})
    PageCount.objects.add({(today(), "/en/missions/"): 3, (date(2025, 1, 1), "/en/missions/"): 1})

    found = PageCount.objects.order_by("day").values_list("day", "views")
    assert list(found) == [(date(2025, 1, 1), 1), (today(), 5)]


def test_what_can_t_be_written_is_kept_for_the_next_time(client, meeting, monkeypatch):
    client.get(page(meeting))

    def broken(*_args):
        raise DatabaseError

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr("agenda.models.page_count.PageCountQuerySet.add", broken)
        write_down()

    assert counts() == {page(meeting): 1}


def test_memory_is_bounded(monkeypatch):
    monkeypatch.setattr(page_counts, "MOST_PAGES", 2)

    for path in ("/en/a/", "/en/b/", "/en/c/", "/en/a/"):
        pending.add(today(), path)

    assert pending.take() == {(today(), "/en/a/"): 2, (today(), "/en/b/"): 1}


@pytest.mark.parametrize(
    ("path", "is_own"),
    [
        ("/en/missions/", True),
        ("/it/missions/x/items/7/", True),
        ("/it/missions/x/items/07/", False),
        ("/fr/missions/", False),
        ("/en/missions/x/calendar.ics", False),
        ("/en/" + "x" * 200 + "/", False),
    ],
)
def test_each_page_has_one_address(path, is_own):
    assert is_own_page(path) is is_own


@pytest.mark.parametrize(
    ("language", "together", "said"),
    [
        ("it", "sono state lette 7 volte", "2 lettori hanno risposto"),
        ("en", "were read 7 times", "2 readers answered"),
    ],
)
def test_everybody_reads_the_figures_of_pages_that_are_public(
    client, meeting, language, together, said
):
    withdrawn = MeetingFactory(mission__is_public=False, mission__title_en="Withdrawn")
    publish(mission=withdrawn.mission, now=NOON)
    long_ago = today() - timedelta(days=40)
    PageCount.objects.add(
        {
            (today(), page(meeting)): 4,
            (today() - timedelta(days=1), page(meeting, "it")): 2,
            (today(), f"{page(meeting)}delegation/"): 1,
            (today(), page(withdrawn)): 9,
            (long_ago, page(meeting)): 9,
        }
    )
    FeedbackFactory(is_useful=True, written_at=timezone.now())
    FeedbackFactory(is_useful=False, written_at=timezone.now())

    shown = client.get(f"/{language}/figures/")

    assert together in shown.text
    assert said in shown.text
    assert "Withdrawn" not in shown.text
    figures = shown.context["figures"]
    assert [(row.address, row.views) for row in figures.pages] == [
        (page(meeting, language), (2, 4)),
        (f"{page(meeting, language)}delegation/", (0, 1)),
    ]
    assert figures.by_day == ((today(), 5), (today() - timedelta(days=1), 2))
    assert (figures.useful, figures.answers) == (1, 2)
    assert not shown.cookies


def test_the_figures_are_kept_for_a_minute(client, meeting, django_assert_num_queries):
    client.get("/en/figures/")

    with django_assert_num_queries(0):
        client.get("/en/figures/")
