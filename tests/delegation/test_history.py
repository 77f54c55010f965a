"""Who changed what: recorded whatever way a row is written, and read at the desk."""

from datetime import UTC, date, datetime

import pytest
from django.apps import apps
from django.contrib import admin

from agenda.editing.invitations import invite_groups
from agenda.models import (
    Acknowledgement,
    Feedback,
    Meeting,
    Notice,
    PageCount,
    Participation,
    PersonalLink,
    PrivateItem,
    Version,
)
from agenda.models.sending import Sending
from agenda.publishing import publish, withdraw
from companies.models import Firm, Organisation, Person
from delegation.history.desk import ModelAdmin
from delegation.models import Mission, Picture
from tests.factories import (
    DelegateFactory,
    FirmFactory,
    MeetingFactory,
    MissionFactory,
    ParticipationFactory,
    PersonalLinkFactory,
    PersonFactory,
    SectorFactory,
    UserFactory,
    VenueFactory,
)

pytestmark = pytest.mark.django_db
NOON = datetime(2025, 4, 20, 12, tzinfo=UTC)
WRITTEN_ONCE = {Version, Acknowledgement, Picture}
WRITTEN_BY_US = {Notice, Feedback, PageCount, Sending}
THEIR_OWN = {PrivateItem}  # which nobody else may read, in no history either


@pytest.fixture(autouse=True)
def _no_second_factor(settings):
    settings.SECOND_FACTOR_REQUIRED = False


@pytest.fixture
def desk(client):
    user = UserFactory(role="editor", username="Carla")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def records(model, **where):
    found = model.history.filter(**where).order_by("history_date", "history_id")
    return list(found.values_list("history_type", flat=True))


def edits(desk, row):
    page = desk.get(f"/admin/{row._meta.app_label}/{row._meta.model_name}/{row.pk}/history/")
    return [
        (edit.who, edit.verb, [(one.label, one.before, one.after) for one in edit.fields])
        for edit, _restore in page.context["edits"]
    ]


def test_every_row_of_ours_is_recorded_or_written_only_once():
    ours = [
        model
        for app in ("companies", "delegation", "agenda")
        for model in apps.get_app_config(app).get_models()
        if not model._meta.object_name.startswith("Historical")
        and model._meta.concrete_model._meta.app_label == app
    ]

    assert [model for model in ours if not hasattr(model, "history")] == [
        model for model in ours if model in WRITTEN_ONCE | WRITTEN_BY_US | THEIR_OWN
    ]


def test_every_page_of_recorded_rows_shows_their_history():
    bare = [
        page
        for model, page in admin.site._registry.items()
        if hasattr(model, "history") and not isinstance(page, ModelAdmin)
    ]

    assert bare == []


def test_both_languages_are_recorded():
    meeting = MeetingFactory()

    record = meeting.history.get()

    assert (record.title_it, record.title_en) == (meeting.title_it, meeting.title_en)


def test_a_text_that_was_not_there_and_is_empty_has_not_changed(desk):
    meeting = MeetingFactory(description_en=None)
    meeting.description_en = ""
    meeting.save()

    assert [verb for _who, verb, _fields in edits(desk, meeting)] == ["added"]


def test_an_addition_tells_what_somebody_wrote_with_its_language_in_the_readers(desk):
    meeting = MeetingFactory()
    desk.defaults["HTTP_ACCEPT_LANGUAGE"] = "it"

    ((_who, _verb, fields),) = edits(desk, meeting)

    labels = {label for label, _before, _after in fields}
    assert {"titolo [italiano]", "titolo [inglese]"} <= {label.lower() for label in labels}
    assert [label for label in labels if "uid" in label.lower() or "English" in label] == []


def test_rows_written_past_save_are_recorded():
    meeting = MeetingFactory()
    DelegateFactory(mission=meeting.mission)
    invite_groups(meeting=meeting, groups=["institutional"])
    Meeting.objects.filter(pk=meeting.pk).update(title="Lunch")
    Meeting.objects.update(dress_code_en="dark suit")
    Participation.objects.all().delete()

    titles = [record.title_it for record in meeting.history.order_by("history_id")]
    assert (records(Meeting), records(Participation)) == (["+", "~", "~"], ["+", "-"])
    assert titles[0] == "Incontro con il costruttore"


def test_bulk_updates_are_recorded_with_what_they_wrote():
    venues = VenueFactory.create_batch(2)
    for venue in venues:
        venue.address = "2 Side Street"

    type(venues[0]).objects.bulk_update(venues, ["address"])

    found = [list(venue.history.values_list("address", flat=True)) for venue in venues]
    assert found == [["2 Side Street", "1 Main Street"]] * 2


def test_a_fetch_of_a_page_is_no_edit(client):
    link = PersonalLinkFactory()
    publish(mission=link.mission, now=NOON)

    client.get(f"/p/{link.key}/")

    assert records(PersonalLink) == ["+"]


def test_publishing_and_withdrawing_are_recorded():
    mission = MissionFactory(is_public=False)
    meeting = MeetingFactory(mission=mission)
    publish(mission=mission, now=NOON, is_public=True)
    withdraw(meeting=meeting, now=NOON)

    shown = [record.is_public for record in Mission.history.order_by("history_id")]
    seen_by = [record.visibility for record in Meeting.history.order_by("history_id")]
    assert (shown, seen_by) == ([False, True], ["public", "participants"])


def test_firms_are_recorded_with_their_sectors(desk):
    firm = FirmFactory()
    firm.sectors.add(SectorFactory(code="29.1"))
    Firm.objects.filter(pk=firm.pk).update(city="Torino")
    firm.delete()

    assert records(Organisation) == ["+", "~", "~", "-"]


def test_the_desk_reads_who_changed_what_from_what_to_what(desk):
    person = PersonFactory()
    form = {
        "given_name": "Ada", "family_name": "Neri", "language": "en",
        "affiliations-TOTAL_FORMS": 0, "affiliations-INITIAL_FORMS": 0,
    }  # fmt: skip
    desk.post(f"/admin/companies/person/{person.pk}/change/", form)

    assert edits(desk, person) == [
        ("Carla", "changed", [("family name", "Rossi", "Neri"), ("language", "Italian", "English")]),
        ("", "added", [("given name", "–", "Ada"), ("family name", "–", "Rossi"), ("language", "–", "Italian")]),
    ]  # fmt: skip


def test_the_history_of_a_meeting_tells_of_its_participants_too(desk):
    meeting = MeetingFactory()
    ParticipationFactory(meeting=meeting, role="speaker").delete()
    Person.objects.all().delete()

    page = desk.get(f"/admin/agenda/meeting/{meeting.pk}/history/").content.decode()

    assert page.count("Ada Rossi (deleted)") == 1
    assert [verb for _who, verb, _fields in edits(desk, meeting)] == ["deleted", "added", "added"]


@pytest.mark.parametrize(
    ("language", "day", "before", "after"),
    [
        ("en", "1 November 2027", "23 April 2025, 10:30 (Detroit time)", "1 November 2027, 14:05 (Detroit time)"),
        ("it", "1 novembre 2027", "23 aprile 2025, 10:30 (ora di Detroit)", "1 novembre 2027, 14:05 (ora di Detroit)"),
    ],
)  # fmt: skip
def test_days_and_moments_are_written_out_on_the_clocks_of_the_place(
    desk, language, day, before, after
):
    desk.defaults["HTTP_ACCEPT_LANGUAGE"] = language
    meeting = MeetingFactory()
    meeting.date, meeting.ends_at = date(2027, 11, 1), datetime(2027, 11, 1, 18, 5, tzinfo=UTC)
    Meeting.objects.update(date=meeting.date, ends_at=meeting.ends_at)

    _who, _verb, fields = edits(desk, meeting)[0]

    assert [(was, now) for _label, was, now in fields] == [
        (f"23 {before.split()[1]} 2025", day),
        (before, after),
    ]


def test_the_desk_reads_which_sectors_and_languages_were_chosen(desk):
    firm, meeting = FirmFactory(), MeetingFactory(languages=["it"])
    seats, engines = SectorFactory(code="29.3"), SectorFactory(code="28.1")
    firm.sectors.set([seats, engines])
    Meeting.objects.update(languages=["it", "en"])

    newest = [edits(desk, row)[0] for row in (firm, meeting)]

    name = "Manufacture of motor vehicles"
    assert newest == [
        ("", "changed", [("sectors", "–", f"28.1 {name}, 29.3 {name}")]),
        ("", "changed", [("working languages", "it", "it, en")]),
    ]


def test_a_save_that_changed_nothing_is_no_edit(desk):
    person = PersonFactory()
    person.save()

    assert [verb for _who, verb, _fields in edits(desk, person)] == ["added"]


def test_somebody_whom_two_fields_name_is_named_in_both(desk):
    person = PersonFactory()
    row = ParticipationFactory(person=person, standing_in_for=person)

    named = [after for _label, _before, after in edits(desk, row.meeting)[0][2]]

    assert named.count("Ada Rossi") == 2


def test_the_history_of_what_is_not_there_leads_home(desk):
    page = desk.get("/admin/agenda/meeting/999999/history/")

    assert (page.status_code, page.headers["Location"]) == (302, "/admin/")


def test_a_history_is_for_those_who_may_read_the_row(client):
    meeting = MeetingFactory()
    client.force_login(UserFactory(), backend="django.contrib.auth.backends.ModelBackend")

    assert client.get(f"/admin/agenda/meeting/{meeting.pk}/history/").status_code == 403
