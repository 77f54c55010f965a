"""What the publish page says would differ, in both languages."""

from datetime import UTC, datetime

import pytest
from django.utils import translation

from agenda.publishing import publish
from agenda.versions.publish_preview import preview
from delegation.models import Mission
from tests.factories import (
    AffiliationFactory,
    DelegateFactory,
    FirmFactory,
    MeetingFactory,
    MissionFactory,
    PersonFactory,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2025, 4, 1, 9, tzinfo=UTC)


@pytest.fixture
def mission():
    return MissionFactory()


@pytest.fixture
def meeting(mission):
    return MeetingFactory(mission=mission, title_it="Visita", title_en="Visit")


def differences(mission, language):
    with translation.override(language):
        return [
            [(field.name, str(field.before), str(field.after)) for field in change.fields]
            for change in preview(mission, now=NOW).changes
        ]


def change(meeting, **values):
    publish(mission=meeting.mission, now=NOW)
    for name, value in values.items():
        setattr(meeting, name, value)
    meeting.save()


def test_a_change_is_told_in_the_organisers_language(mission, meeting):
    change(meeting, title_it="Visita guidata", title_en="Guided visit")

    assert differences(mission, "en") == [[("title", "Visit", "Guided visit")]]
    assert differences(mission, "it") == [[("title", "Visita", "Visita guidata")]]


def test_a_change_in_one_language_alone_is_told_in_both(mission, meeting):
    change(meeting, title_en="Guided visit")

    told = [[("title", "Visit", "Guided visit")]]
    assert (differences(mission, "it"), differences(mission, "en")) == (told, told)


def test_fields_that_differ_in_the_other_language_alone_stand_beside_the_others(mission, meeting):
    change(meeting, title_it="Visita guidata", description_en="With the model.")

    assert differences(mission, "it") == [
        [("title", "Visita", "Visita guidata"), ("description", "", "With the model.")]
    ]


def test_what_is_new_or_gone_is_told_once(mission, meeting):
    publish(mission=mission, now=NOW)
    meeting.delete()
    MeetingFactory(mission=mission, title_it="Cena", title_en="Dinner")

    with translation.override("en"):
        changes = preview(mission, now=NOW).changes
    assert [(change.kind, str(change.item.title)) for change in changes] == [
        ("added", "Dinner"),
        ("removed", "Visit"),
    ]


def rest(mission, language="en"):
    mission.refresh_from_db()
    with translation.override(language):
        return [
            (
                change.part,
                change.kind,
                change.name,
                [(field.name, field.before, field.after) for field in change.fields],
            )
            for change in preview(mission, now=NOW).rest
        ]


def test_a_first_version_lists_its_items_alone(mission, meeting):
    assert rest(mission) == []


def test_the_mission_itself_is_compared(mission):
    mission.funding_statement = Mission.FundingStatement.FUNDED
    mission.save()
    publish(mission=mission, now=NOW)
    mission.title_en, mission.funding_fund_en = "Mission to Detroit", "ERDF"
    mission.save()

    assert rest(mission) == [
        (
            "mission",
            "changed",
            "Mission to Detroit",
            [("title", "Mission to Michigan", "Mission to Detroit"), ("fund", "", "ERDF")],
        )
    ]


def test_delegates_and_their_order_are_compared(mission):
    minister = DelegateFactory(
        mission=mission, person=PersonFactory(given_name="", family_name="Ministra")
    )
    rector = DelegateFactory(
        mission=mission,
        precedence=200,
        person=PersonFactory(given_name="", family_name="Rettore"),
    )
    gone = DelegateFactory(
        mission=mission,
        precedence=300,
        person=PersonFactory(given_name="", family_name="Assente"),
    )
    publish(mission=mission, now=NOW)
    gone.delete()
    rector.precedence, rector.shown_publicly = 1, True
    rector.affiliation = AffiliationFactory(person=rector.person, title_en="Rector")
    rector.save()

    assert minister.precedence == 100
    assert rest(mission) == [
        (
            "delegate",
            "changed",
            "Rettore",
            [
                ("title", "", "Rector"),
                ("organisation", "", "University of Turin"),
                ("public_list", False, True),
            ],
        ),
        ("delegate", "removed", "Assente", []),
        ("delegate", "changed", "", [("order", "Ministra, Rettore", "Rettore, Ministra")]),
    ]


def test_firms_are_compared_and_what_the_other_language_alone_shows_is_told(mission):
    firm = FirmFactory()
    mission.firms.add(firm)
    publish(mission=mission, now=NOW)
    firm.profile_it = "Progetta volanti."
    firm.save()
    mission.firms.add(FirmFactory(name="Volanti Riuniti"))

    assert rest(mission) == [
        ("firm", "changed", firm.name, [("profile", "Progetta sedili.", "Progetta volanti.")]),
        ("firm", "added", "Volanti Riuniti", []),
    ]


def test_the_page_counts_all_that_differs(desk, settings, mission, meeting):
    settings.SECOND_FACTOR_REQUIRED = False
    publish(mission=mission, now=NOW)
    mission.summary_it = "Sintesi nuova"
    mission.save()

    page = desk.get(f"/admin/delegation/mission/{mission.pk}/publish/")

    assert page.context["preview"].differs == 1
    assert "Sintesi nuova" in page.content.decode()


def test_the_same_page_sent_twice_publishes_once(desk, settings, mission, meeting):
    settings.SECOND_FACTOR_REQUIRED = False
    address = f"/admin/delegation/mission/{mission.pk}/publish/"
    sent = {"expected": desk.get(address).context["preview"].fingerprint, "note": ""}

    desk.post(address, sent)
    desk.post(address, sent)

    assert [version.number for version in mission.versions.all()] == [1]
