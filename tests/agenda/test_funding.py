"""Who funds a mission is told wherever its programme goes: calendars and mails too."""

import pytest
from django.core import mail
from django.utils.html import escape
from icalendar import Calendar

from agenda.notices.links import send_link
from agenda.notices.sending import send_notices
from agenda.publishing import publish
from delegation.logo_file import PNG, read_drawing
from delegation.models import Mission
from tests.agenda.notice_mission import DUE, LATER, NOON, rename, told_mission
from tests.factories import MeetingFactory, MissionLogoFactory, PersonalLinkFactory

pytestmark = pytest.mark.django_db
STATEMENT = {"it": "Cofinanziato dall'Unione europea", "en": "Co-funded by the European Union"}


def fund(mission):
    mission.funding_statement = Mission.FundingStatement.CO_FUNDED
    mission.save()


def descriptions(client, path):
    events = Calendar.from_ical(client.get(path).content).walk("VEVENT")
    return [str(event["description"]) for event in events]


@pytest.mark.parametrize("language", ["it", "en"])
def test_every_event_of_a_calendar_names_it(client, language):
    meeting = MeetingFactory(mission__funding_statement="co_funded")
    link = PersonalLinkFactory(mission=meeting.mission)
    meeting.participations.create(person=link.person)
    publish(mission=meeting.mission, now=NOON)

    public = descriptions(client, f"/{language}/missions/{meeting.mission.slug}/calendar.ics")
    own = descriptions(client, f"/p/{link.key}/{language}/calendar.ics")

    assert len(public + own) == 2
    for words in public + own:
        assert STATEMENT[language] in words.splitlines()


@pytest.mark.parametrize("named", ["funding_programme", "funding_fund", "funding_description"])
def test_what_is_funded_is_not_named_without_the_statement(desk, named):
    page = desk.post("/admin/delegation/mission/add/", {f"{named}_it": "FESR"})

    refusals = page.context["adminform"].form.non_field_errors()
    assert any("Say whether the European Union funds" in refusal for refusal in refusals)


def test_logos_do_not_stand_without_the_emblem(desk):
    logo = MissionLogoFactory()
    rows = {"TOTAL_FORMS": "1", "INITIAL_FORMS": "1", "0-id": logo.pk, "0-order": "30"}
    sent = {f"logos-{name}": value for name, value in rows.items()}
    address = f"/admin/delegation/mission/{logo.mission.pk}/change/"

    refused = desk.post(address, sent)
    stated = desk.post(address, {**sent, "funding_statement": "funded"})

    errors = [page.context["errors"].as_text() for page in (refused, stated)]
    assert ["say first whether" in text for text in errors] == [True, False]


def test_messages_about_changes_name_it(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    mission, _people, (breakfast, _visit) = told_mission()
    fund(mission)
    rename(breakfast, "Lunch")
    publish(mission=mission, now=LATER)

    send_notices(now=DUE)

    (message,) = mail.outbox
    assert message.body.rstrip().splitlines()[-1] == STATEMENT["en"]
    assert STATEMENT["en"] in message.alternatives[0].content
    assert 'src="cid:eu-emblem"' in message.alternatives[0].content
    (emblem,) = [part for part in message.message().walk() if part["Content-ID"] == "<eu-emblem>"]
    drawn = read_drawing(emblem.get_content())
    assert (drawn.media_type, drawn.width / drawn.height) == (PNG, 1.5)


def test_messages_of_a_mission_without_funding_bring_no_emblem(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    mission, _people, (breakfast, _visit) = told_mission()
    rename(breakfast, "Lunch")
    publish(mission=mission, now=LATER)

    send_notices(now=DUE)

    (message,) = mail.outbox
    assert "cid:" not in message.alternatives[0].content
    assert [part.get_content_type() for part in message.message().walk()] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
    ]


@pytest.mark.parametrize("language", ["it", "en"])
def test_the_personal_page_shows_the_emblem_with_the_statement(client, language):
    link = PersonalLinkFactory()
    fund(link.mission)
    publish(mission=link.mission, now=NOON)

    page = client.get(f"/p/{link.key}/{language}/").content.decode()

    assert page.count(f'width="96" height="64"> {escape(STATEMENT[language])}</p>') == 1


@pytest.mark.parametrize("language", ["it", "en"])
def test_the_mail_with_the_personal_link_names_it_and_brings_the_emblem(language):
    link = PersonalLinkFactory(person__language=language, person__email="ada@example.org")
    fund(link.mission)
    send_link(link, now=NOON)

    send_notices(now=NOON)

    (message,) = mail.outbox
    assert message.body.splitlines()[-1] == STATEMENT[language]
    assert f"> {escape(STATEMENT[language])}</p>" in message.alternatives[0].content
    assert "image/png" in [part.get_content_type() for part in message.message().walk()]
