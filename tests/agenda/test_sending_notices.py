"""Sending notices: crashes, failures, and what the desk sees of them."""

import re
import smtplib
import socket
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from agenda.models import Notice, PersonalLink
from agenda.notices.failures import failure_of
from agenda.notices.one_sender import only_sender
from agenda.notices.outcomes import claim, close_needless, confirm
from agenda.notices.sending import PAUSES, message_id, send_notices, try_later
from agenda.publishing import publish
from tests.agenda.notice_mission import DUE, LATER, LONG_AFTER, NOON, hold, rename, told_mission
from tests.factories import (
    NoticeFactory,
    PersonalLinkFactory,
    PersonFactory,
    UserFactory,
    VersionFactory,
)

pytestmark = pytest.mark.django_db
NEWS = "Lunch"


@pytest.fixture(autouse=True)
def _own_lock(settings, tmp_path):
    settings.DATA_DIR = tmp_path


class Refusing(EmailBackend):
    """A mail server that takes nothing."""

    def send_messages(self, messages):
        raise smtplib.SMTPServerDisconnected("gone")


class KnowingNobody(EmailBackend):
    """A mail server that knows none of our people."""

    def send_messages(self, messages):
        raise smtplib.SMTPRecipientsRefused({messages[0].to[0]: (550, b"unknown")})


@pytest.fixture
def notice():
    mission, (ada, _bruno), (breakfast, _visit) = told_mission()
    PersonalLinkFactory(mission=mission, person=ada, expires_at=LONG_AFTER)
    rename(breakfast, NEWS)
    publish(mission=mission, now=LATER)
    return Notice.objects.get(status="waiting")


@pytest.fixture
def refused(settings):
    settings.MAILERS = {"default": {"BACKEND": f"{__name__}.Refusing"}}


@pytest.fixture
def desk(client, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    user = UserFactory(role="organiser")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def test_a_notice_is_sent_once_however_often_we_look(notice):
    sent = [send_notices(now=DUE + timedelta(minutes=minutes)) for minutes in range(3)]

    notice.refresh_from_db()
    assert (sent, len(mail.outbox)) == ([1, 0, 0], 1)
    assert (notice.status, notice.sent_at, notice.email) == ("sent", DUE, "ada@example.org")


@pytest.fixture
def copies(settings, tmp_path):
    """Return the folder in which the mail backend keeps what it has sent."""
    folder = tmp_path / "mails"
    backend = "django.core.mail.backends.filebased.EmailBackend"
    settings.MAILERS = {"default": {"BACKEND": backend, "OPTIONS": {"file_path": str(folder)}}}
    return folder


def copies_of(notice, folder):
    return sum(file.read_text().count(message_id(notice)) for file in folder.glob("*.log"))


def test_what_a_killed_sender_was_handing_over_is_sent_where_no_copy_says_that_it_left(
    notice, copies
):
    claim(notice, DUE)

    assert (send_notices(now=DUE), copies_of(notice, copies)) == (1, 1)


def test_what_had_left_before_the_sender_was_killed_is_not_sent_again(notice, copies):
    send_notices(now=DUE)
    Notice.objects.filter(pk=notice.pk).update(status="sending")

    again = send_notices(now=DUE)

    notice.refresh_from_db()
    assert (again, copies_of(notice, copies), notice.status) == (0, 1, "sent")


def test_what_may_have_left_is_never_sent_twice_but_left_to_the_desk(notice, desk):
    claim(notice, DUE)

    sent = [send_notices(now=DUE + timedelta(hours=hours)) for hours in range(2)]

    notice.refresh_from_db()
    page = desk.get("/admin/agenda/notice/").content.decode()
    assert (sent, mail.outbox, notice.status) == ([0, 0], [], "uncertain")
    assert "it may have arrived." in page
    assert (
        "Messages that did not go out, or not for certain" in desk.get("/admin/").content.decode()
    )


@pytest.mark.parametrize(("verb", "mails"), [("send_now", 1), ("say_arrived", 0)])
def test_the_desk_decides_on_what_may_have_left(notice, desk, verb, mails):
    Notice.objects.filter(pk=notice.pk).update(status="uncertain")

    desk.post("/admin/agenda/notice/", {"action": verb, "_selected_action": [notice.pk]})

    notice.refresh_from_db()
    assert (notice.status, len(mail.outbox)) == ("sent", mails)


def test_who_may_only_look_does_not_decide(notice, client, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    backend = "django.contrib.auth.backends.ModelBackend"
    client.force_login(UserFactory(role="reader"), backend=backend)
    Notice.objects.filter(pk=notice.pk).update(status="uncertain")

    client.post("/admin/agenda/notice/", {"action": "say_arrived", "_selected_action": [notice.pk]})

    notice.refresh_from_db()
    assert notice.status == "uncertain"


def test_what_may_have_left_is_told_whole_with_the_next_publication(notice):
    Notice.objects.filter(pk=notice.pk).update(status="uncertain")

    newer = publish_again(notice, "Dinner")

    notice.refresh_from_db()
    assert (notice.status, notice.before.number, notice.version_id) == ("waiting", 1, newer.pk)


def test_every_attempt_has_the_same_message_id(notice, copies):
    claim(notice, DUE)
    first = message_id(Notice.objects.get(pk=notice.pk))

    send_notices(now=DUE)

    assert f"Message-ID: {first}" in next(copies.glob("*.log")).read_text()


def test_only_one_sends_at_a_time(notice):
    with ThreadPoolExecutor(1) as another:
        held, over = Event(), Event()
        with_lock = another.submit(hold, held, over)
        held.wait(10)
        meanwhile = send_notices(now=DUE)
        over.set()

    assert (with_lock.result(), meanwhile, send_notices(now=DUE)) == (True, None, 1)


def fail_while_sending():
    with only_sender() as ours:
        return 1 / (not ours)


def test_the_lock_is_free_again_after_an_error():
    for _attempt in range(2):
        with pytest.raises(ZeroDivisionError):
            fail_while_sending()


def test_what_is_published_while_a_notice_is_being_sent_is_told_in_the_next(notice):
    claim(notice, DUE)
    newer = publish_again(notice, "Dinner")
    confirm(notice, DUE)

    following = Notice.objects.get(status="waiting")
    told = notice.version_id
    notice.refresh_from_db()
    assert (notice.status, notice.version_id) == ("sent", told)
    assert (following.before_id, following.version_id) == (told, newer.pk)


def test_what_had_left_is_not_told_again_by_what_was_published_before_it_was_known(notice, copies):
    send_notices(now=DUE)
    Notice.objects.filter(pk=notice.pk).update(status="sending")
    publish_again(notice, "Dinner")

    send_notices(now=DUE + timedelta(hours=1))

    told = [
        found
        for file in sorted(copies.glob("*.log"))
        for found in re.findall(r"    was: (\w+)\n    is now: (\w+)", file.read_text())
    ]
    assert sorted(told) == [("Breakfast", "Lunch"), ("Lunch", "Dinner")]


@pytest.mark.parametrize("left", ["uncertain", "refused"])
def test_the_next_message_tells_all_where_the_one_before_did_not_leave_for_certain(
    notice, settings, left
):
    claim(notice, DUE)
    publish_again(notice, "Dinner")
    if left == "refused":
        notice.refresh_from_db()
        try_later(notice, Notice.Failure.REFUSED, DUE)

    send_notices(now=DUE + timedelta(hours=1))

    notice.refresh_from_db()
    (message,) = mail.outbox
    assert notice.status == "needless"
    assert "was: Breakfast\n    is now: Dinner" in message.body


class Publishing(EmailBackend):
    """A mail server; while it takes a message, an organiser publishes again."""

    def send_messages(self, messages):
        if not mail.outbox:
            publish_again(Notice.objects.get(status="sending"), "Dinner")
        return super().send_messages(messages)


def test_a_publication_in_the_middle_of_a_send_is_told_by_itself(notice, settings):
    settings.MAILERS = {"default": {"BACKEND": f"{__name__}.Publishing"}}

    sent = [send_notices(now=DUE), send_notices(now=DUE + timedelta(hours=1))]

    bodies = [re.search(r"was: (\w+)\n    is now: (\w+)", one.body).groups() for one in mail.outbox]
    assert (sent, bodies) == ([1, 1], [("Breakfast", "Lunch"), ("Lunch", "Dinner")])


def test_what_was_published_while_a_message_was_written_is_not_lost(notice):
    newer = publish_again(notice, "Dinner")

    is_ours = claim(notice, DUE + timedelta(hours=1))
    close_needless(notice)

    notice.refresh_from_db()
    assert (is_ours, notice.status, notice.version_id) == (False, "waiting", newer.pk)


def publish_again(notice, title):
    rename(notice.mission.meetings.get(title_en=NEWS), title)
    return publish(mission=notice.mission, now=DUE)


@pytest.mark.usefixtures("refused")
def test_failures_are_retried_with_growing_pauses_then_left_to_the_desk(notice):
    pauses, now = [], DUE
    for _attempt in range(len(PAUSES) + 1):
        send_notices(now=now)
        notice.refresh_from_db()
        pauses.append(notice.send_after - now)
        now = notice.send_after

    assert [pause.seconds // 60 for pause in pauses] == [1, 5, 30, 120, 0]
    assert (notice.status, notice.attempts) == ("failed", 5)
    assert notice.last_error == "unreachable"


@pytest.mark.parametrize(
    ("error", "failure"),
    [
        (ConnectionRefusedError(111, "Connection refused"), "unreachable"),
        (socket.gaierror(-2, "Name or service not known"), "unreachable"),
        (TimeoutError("timed out"), "timed_out"),
        (smtplib.SMTPConnectError(554, "no service"), "unreachable"),
        (smtplib.SMTPConnectError(421, "busy"), "try_later"),
        (smtplib.SMTPRecipientsRefused({"ada@example.org": (451, b"greylisted")}), "try_later"),
        (smtplib.SMTPSenderRefused(452, b"full", "missions@example.org"), "try_later"),
        (smtplib.SMTPDataError(451, b"in a while"), "try_later"),
        (smtplib.SMTPRecipientsRefused({"ada@example.org": (550, b"unknown")}), "address_refused"),
        (smtplib.SMTPSenderRefused(550, b"who?", "missions@example.org"), "sender_refused"),
        (smtplib.SMTPAuthenticationError(535, b"wrong password"), "sender_refused"),
        (smtplib.SMTPDataError(554, b"spam"), "refused"),
        (KeyError("title"), "not_written"),
    ],
)
def test_the_desk_is_told_in_words_why_a_message_did_not_leave(error, failure):
    assert failure_of(error) == failure


@pytest.mark.usefixtures("refused")
@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "The mail server could not be reached."),
        ("it", "Il server di posta non è raggiungibile."),
    ],
)
def test_what_went_wrong_is_said_in_the_language_of_the_desk(notice, desk, language, words):
    send_notices(now=DUE)
    desk.defaults["HTTP_ACCEPT_LANGUAGE"] = language

    page = desk.get("/admin/agenda/notice/").content.decode()

    assert (words in page, "SMTPServerDisconnected" in page) == (True, False)


def test_the_log_says_what_the_server_answered_and_not_whose_address_it_was(
    notice, settings, caplog
):
    settings.MAILERS = {"default": {"BACKEND": f"{__name__}.KnowingNobody"}}

    send_notices(now=DUE)

    assert "SMTPRecipientsRefused" in caplog.text
    assert "550" in caplog.text
    assert notice.person.email not in caplog.text


def test_a_notice_that_cannot_be_written_holds_up_no_other(notice):
    stuck = NoticeFactory(
        mission=notice.mission,
        version=VersionFactory(mission=notice.mission, number=99, programme={}),
        person=PersonFactory(email="carla@example.org"),
        send_after=NOON,
    )

    sent = send_notices(now=DUE)

    stuck.refresh_from_db()
    assert (sent, stuck.status, stuck.send_after) == (1, "waiting", DUE + PAUSES[0])


@pytest.mark.usefixtures("refused")
def test_a_failed_notice_is_extended_by_the_next_publication(notice):
    Notice.objects.filter(pk=notice.pk).update(status="failed", attempts=5)

    newer = publish_again(notice, "Dinner")

    notice.refresh_from_db()
    assert (notice.status, notice.attempts, notice.version_id) == ("waiting", 0, newer.pk)
    assert notice.before.number == 1


def test_without_an_address_the_desk_is_told_whom_to_call(notice, desk):
    notice.person.email, notice.person.phone = "", "+390115550101"
    notice.person.save()
    send_notices(now=DUE)

    home = desk.get("/admin/").content.decode()
    page = desk.get("/admin/agenda/notice/").content.decode()

    assert "Messages that did not go out, or not for certain" in home
    assert ("No e-mail address is known." in page, "+39 011 555 0101" in page) == (True, True)


def test_the_desk_tries_again(notice, desk):
    Notice.objects.filter(pk=notice.pk).update(status="failed", attempts=5)

    desk.post("/admin/agenda/notice/", {"action": "send_now", "_selected_action": [notice.pk]})

    notice.refresh_from_db()
    assert (notice.status, notice.attempts, len(mail.outbox)) == ("sent", 1, 1)


def test_a_publication_without_quiet_minutes_is_told_at_once_even_without_a_worker(
    notice, django_capture_on_commit_callbacks
):
    notice.mission.quiet_minutes = 0
    notice.mission.save()
    Notice.objects.update(status="sent")

    with django_capture_on_commit_callbacks(execute=True):
        publish_again(notice, "Dinner")

    assert len(mail.outbox) == 1


def test_nothing_is_sent_before_it_is_due(notice):
    assert (send_notices(now=NOON), mail.outbox) == (0, [])


def test_a_link_that_has_expired_is_prolonged_with_the_message(notice):
    PersonalLink.objects.update(expires_at=NOON)

    send_notices(now=DUE)

    link = PersonalLink.objects.get()
    assert (link.opens_with(link.key, DUE), len(mail.outbox)) == (True, 1)


def test_long_after_the_mission_the_desk_is_told_that_no_link_opens(notice, desk):
    PersonalLink.objects.all().delete()

    send_notices(now=LONG_AFTER)

    notice.refresh_from_db()
    page = desk.get("/admin/agenda/notice/").content.decode()
    assert (notice.status, mail.outbox) == ("failed", [])
    assert "Personal links end a month after the mission" in page
