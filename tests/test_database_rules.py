"""Every rule that the database keeps: explained by the page that could break it, kept without it."""

import uuid
from datetime import UTC, datetime

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import translation

from agenda.models import AcceptedClash, PageCount, TravelTime
from agenda.models.sending import Sending
from companies.models import Organisation
from tests.agenda.test_lists import address
from tests.browser_form import typed
from tests.factories import (
    AcknowledgementFactory,
    AffiliationFactory,
    DelegateFactory,
    FeedbackFactory,
    FirmFactory,
    InstitutionFactory,
    MeetingFactory,
    MissionFactory,
    NoticeFactory,
    ParticipationFactory,
    PassengerFactory,
    PersonalLinkFactory,
    PersonFactory,
    PictureFactory,
    PrivateItemFactory,
    SectorFactory,
    TransferFactory,
    UnavailabilityFactory,
    VenueFactory,
    VersionFactory,
)

pytestmark = pytest.mark.django_db
EARLY, LATE = datetime(2025, 4, 23, 12, tzinfo=UTC), datetime(2025, 4, 23, 13, tzinfo=UTC)
UID = uuid.UUID(int=1)
RULES = {
    rule.name: rule
    for app in ("companies", "delegation", "agenda")
    for model in apps.get_app_config(app).get_models()
    if not model._meta.proxy
    for rule in model._meta.constraints
}


def again(factory, *shared, **changes):
    """Return an unsaved copy of a saved row that shares some of its fields."""
    row = factory()
    return type(row)(**{name: getattr(row, name) for name in shared}, **changes)


def built(factory, **fields):
    """Return an unsaved row whose related rows are saved."""
    row = factory()
    row.delete()
    row.pk = None
    row._state.adding = True
    for name, value in fields.items():
        setattr(row, name, value)
    return row


def second_main():
    post = AffiliationFactory()
    return type(post)(person=post.person, organisation=FirmFactory(), main=True)


def ends():
    return {"origin": VenueFactory(), "destination": VenueFactory()}


def way():
    return TravelTime.objects.create(**ends(), minutes=5)


def counted_twice():
    PageCount.objects.create(day=EARLY.date(), path="/en/")
    return PageCount(day=EARLY.date(), path="/en/")


def accepted():
    return AcceptedClash.objects.create(
        mission=MissionFactory(),
        kind="two_places",
        first_item="meeting-1",
        state="x",
        reason="Agreed",
        accepted_at=EARLY,
    )


BROKEN = {
    "sector_code_unique": lambda: again(SectorFactory, "code", name_it="Altro"),
    "organisation_kind_known": lambda: Organisation(kind="club", name="Club"),
    "organisation_firm_fields_only_on_firms": lambda: built(InstitutionFactory, vat_number="IT1"),
    "organisation_level_only_on_institutions": lambda: built(FirmFactory, level="state"),
    "organisation_vat_number_unique": lambda: again(
        lambda: FirmFactory(vat_number="IT1"), "vat_number", name="Altra"
    ),
    "person_has_name_or_placeholder": lambda: built(PersonFactory, family_name=""),
    "person_language_known": lambda: built(PersonFactory, language="fr"),
    "affiliation_once_per_organisation": lambda: again(
        AffiliationFactory, "person", "organisation"
    ),
    "affiliation_one_main": second_main,
    "mission_slug_unique": lambda: built(MissionFactory, slug=MissionFactory().slug),
    "mission_ends_on_or_after_start": lambda: built(
        MissionFactory, start_date=LATE.date(), end_date=EARLY.date().replace(day=1)
    ),
    "delegate_once_per_mission": lambda: again(DelegateFactory, "mission", "person"),
    "delegate_leaves_after_arriving": lambda: built(
        DelegateFactory, arrives_at=LATE, leaves_at=EARLY
    ),
    "delegate_needs_only_with_consent": lambda: built(DelegateFactory, dietary_needs="no fish"),
    "meeting_hours_or_part_of_day": lambda: built(MeetingFactory, part_of_day="morning"),
    "meeting_ends_after_start": lambda: built(MeetingFactory, starts_at=LATE, ends_at=EARLY),
    "meeting_calendar_uid_unique": lambda: built(
        MeetingFactory, calendar_uid=MeetingFactory().calendar_uid
    ),
    "participation_once_per_meeting": lambda: again(ParticipationFactory, "meeting", "person"),
    "transfer_arrives_after_departure": lambda: built(
        TransferFactory, departs_at=LATE, arrives_at=EARLY
    ),
    "transfer_seats_positive": lambda: built(TransferFactory, seats=0),
    "transfer_calendar_uid_unique": lambda: built(
        TransferFactory, calendar_uid=TransferFactory().calendar_uid
    ),
    "passenger_once_per_transfer": lambda: again(PassengerFactory, "transfer", "person"),
    "unavailability_ends_after_start": lambda: built(
        UnavailabilityFactory, starts_at=LATE, ends_at=EARLY
    ),
    "venue_both_coordinates_or_neither": lambda: built(VenueFactory, latitude=45),
    "venue_coordinates_on_earth": lambda: built(VenueFactory, latitude=91, longitude=7),
    "version_number_unique": lambda: again(
        VersionFactory, "mission", "number", published_at=LATE, programme={}
    ),
    "personal_link_key_unique": lambda: built(
        PersonalLinkFactory, random_part=PersonalLinkFactory().random_part
    ),
    "personal_link_once_per_person": lambda: again(
        PersonalLinkFactory, "mission", "person", expires_at=LATE
    ),
    "mission_funding_is_stated": lambda: built(MissionFactory, funding_fund_it="FESR"),
    "mission_travel_speed_positive": lambda: built(MissionFactory, travel_speed_kmh=0),
    "mission_travel_speed_possible": lambda: built(MissionFactory, travel_speed_kmh=301),
    "mission_buffer_one_day_at_most": lambda: built(MissionFactory, buffer_minutes=1441),
    "mission_quiet_one_day_at_most": lambda: built(MissionFactory, quiet_minutes=1441),
    "travel_time_once_per_direction": lambda: again(way, "origin", "destination", minutes=5),
    "travel_time_minutes_positive": lambda: TravelTime(**ends(), minutes=0),
    "travel_time_two_days_at_most": lambda: TravelTime(**ends(), minutes=2881),
    "travel_time_between_two_venues": lambda: TravelTime(
        origin=(venue := VenueFactory()), destination=venue, minutes=5
    ),
    "accepted_clash_once": lambda: again(
        accepted, "mission", "kind", "first_item", state="y", reason="So agreed", accepted_at=LATE
    ),
    "accepted_clash_has_reason": lambda: AcceptedClash(
        mission=MissionFactory(), kind="two_places", first_item="meeting-1", accepted_at=LATE
    ),
    "notice_one_unsent_per_person": lambda: again(
        NoticeFactory, "mission", "person", "version", "send_after"
    ),
    "notice_one_unsent_link_per_person": lambda: again(
        lambda: NoticeFactory(version=None), "mission", "person", "send_after"
    ),
    "sending_counts_once": lambda: again(
        lambda: Sending.objects.create(link=PersonalLinkFactory(), number=UID, received_at=EARLY),
        "link",
        "number",
        received_at=LATE,
    ),
    "private_item_ends_after_start": lambda: built(
        PrivateItemFactory, starts_at=LATE, ends_at=EARLY
    ),
    "picture_once": lambda: built(PictureFactory, digest=PictureFactory().digest),
    "acknowledgement_once_per_version": lambda: again(
        AcknowledgementFactory, "version", "person", seen_at=LATE
    ),
    "feedback_once_per_form": lambda: again(
        FeedbackFactory, "token", written_at=EARLY, is_useful=True
    ),
    "page_count_once_per_day_and_page": counted_twice,
}


def post_of(**fields):
    post = AffiliationFactory()
    return {"person": post.person_id, "organisation": post.organisation_id, **fields}


def of_mission(row, **fields):
    return {"mission": row.mission_id, **fields}


# What an organiser types on the page that adds a row. The rules that are not here can be broken
# by no page: the columns are not on it, or the page writes them itself.
TYPED = {
    "sector_code_unique": ("sector", lambda: {"code": SectorFactory().code, "name_it": "Altro"}),
    "organisation_vat_number_unique": (
        "firm", lambda: {"name": "Altra", "vat_number": FirmFactory(vat_number="IT1").vat_number},
    ),
    "person_has_name_or_placeholder": ("person", lambda: {"given_name": "Ada"}),
    "affiliation_once_per_organisation": ("affiliation", post_of),
    "affiliation_one_main": (
        "affiliation", lambda: post_of(organisation=FirmFactory().pk, main="on"),
    ),
    "mission_slug_unique": ("mission", lambda: mission(slug=MissionFactory().slug)),
    "mission_ends_on_or_after_start": ("mission", lambda: mission(end_date="2025-04-01")),
    "mission_funding_is_stated": ("mission", lambda: mission(funding_fund_it="FESR")),
    "mission_travel_speed_positive": ("mission", lambda: mission(travel_speed_kmh="0")),
    "mission_travel_speed_possible": ("mission", lambda: mission(travel_speed_kmh="301")),
    "mission_buffer_one_day_at_most": ("mission", lambda: mission(buffer_minutes="1441")),
    "mission_quiet_one_day_at_most": ("mission", lambda: mission(quiet_minutes="1441")),
    "travel_time_once_per_direction": (
        "traveltime",
        lambda: {
            "origin": (row := way()).origin_id, "destination": row.destination_id, "minutes": "5",
        },
    ),
    "travel_time_minutes_positive": (
        "traveltime", lambda: {name: row.pk for name, row in ends().items()} | {"minutes": "0"},
    ),
    "travel_time_two_days_at_most": (
        "traveltime", lambda: {name: row.pk for name, row in ends().items()} | {"minutes": "2881"},
    ),
    "travel_time_between_two_venues": (
        "traveltime",
        lambda: {"origin": (pk := VenueFactory().pk), "destination": pk, "minutes": "5"},
    ),
    "delegate_once_per_mission": (
        "delegate", lambda: of_mission(row := DelegateFactory(), person=row.person_id),
    ),
    "delegate_leaves_after_arriving": (
        "delegate",
        lambda: delegate(arrives="2025-04-23T12:00", leaves="2025-04-23T11:00"),
    ),
    "delegate_needs_only_with_consent": ("delegate", lambda: delegate(dietary_needs="no fish")),
    "meeting_hours_or_part_of_day": ("meeting", lambda: meeting(part_of_day="morning")),
    "meeting_ends_after_start": ("meeting", lambda: meeting(ends="08:00")),
    "transfer_arrives_after_departure": ("transfer", lambda: ride(arrives="2025-04-23T08:00")),
    "transfer_seats_positive": ("transfer", lambda: ride(seats="0")),
    "unavailability_ends_after_start": (
        "unavailability",
        lambda: {
            "person": PersonFactory().pk, "time_zone": "Europe/Rome",
            "starts": "2025-04-23T12:00", "ends": "2025-04-23T11:00",
        },
    ),
    "venue_both_coordinates_or_neither": ("venue", lambda: {"name_it": "X", "latitude": "45"}),
    "venue_coordinates_on_earth": (
        "venue", lambda: {"name_it": "X", "latitude": "91", "longitude": "7"},
    ),
    "personal_link_once_per_person": (
        "personallink",
        lambda: of_mission(
            row := PersonalLinkFactory(), person=row.person_id, expires_at_0="2100-01-01",
            expires_at_1="12:00",
        ),
    ),
}  # fmt: skip


def mission(**fields):
    return {
        "slug": "new", "title_it": "Missione", "city_it": "Pontiac", "country": "US",
        "start_date": "2025-04-23", "end_date": "2025-04-24", "time_zone": "America/Detroit",
        **fields,
    }  # fmt: skip


def delegate(**fields):
    return {"mission": MissionFactory().pk, "person": PersonFactory().pk, **fields}


def meeting(**fields):
    return {
        "mission": MissionFactory().pk, "title_it": "Visita", "date": "2025-04-23",
        "starts": "09:30", "ends": "10:30", **fields,
    }  # fmt: skip


def ride(**fields):
    return {
        "mission": MissionFactory().pk, "vehicle_it": "pulmino", "seats": "8",
        "origin": VenueFactory().pk, "destination": VenueFactory().pk,
        "departs": "2025-04-23T09:00", "arrives": "2025-04-23T09:30", **fields,
    }  # fmt: skip


def test_no_rule_is_forgotten():
    assert set(BROKEN) == set(RULES)


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_keeps_the_rule_against_a_bulk_write(name):
    row = BROKEN[name]()

    with pytest.raises(IntegrityError), transaction.atomic():
        type(row).objects.bulk_create([row])


@pytest.mark.parametrize("name", sorted(BROKEN.keys() - {"picture_once"}))  # never typed
def test_the_rule_has_a_message_of_its_own_in_both_languages(name):
    row, said = BROKEN[name](), {}

    for language in ("it", "en"):
        with translation.override(language), pytest.raises(ValidationError) as refused:
            row.validate_constraints()
        said[language] = refused.value.messages
        with translation.override(language):
            assert said[language] == [str(RULES[name].violation_error_message)]

    assert said["it"] != said["en"]


@pytest.mark.parametrize("name", TYPED)
@pytest.mark.parametrize("language", ["it", "en"])
def test_the_page_explains_the_rule(desk, name, language):
    model_name, fields = TYPED[name]
    model = next(
        m
        for a in ("companies", "delegation", "agenda")
        for m in apps.get_app_config(a).get_models()
        if m._meta.model_name == model_name
    )
    changed = fields()
    rows = model.objects.count()
    desk.defaults["HTTP_ACCEPT_LANGUAGE"] = language
    empty = typed(desk.get(address(model, "add/")))

    page = desk.post(address(model, "add/"), {**empty, **changed})

    with translation.override(language):
        expected = str(RULES[name].violation_error_message)
    errors = page.context["adminform"].form.errors
    assert [str(error) for found in errors.values() for error in found] == [expected]
    assert model.objects.count() == rows
