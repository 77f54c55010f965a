"""Days at the ends of the calendar: a sentence at every form, and never an error page."""

import re
from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from agenda.models import Meeting, PersonalLink, PrivateItem, Transfer, Unavailability
from agenda.publishing import publish
from companies.models import Affiliation, Person
from delegation.models import Delegate, Mission
from tests.agenda.test_lists import address
from tests.browser_form import typed
from tests.factories import (
    AffiliationFactory,
    DelegateFactory,
    MeetingFactory,
    MissionFactory,
    PersonalLinkFactory,
    PersonFactory,
    TransferFactory,
    UnavailabilityFactory,
)

pytestmark = pytest.mark.django_db
ENDS = ["0001-01-01", "1999-12-31", "2101-01-01", "9999-12-31"]
REFUSED = "Choose a day of the years 2000 to 2100."
NOON = datetime(2025, 4, 23, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _desk_in_english(settings, desk):
    settings.SECOND_FACTOR_REQUIRED = False
    desk.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"


@pytest.fixture
def mission():
    """A mission with one of each row that has days, all of them on 23 April."""
    made = MissionFactory(
        time_zone="Asia/Tokyo", start_date=date(2025, 4, 23), end_date=date(2025, 4, 23)
    )
    hours = {"starts_at": NOON, "ends_at": NOON.replace(hour=13)}
    MeetingFactory(mission=made, date=date(2025, 4, 23), **hours)
    TransferFactory(mission=made, departs_at=hours["starts_at"], arrives_at=hours["ends_at"])
    person = PersonFactory()
    journey = {"arrives_at": NOON, "leaves_at": NOON.replace(hour=13)}
    consent = date(2025, 4, 23)
    DelegateFactory(mission=made, person=person, needs_consent_on=consent, **journey)
    UnavailabilityFactory(person=person, time_zone="Asia/Tokyo", **hours)
    PersonalLinkFactory(mission=made, person=person, expires_at=NOON)
    AffiliationFactory(person=person, titles_confirmed_on=consent)
    return made


def refused(page):
    return re.sub(r"<[^>]*>", "", page.content.decode()).count(REFUSED)


DATED = {
    Mission: ["start_date", "end_date"],
    Meeting: ["date"],
    Transfer: ["departs", "arrives"],
    Delegate: ["arrives", "leaves", "needs_consent_on"],
    Unavailability: ["starts", "ends"],
    PersonalLink: ["expires_at_0"],
    Affiliation: ["titles_confirmed_on"],
    Person: ["affiliations-0-titles_confirmed_on"],
}


@pytest.mark.parametrize("model", DATED)
def test_every_field_of_the_desk_with_a_day_refuses_it(desk, mission, model):
    row = model._default_manager.order_by("-pk").filter(**of_interest(model)).first()
    where = address(model, f"{row.pk}/change/")
    fields = typed(desk.get(where))
    dated = {name: value for name, value in fields.items() if is_day(value)}

    answers = {
        (name, end): refused(desk.post(where, {**fields, name: end + value[10:]}))
        for name, value in dated.items()
        for end in ENDS
    }

    assert sorted(dated) == sorted(DATED[model])
    assert answers == dict.fromkeys(answers, 1)


def of_interest(model):
    """Return how to find the row whose days are filled in."""
    return {
        Affiliation: {"titles_confirmed_on__isnull": False},
        Person: {"affiliations__titles_confirmed_on__isnull": False},
    }.get(model, {})


def is_day(value):
    return isinstance(value, str) and re.match(r"\d{4}-\d{2}-\d{2}(T|$)", value)


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize(
    "when",
    [
        {"starts": "00:00", "ends": "01:00"},
        {"starts": "23:00", "ends": "00:30", "ends_next_day": "on"},
        {"starts": "", "ends": "", "part_of_day": "evening"},
    ],
)
def test_a_new_meeting_is_refused_with_that_sentence_alone(desk, mission, when, end):
    meeting = Meeting.objects.get()
    fields = typed(desk.get(address(Meeting, f"{meeting.pk}/change/")))
    empty = {name: 0 for name in fields if name.endswith(("-INITIAL_FORMS", "-TOTAL_FORMS"))}
    page = desk.post(address(Meeting, "add/"), {**fields, **empty, "date": end, **when})

    assert dict(page.context["adminform"].form.errors) == {"date": [REFUSED]}


def test_what_ends_the_day_after_the_last_one_is_refused(desk, mission):
    where = address(Meeting, f"{Meeting.objects.get().pk}/change/")
    late = {"date": "2100-12-31", "starts": "23:00", "ends": "00:30", "ends_next_day": "on"}
    page = desk.post(where, {**typed(desk.get(where)), **late})

    assert dict(page.context["adminform"].form.errors) == {"ends": [REFUSED]}


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("name", ["starts", "ends"])
@pytest.mark.parametrize("model", [Meeting, Transfer])
def test_the_plain_form_of_the_board_refuses_it(desk, mission, model, name, end):
    row = model.objects.get()
    where = reverse(f"admin:agenda_board_{model._meta.model_name}", args=[mission.pk, row.pk])
    form = desk.get(where).context["form"]
    fields = {"starts": "2025-04-23T10:00", "ends": "2025-04-23T11:00"}
    seen = {other: form[other].value() for other in ("target", "seen")}
    page = desk.post(where, {**fields, **seen, name: f"{end}T00:00"})

    assert (page.status_code, refused(page)) == (200, 1)


@pytest.mark.parametrize("end", ENDS)
def test_a_copy_to_such_a_day_is_refused(desk, mission, end):
    where = reverse("admin:agenda_meeting_duplicate_one", args=[Meeting.objects.get().pk])
    page = desk.post(where, {"date": end, "confirmed": "on"})

    assert (page.status_code, refused(page)) == (200, 1)


@pytest.mark.parametrize("end", ENDS)
def test_an_item_of_ones_own_is_refused(client, mission, end):
    publish(mission=mission, now=NOON)
    link = PersonalLink.objects.get()
    PersonalLink.objects.update(expires_at=datetime(2100, 1, 1, tzinfo=UTC))
    item = {"title": "Aunt Ida", "day": end, "starts": "23:30", "ends": "00:30"}
    page = client.post(f"/p/{link.key}/en/private/", item)

    assert (page.status_code, refused(page), PrivateItem.objects.count()) == (422, 1, 0)


@pytest.mark.parametrize("end", ENDS)
def test_addresses_of_such_a_day_are_answered(client, desk, mission, end):
    mission.is_public = mission.is_demonstration = True
    mission.save()
    publish(mission=mission, now=NOON)
    PersonalLink.objects.update(expires_at=datetime(2100, 1, 1, tzinfo=UTC))
    public, own = f"/en/missions/{mission.slug}", f"/p/{PersonalLink.objects.get().key}/en"
    days = [f"{public}/days/{end}/", f"{public}/days/{end}/calendar.ics"]
    looked_at = [
        *(f"{public}/{file}" for file in ("", "calendar.ics", "itinerary.json", "schedule.xml")),
        *(f"{public}/{file}" for file in ("changes.atom", "delegation/", "days/2025-04-23/")),
        f"/en/print/{mission.slug}/",
        f"{own}/",
        f"{own}/calendar.ics",
    ]

    assert [client.get(page).status_code for page in days] == [404, 404]
    answers = {page: client.get(page, {"at": f"{end}T00:00"}).status_code for page in looked_at}
    assert {page: code for page, code in answers.items() if code not in {200, 400}} == {}
    board = reverse("admin:agenda_board", args=[mission.pk])
    lists = [board, address(Meeting)]
    assert [desk.get(page, {"day": end}).status_code for page in lists] == [200, 200]
