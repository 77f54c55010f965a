"""Two organisers at one page, and one who types a row twice."""

import pytest

from agenda.models import Meeting, Participation, Passenger
from tests.agenda.test_lists import address
from tests.browser_form import typed
from tests.factories import (
    AffiliationFactory,
    DelegateFactory,
    FirmFactory,
    InstitutionFactory,
    MeetingFactory,
    ParticipationFactory,
    PersonFactory,
    TransferFactory,
)
from tests.lines import lines_of

pytestmark = pytest.mark.django_db


def page_of(row):
    return address(type(row), f"{row.pk}/change/")


def complaints(page):
    forms = [page.context["adminform"].form]
    return [str(error) for form in forms for errors in form.errors.values() for error in errors]


@pytest.mark.parametrize(
    ("factory", "field"), [(MeetingFactory, "title_it"), (TransferFactory, "vehicle_it")]
)
def test_the_second_to_save_is_told_what_the_first_changed_and_loses_nothing(desk, factory, field):
    row = factory()
    first = typed(desk.get(page_of(row)))
    second = dict(first)
    desk.post(page_of(row), {**first, field: "Del primo"})

    refused = desk.post(page_of(row), {**second, field: "Del secondo"})
    row.refresh_from_db()
    kept = getattr(row, field)
    again = typed(refused)
    saved = desk.post(page_of(row), again)
    row.refresh_from_db()

    assert "→ Del primo" in refused.context["told"][0]
    assert (kept, again[field]) == ("Del primo", "Del secondo")
    assert (saved.status_code, getattr(row, field)) == (302, "Del secondo")


def test_being_told_is_no_error_to_correct(desk):
    meeting = MeetingFactory()
    opened = typed(desk.get(page_of(meeting)))
    Meeting.objects.update(title_it="Del primo")

    lines = lines_of(desk.post(page_of(meeting), opened))

    assert "Saved by somebody else meanwhile" in lines
    assert [line for line in lines if "correct the error" in line] == []


def test_somebody_who_was_added_meanwhile_counts_as_a_change(desk):
    meeting = MeetingFactory()
    opened = typed(desk.get(page_of(meeting)))
    ParticipationFactory(meeting=meeting)

    refused = desk.post(page_of(meeting), opened)

    assert "Ada Rossi" in refused.context["told"][0]


def test_the_same_organiser_saves_twice_in_a_row(desk):
    meeting = MeetingFactory()

    for title in ("Uno", "Due"):
        desk.post(page_of(meeting), {**typed(desk.get(page_of(meeting))), "title_it": title})

    meeting.refresh_from_db()
    assert meeting.title_it == "Due"


@pytest.mark.parametrize("what", ["add", "change"])
def test_the_same_person_twice_in_a_meeting_is_explained(desk, what):
    meeting = MeetingFactory()
    where = page_of(meeting) if what == "change" else address(Meeting, "add/")
    person = PersonFactory()
    rows = {
        f"participations-{number}-{name}": value
        for number in (0, 1)
        for name, value in {
            "person": person.pk, "side": "delegation", "role": "guest", "response": "invited",
        }.items()
    }  # fmt: skip
    fields = {**typed(desk.get(page_of(meeting))), **rows, "participations-TOTAL_FORMS": 2}

    page = desk.post(where, fields)

    formset = page.context["inline_admin_formsets"][0].formset
    assert formset.non_form_errors() == ["This person takes part in this meeting already."]
    assert not Participation.objects.exists()


def test_the_same_passenger_twice_rides_once(desk):
    ride, person = TransferFactory(), PersonFactory()

    page = desk.post(
        page_of(ride), {**typed(desk.get(page_of(ride))), "riders": [person.pk, person.pk]}
    )

    assert page.status_code == 302
    assert Passenger.objects.count() == 1


def test_the_same_post_twice_is_explained(desk):
    person, body = PersonFactory(), InstitutionFactory()
    rows = {f"affiliations-{number}-organisation": body.pk for number in (0, 1)}
    fields = {**typed(desk.get(page_of(person))), **rows, "affiliations-TOTAL_FORMS": 2}

    page = desk.post(page_of(person), fields)

    formset = page.context["inline_admin_formsets"][0].formset
    assert formset.non_form_errors() == ["This person has a post in this organisation already."]


def test_a_second_post_in_the_same_body_is_explained(desk):
    post = AffiliationFactory()
    fields = {**typed(desk.get(address(type(post), "add/"))), "person": post.person_id}

    page = desk.post(address(type(post), "add/"), {**fields, "organisation": post.organisation_id})

    assert complaints(page) == ["This person has a post in this organisation already."]


def test_two_main_posts_are_one_too_many(desk):
    person, posts = PersonFactory(), [InstitutionFactory(), FirmFactory()]
    rows = {
        f"affiliations-{number}-{name}": value
        for number, body in enumerate(posts)
        for name, value in {"organisation": body.pk, "main": "on"}.items()
    }
    fields = {**typed(desk.get(page_of(person))), **rows, "affiliations-TOTAL_FORMS": 2}

    page = desk.post(page_of(person), fields)

    formset = page.context["inline_admin_formsets"][0].formset
    assert [form.errors for form in formset.forms] == [
        {},
        {"main": ["This person has a main post already: untick one of the two."]},
    ]
    assert not person.affiliations.exists()


def test_nobody_wears_the_post_of_another_one(desk):
    delegate, meeting = DelegateFactory(), MeetingFactory()
    post = AffiliationFactory()
    row = {"person": delegate.person_id, "affiliation": post.pk, "side": "delegation"}
    rows = {f"participations-0-{name}": value for name, value in row.items()}
    more = {"participations-0-role": "guest", "participations-0-response": "invited"}

    in_mission = desk.post(
        page_of(delegate), {**typed(desk.get(page_of(delegate))), "affiliation": post.pk}
    )
    in_meeting = desk.post(
        page_of(meeting),
        {**typed(desk.get(page_of(meeting))), **rows, **more, "participations-TOTAL_FORMS": 1},
    )

    wrong = ["This post belongs to somebody else: choose one of this person."]
    (form,) = in_meeting.context["inline_admin_formsets"][0].formset.forms
    assert in_mission.context["adminform"].form.errors == form.errors == {"affiliation": wrong}
