"""Hours that come twice, in the night the clocks go back: one sentence, and what is may stay."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from agenda.models import Meeting, PrivateItem
from agenda.publishing import publish
from tests.agenda.test_lists import address
from tests.browser_form import typed
from tests.factories import (
    DelegateFactory,
    MeetingFactory,
    MissionFactory,
    PersonalLinkFactory,
    PrivateItemFactory,
    TransferFactory,
    UnavailabilityFactory,
)

pytestmark = pytest.mark.django_db
DAY = date(2025, 11, 2)
FIRST = datetime(2025, 11, 2, 5, 30, tzinfo=UTC)  # 1:30 in Detroit, for the first time
AGAIN, LATER = FIRST + timedelta(hours=1), FIRST + timedelta(hours=3)
TWICE = (
    "On 02/11/2025 01:30 comes twice (Detroit time): the clocks go back. "
    "Type a time before or after the repeated hour."
)


@pytest.fixture(autouse=True)
def _desk_in_english(settings, desk):
    settings.SECOND_FACTOR_REQUIRED = False
    desk.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"


@pytest.fixture
def mission():
    return MissionFactory(start_date=DAY, end_date=DAY)


def errors(page):
    return dict(page.context["adminform"].form.errors)


def form_of(desk, row):
    where = address(type(row), f"{row.pk}/change/")
    return where, typed(desk.get(where))


def new(desk, row):
    """Return what the form of a new row posts that is like another one."""
    fields = form_of(desk, row)[1]
    empty = {name: 0 for name in fields if name.endswith(("-INITIAL_FORMS", "-TOTAL_FORMS"))}
    return {**fields, **empty}


def test_a_new_meeting_in_such_an_hour_gets_one_sentence(desk, mission):
    hours = {"starts_at": LATER, "ends_at": LATER + timedelta(hours=1)}
    fields = new(desk, MeetingFactory(mission=mission, date=DAY, **hours))
    page = desk.post(address(Meeting, "add/"), {**fields, "starts": "01:30"})

    assert errors(page) == {"starts": [TWICE]}


@pytest.mark.parametrize("moment", [FIRST, AGAIN])
def test_a_meeting_keeps_the_one_it_had(desk, mission, moment):
    hours = {"starts_at": moment, "ends_at": LATER}
    meeting = MeetingFactory(mission=mission, date=DAY, **hours)
    where, fields = form_of(desk, meeting)
    desk.post(where, {**fields, "title_en": "Night shift"})

    kept = Meeting.objects.get()
    assert (kept.title_en, kept.starts_at, kept.ends_at) == ("Night shift", moment, LATER)


@pytest.mark.parametrize("moment", [FIRST, AGAIN])
@pytest.mark.parametrize(
    ("make", "first", "last"),
    [
        (TransferFactory, "departs_at", "arrives_at"),
        (DelegateFactory, "arrives_at", "leaves_at"),
        (UnavailabilityFactory, "starts_at", "ends_at"),
    ],
)
def test_whatever_has_hours_keeps_what_it_had_and_may_not_get_it_anew(
    desk, mission, make, first, last, moment
):
    zone = (
        {"time_zone": "America/Detroit"} if make is UnavailabilityFactory else {"mission": mission}
    )
    row = make(**{first: moment, last: LATER}, **zone)
    where, fields = form_of(desk, row)
    moved = {
        first.removesuffix("_at"): "2025-11-01T12:00",
        last.removesuffix("_at"): "2025-11-02T01:30",
    }
    refused = desk.post(where, {**fields, **moved})
    saved = desk.post(where, fields)

    kept = type(row).objects.get(pk=row.pk)
    assert (saved.status_code, getattr(kept, first), getattr(kept, last)) == (302, moment, LATER)
    assert errors(refused) == {last.removesuffix("_at"): [TWICE]}


@pytest.mark.parametrize("moment", [FIRST, AGAIN])
def test_the_plain_form_of_the_board_keeps_it(desk, mission, moment):
    meeting = MeetingFactory(mission=mission, date=DAY, starts_at=moment, ends_at=LATER)
    where = reverse("admin:agenda_board_meeting", args=[mission.pk, meeting.pk])
    form = desk.get(where).context["form"]
    seen = {name: form[name].value() for name in ("target", "seen")}
    desk.post(where, {**seen, "starts": "2025-11-02T01:30", "ends": "2025-11-02T04:30"})

    meeting.refresh_from_db()
    assert (meeting.starts_at, meeting.ends_at) == (moment, LATER + timedelta(hours=1))


@pytest.mark.parametrize("moment", [FIRST, AGAIN])
def test_an_item_of_ones_own_keeps_it(client, mission, moment):
    publish(mission=mission, now=FIRST - timedelta(days=30))
    link = PersonalLinkFactory(mission=mission, expires_at=LATER.replace(year=2100))
    hours = {"starts_at": moment, "ends_at": LATER}
    item = PrivateItemFactory(mission=mission, person=link.person, **hours)
    fields = {"title": "Aunt Ida", "day": DAY, "starts": "01:30", "ends": "03:30"}
    client.post(f"/p/{link.key}/en/private/{item.pk}/", fields)

    kept = PrivateItem.objects.get()
    assert (kept.title, kept.starts_at, kept.ends_at) == ("Aunt Ida", moment, LATER)
