"""Notices: who is told what after a publication, once."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse

from agenda.editing.substitution import substitute
from agenda.models import Meeting, Notice, PersonalLink
from agenda.notices.sending import send_notices
from agenda.publishing import publish
from tests.agenda.notice_mission import (
    AFTERNOON,
    DUE,
    LATER,
    NOON,
    QUIET,
    delegate,
    meeting_of,
    rename,
    told_mission,
)
from tests.factories import (
    MissionFactory,
    ParticipationFactory,
    PassengerFactory,
    PersonalLinkFactory,
    PersonFactory,
    TransferFactory,
    VenueFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_lock(settings, tmp_path):
    settings.DATA_DIR = tmp_path


def recipients():
    return sorted(address for message in mail.outbox for address in message.to)


def html_of(message):
    return message.alternatives[0].content


def test_only_those_whom_a_change_concerns_are_told():
    mission, _people, (breakfast, _visit) = told_mission()
    rename(breakfast, "Lunch")
    publish(mission=mission, now=LATER)

    send_notices(now=DUE)

    assert recipients() == ["ada@example.org"]


def test_the_message_has_old_and_new_side_by_side_and_the_personal_link():
    mission, (ada, _bruno), (breakfast, _visit) = told_mission()
    rename(breakfast, "Lunch")
    publish(mission=mission, now=LATER)

    send_notices(now=DUE)

    (message,) = mail.outbox
    link = PersonalLink.objects.get(person=ada)
    assert message.subject == "What changed for you: Mission to Michigan, version 2"
    assert "  title\n    was: Breakfast\n    is now: Lunch\n" in message.body
    assert "<td><del>Breakfast</del></td><td>Lunch</td>" in html_of(message)
    assert (link.url in message.body, link.url in html_of(message)) == (True, True)


def test_the_message_is_in_the_persons_language():
    mission, (ada, _bruno), (breakfast, _visit) = told_mission()
    ada.language = "it"
    ada.save()
    rename(breakfast, "Pranzo")
    publish(mission=mission, now=LATER)

    send_notices(now=DUE)

    (message,) = mail.outbox
    assert message.subject == "Che cosa cambia per Lei: Missione in Michigan, versione 2"
    assert '<html lang="it">' in html_of(message)


def test_the_message_asks_for_nothing_from_elsewhere_and_follows_nobody():
    mission, _people, (breakfast, _visit) = told_mission()
    rename(breakfast, "<b>Lunch</b> & more")
    publish(mission=mission, now=LATER)

    send_notices(now=DUE)

    (message,) = mail.outbox
    page = html_of(message)
    url = PersonalLink.objects.get().url
    assert (
        re.findall(r"\b(?:src|background|srcset|action)=|<(?:img|link|script|iframe)", page) == []
    )
    assert re.findall(r'href="(http[^"]*)"', page) == [url]
    assert ("&lt;b&gt;Lunch" in page, "<b>Lunch</b> & more" in message.body) == (True, True)
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"


def test_a_second_publication_in_the_quiet_minutes_goes_into_the_same_message():
    mission, _people, (breakfast, _visit) = told_mission()
    for minutes, title in ((0, "Brunch"), (9, "Lunch")):
        rename(breakfast, title)
        publish(mission=mission, now=LATER + timedelta(minutes=minutes))

    early = send_notices(now=DUE - timedelta(seconds=1))
    sent = send_notices(now=DUE)

    assert (early, sent, Notice.objects.filter(status="waiting").count()) == (0, 1, 0)
    assert "was: Breakfast\n    is now: Lunch" in mail.outbox[0].body


def test_the_quiet_minutes_are_the_missions_own():
    mission, _people, (breakfast, _visit) = told_mission()
    mission.quiet_minutes = 3
    mission.save()
    rename(breakfast, "Lunch")
    publish(mission=mission, now=LATER)

    assert Notice.objects.get(status="waiting").send_after == LATER + timedelta(minutes=3)


def test_a_publication_after_the_message_makes_another_one():
    mission, _people, (breakfast, _visit) = told_mission()
    for hours, title in ((1, "Lunch"), (2, "Dinner")):
        rename(breakfast, title)
        now = NOON + timedelta(hours=hours)
        publish(mission=mission, now=now)
        send_notices(now=now + QUIET)

    told = [re.search(r"was: (\w+)\n    is now: (\w+)", one.body).groups() for one in mail.outbox]
    assert told == [("Breakfast", "Lunch"), ("Lunch", "Dinner")]


def test_what_was_taken_back_in_the_quiet_minutes_is_not_told():
    mission, _people, (breakfast, _visit) = told_mission()
    for title in ("Lunch", "Breakfast"):
        rename(breakfast, title)
        publish(mission=mission, now=LATER)

    assert (send_notices(now=DUE), mail.outbox) == (0, [])
    assert Notice.objects.filter(status="needless").count() == 1


def test_who_was_taken_out_and_who_came_in_are_both_told():
    mission, (_ada, bruno), (breakfast, _visit) = told_mission()
    breakfast.participations.all().delete()
    ParticipationFactory(meeting=breakfast, person=bruno)
    publish(mission=mission, now=LATER)

    send_notices(now=DUE)

    verbs = {one.to[0]: re.search(r"\* (\w+): Breakfast", one.body)[1] for one in mail.outbox}
    assert verbs == {"ada@example.org": "Removed", "bruno@example.org": "Added"}


def test_passengers_and_drivers_are_told_of_their_ride():
    mission, (ada, _bruno), _meetings = told_mission()
    driver = PersonFactory(email="driver@example.org", language="en")
    ride = TransferFactory(mission=mission, driver=driver)
    PassengerFactory(transfer=ride, person=ada)
    publish(mission=mission, now=LATER)

    send_notices(now=DUE)

    assert recipients() == ["ada@example.org", "driver@example.org"]


@pytest.mark.parametrize(
    ("values", "told"), [({}, []), ({"role": "interpreter"}, ["guest@example.org"])]
)
def test_counterparts_are_told_by_people_and_interpreters_by_us(values, told):
    mission = MissionFactory()
    meeting = meeting_of(mission)
    guest = PersonFactory(email="guest@example.org")
    ParticipationFactory(meeting=meeting, person=guest, **values)
    publish(mission=mission, now=NOON)

    send_notices(now=NOON + QUIET)

    assert recipients() == told


def test_a_counterpart_with_a_personal_link_is_told():
    mission = MissionFactory()
    guest = PersonFactory(email="guest@example.org")
    meeting_of(mission, guest)
    PersonalLinkFactory(mission=mission, person=guest)
    publish(mission=mission, now=NOON)

    send_notices(now=NOON + QUIET)

    assert recipients() == ["guest@example.org"]


def test_the_first_version_invites_those_who_have_items():
    mission = MissionFactory()
    ada = delegate(mission, "Ada")
    delegate(mission, "Bruno")
    meeting_of(mission, ada)
    publish(mission=mission, now=NOON)

    send_notices(now=NOON + QUIET)

    (message,) = mail.outbox
    assert (message.to, message.subject) == (
        ["ada@example.org"],
        "Your schedule: Mission to Michigan",
    )
    assert "Your programme has been published (version 1)." in message.body


def test_what_is_new_has_its_hours_and_its_place():
    mission, (ada, _bruno), _meetings = told_mission()
    hall = VenueFactory(name_en="Grand hotel")
    hours = {"starts_at": AFTERNOON, "ends_at": AFTERNOON + timedelta(hours=1)}
    meeting_of(mission, ada, title="Dinner", venue=hall, **hours)
    ride = TransferFactory(mission=mission, pickup_point_en="Side door")
    PassengerFactory(transfer=ride, person=ada)
    publish(mission=mission, now=LATER)

    send_notices(now=DUE)

    (message,) = mail.outbox
    text = message.body
    assert "* Added: Dinner\n  23/04, 15:00–16:00 (Detroit time)\n  Grand hotel" in text
    assert "\n  Pickup point: Side door\n" in text
    for words in ("<p>Grand hotel", "<p>Pickup point: Side door</p>"):
        assert words in html_of(message)


def test_who_stands_in_is_told_for_whom_in_the_message_and_on_the_page(client):
    mission, (ada, bruno), (_breakfast, visit) = told_mission()
    link = PersonalLinkFactory(mission=mission, person=ada)
    participation = visit.participations.get(person=bruno)
    deputy = mission.delegates.get(person=ada)
    substitute(participation=participation, delegate=deputy, with_rides=False)
    publish(mission=mission, now=LATER)

    send_notices(now=DUE)

    to_ada = next(message for message in mail.outbox if message.to == ["ada@example.org"])
    page = client.get(reverse("personal", args=[link.key])).content.decode()
    for told in (to_ada.body, html_of(to_ada), page):
        assert f"You stand in for {bruno}." in told


@pytest.mark.parametrize(
    "change",
    [
        {"visibility": "delegation"},
        {"public_host": True},
        {"notes": "for us"},
        {"status": Meeting.Status.HELD},
    ],
)
def test_what_changes_nothing_for_a_person_is_not_told(change):
    mission, _people, (breakfast, _visit) = told_mission()
    Meeting.objects.filter(pk=breakfast.pk).update(**change)
    publish(mission=mission, now=LATER)

    assert (send_notices(now=DUE), mail.outbox) == (0, [])


def test_that_a_meeting_was_not_held_after_all_is_not_told_either():
    mission, _people, (breakfast, _visit) = told_mission()
    for status in (Meeting.Status.HELD, Meeting.Status.CONFIRMED):
        Meeting.objects.filter(pk=breakfast.pk).update(status=status)
        publish(mission=mission, now=LATER)

    assert (send_notices(now=DUE), mail.outbox) == (0, [])
    assert Notice.objects.filter(status="waiting").count() == 0


def test_a_duty_phone_without_a_name_is_told_by_what_it_is():
    mission, _people, (breakfast, _visit) = told_mission()
    mission.contact_name, mission.contact_phone = "", "+390115550100"
    mission.save()
    rename(breakfast, "Lunch")
    publish(mission=mission, now=LATER)

    send_notices(now=DUE)

    assert "\nOrganiser on duty: +39" in mail.outbox[0].body


def test_invented_people_without_an_address_are_not_told():
    mission = MissionFactory()
    stand_in = delegate(mission, "Nobody", email="", assumed=True)
    meeting_of(mission, stand_in)
    publish(mission=mission, now=NOON)

    assert Notice.objects.count() == 0
