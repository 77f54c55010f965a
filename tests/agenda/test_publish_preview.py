"""What the publish page says would differ, in both languages."""

from datetime import UTC, datetime

import pytest
from django.utils import translation

from agenda.publish_preview import preview
from agenda.publishing import publish
from tests.factories import MeetingFactory, MissionFactory

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
