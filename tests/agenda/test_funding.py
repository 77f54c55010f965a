"""Who funds a mission is told wherever its programme goes: calendars and mails too."""

import pytest
from django.core import mail
from icalendar import Calendar

from agenda.notices.sending import send_notices
from agenda.publishing import publish
from agenda.tasks import send_personal_link
from tests.agenda.notice_mission import DUE, LATER, NOON, rename, told_mission
from tests.factories import MeetingFactory, PersonalLinkFactory

pytestmark = pytest.mark.django_db
STATEMENT = {"it": "Cofinanziato dall'Unione europea", "en": "Co-funded by the European Union"}
FUNDED = {f"funding_statement_{language}": words for language, words in STATEMENT.items()}


def fund(mission):
    for field, words in FUNDED.items():
        setattr(mission, field, words)
    mission.save()


def descriptions(client, path):
    events = Calendar.from_ical(client.get(path).content).walk("VEVENT")
    return [str(event["description"]) for event in events]


@pytest.mark.parametrize("language", ["it", "en"])
def test_every_event_of_a_calendar_names_it(client, language):
    meeting = MeetingFactory(**{f"mission__{field}": words for field, words in FUNDED.items()})
    link = PersonalLinkFactory(mission=meeting.mission)
    meeting.participations.create(person=link.person)
    publish(mission=meeting.mission, now=NOON)

    public = descriptions(client, f"/{language}/missions/{meeting.mission.slug}/calendar.ics")
    own = descriptions(client, f"/p/{link.key}/{language}/calendar.ics")

    assert len(public + own) == 2
    for words in public + own:
        assert STATEMENT[language] in words.splitlines()


def test_messages_about_changes_name_it(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    mission, _people, (breakfast, _visit) = told_mission()
    fund(mission)
    rename(breakfast, "Lunch")
    publish(mission=mission, now=LATER)

    send_notices(now=DUE)

    (message,) = mail.outbox
    assert message.body.rstrip().splitlines()[-1] == STATEMENT["en"]
    assert f"<p><strong>{STATEMENT['en']}</strong></p>" in message.alternatives[0].content


@pytest.mark.parametrize("language", ["it", "en"])
def test_the_mail_with_the_personal_link_names_it(language):
    link = PersonalLinkFactory(person__language=language, person__email="ada@example.org")
    fund(link.mission)

    send_personal_link.enqueue(link.pk)

    assert mail.outbox[0].body.splitlines()[-1] == STATEMENT[language]
