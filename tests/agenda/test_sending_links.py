"""Personal links by mail: one that did not leave is tried again, and never called sent."""

import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from agenda.models import Notice
from agenda.notices.links import send_link
from agenda.notices.outcomes import claim
from agenda.notices.sending import PAUSES, send_notices
from agenda.publishing import publish
from tests.agenda.notice_mission import LATER, NOON, rename, told_mission
from tests.factories import PersonalLinkFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_lock(settings, tmp_path):
    settings.DATA_DIR = tmp_path


class Refusing(EmailBackend):
    """A mail server that takes nothing."""

    def send_messages(self, messages):
        raise smtplib.SMTPServerDisconnected("gone")


@pytest.fixture
def refused(settings):
    settings.MAILERS = {"default": {"BACKEND": f"{__name__}.Refusing"}}


@pytest.fixture
def link():
    return PersonalLinkFactory(person__email="ada@example.org", person__language="en")


def test_a_link_is_sent_before_anything_is_published(link):
    send_link(link, now=NOON)

    assert send_notices(now=NOON) == 1
    (message,) = mail.outbox
    link.refresh_from_db()
    assert (message.subject, message.to) == (
        "Your schedule: Mission to Michigan",
        ["ada@example.org"],
    )
    assert f"\n\n{link.url}\n\n" in message.body
    assert f'<a href="{link.url}">' in message.alternatives[0].content
    assert (link.state, link.sent_at) == ("sent", NOON)


@pytest.mark.usefixtures("refused")
def test_a_link_whose_mail_did_not_leave_is_not_called_sent_and_is_tried_again(link, settings):
    send_link(link, now=NOON)
    sent = send_notices(now=NOON)
    link.refresh_from_db()
    before = (sent, link.state)

    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
    sent = send_notices(now=NOON + PAUSES[0])

    link.refresh_from_db()
    assert (before, (sent, link.state)) == ((0, "unsent"), (1, "sent"))


@pytest.mark.usefixtures("refused")
def test_a_link_that_never_leaves_is_left_to_the_desk_with_its_address(link, desk):
    send_link(link, now=NOON)
    Notice.objects.update(attempts=len(PAUSES))
    send_notices(now=NOON)

    home = desk.get("/admin/").content.decode()
    notices = desk.get("/admin/agenda/notice/").content.decode()

    assert ("Messages that did not go out" in home, "ada@example.org" in home) == (True, True)
    assert "personal link</td>" in notices


def test_sending_a_link_again_tries_the_one_that_has_failed(link):
    send_link(link, now=NOON)
    Notice.objects.update(status="failed", attempts=5)

    send_link(link, now=LATER)

    (notice,) = Notice.objects.all()
    assert (notice.status, notice.attempts, notice.send_after) == ("waiting", 0, LATER)


def test_a_link_that_is_leaving_is_not_sent_twice(link):
    send_link(link, now=NOON)
    claim(Notice.objects.get(), NOON)

    send_link(link, now=LATER)

    assert list(Notice.objects.values_list("status", flat=True)) == ["sending"]


def test_a_sent_link_can_be_sent_again(link):
    for hours in range(2):
        now = NOON + timedelta(hours=hours)
        send_link(link, now=now)
        send_notices(now=now)

    first, second = (message.extra_headers["Message-ID"] for message in mail.outbox)
    assert first != second


def test_a_link_that_was_deleted_meanwhile_is_not_sent(link):
    send_link(link, now=NOON)
    link.delete()

    assert (send_notices(now=NOON), mail.outbox) == (0, [])
    assert Notice.objects.get().status == "needless"


def test_a_publication_is_told_beside_a_link_that_waits():
    mission, (ada, _bruno), (breakfast, _visit) = told_mission()
    send_link(PersonalLinkFactory(mission=mission, person=ada), now=NOON + timedelta(days=9))

    rename(breakfast, "Lunch")
    version = publish(mission=mission, now=LATER)

    waiting = Notice.objects.filter(status="waiting").order_by("pk")
    assert [notice.version for notice in waiting] == [None, version]


def test_a_notice_that_was_sent_has_brought_the_link():
    mission, (ada, _bruno), (breakfast, _visit) = told_mission()
    link = PersonalLinkFactory(mission=mission, person=ada)
    rename(breakfast, "Lunch")
    publish(mission=mission, now=LATER)

    send_notices(now=LATER + timedelta(hours=1))

    link.refresh_from_db()
    assert link.state == "sent"
