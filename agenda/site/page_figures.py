"""How often the pages that are public now were read, as a page shows it."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from agenda.itinerary import days_of
from agenda.models import Feedback, PageCount
from agenda.templatetags.agenda_tags import day_words
from agenda.versions.published import PublicReading, Published, public_reading
from agenda.views.findable import pages_of

DAYS = 30


@dataclass(frozen=True, slots=True)
class PageFigure:
    """A page and how often it was read in each language, in the order of the settings."""

    title: str
    address: str
    views: tuple[int, ...]

    @property
    def total(self) -> int:
        """How often it was read in all."""
        return sum(self.views)


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of the last days; ``useful`` of ``answers`` readers found their page so."""

    pages: tuple[PageFigure, ...]
    by_day: tuple[tuple[date, int], ...]
    useful: int
    answers: int

    @property
    def total(self) -> int:
        """How many readings there were."""
        return sum(views for _day, views in self.by_day)


def figures(versions: list[Published], today: date) -> Figures:
    """Return the figures of the days up to today, of the pages of these versions."""
    first = today - timedelta(days=DAYS - 1)
    views: defaultdict[str, Counter[date]] = defaultdict(Counter)
    counted = PageCount.objects.since(first)
    for path, day, number in counted.values_list("path", "day", "views"):
        views[path][day] += number
    pages, by_day = [], Counter()
    for title, paths in pages_now(versions):
        by_language = [views[path] for path in paths.values() if path in views]
        if by_language:
            by_day.update(sum(by_language, Counter()))
            seen = tuple(views[path].total() for path in paths.values())
            pages.append(PageFigure(title, paths[translation.get_language()], seen))
    said = Counter(
        Feedback.objects.filter(written_at__date__gte=first).values_list("is_useful", flat=True)
    )
    return Figures(
        pages=tuple(sorted(pages, key=lambda page: (-page.total, page.title))),
        by_day=tuple((day, by_day[day]) for day in sorted(by_day, reverse=True)),
        useful=said[True],
        answers=said.total(),
    )


def pages_now(versions: list[Published]) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the title of each page that is public now, with its path in each language."""
    yield _("All missions"), paths_of("missions")
    language = translation.get_language()
    for version in versions:
        reading = public_reading(version.pk, language, version.pk)
        titles = titles_of(reading)
        for name, *values in pages_of(reading):
            part = titles.get((name, *values[1:]), "")
            title = f"{reading.mission.title} – {part}" if part else str(reading.mission.title)
            yield title, paths_of(name, *values)


def titles_of(reading: PublicReading) -> dict[tuple[object, ...], str]:
    """Return what the pages of a mission are called, by name and what it takes."""
    return {
        ("delegation",): _("Delegation"),
        ("firms",): _("Firms"),
        **{("day", day.date): day_words(day.date) for day in days_of(reading.items)},
        **{("item", item.id): str(item.name) for item in reading.items},
    }


def paths_of(name: str, *values: object) -> dict[str, str]:
    """Return the path of a page in each language."""
    paths = {}
    for code, _language in settings.LANGUAGES:
        with translation.override(code):
            paths[code] = reverse(name, args=values)
    return paths
