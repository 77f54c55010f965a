"""The desk's home page: the mission at hand and what it still needs."""

from datetime import timedelta

import pytest

from agenda.models import Meeting, PersonalLink
from agenda.publishing import publish
from tests.factories import (
    AffiliationFactory,
    DelegateFactory,
    FirmFactory,
    MeetingFactory,
    MissionFactory,
    ParticipationFactory,
    PersonalLinkFactory,
    PersonFactory,
    TransferFactory,
    UserFactory,
    VenueFactory,
)
from tests.moments import NOON

pytestmark = pytest.mark.django_db
HOME = "/admin/"
DURING = "/admin/?at=2025-04-23T08:00"


@pytest.fixture(autouse=True)
def _no_second_factor(settings):
    settings.SECOND_FACTOR_REQUIRED = False


def test_the_mission_chosen_stays_chosen(desk):
    chosen, _other = MissionFactory(), MissionFactory()

    desk.get(HOME, {"mission": chosen.pk})
    page = desk.get(HOME)

    assert page.context["mission"] == chosen


@pytest.mark.parametrize("asked", ["", "0", "-1", "x", "9" * 40, "²", "\x00"])
def test_a_mission_that_is_not_there_changes_nothing(desk, asked):
    mission = MissionFactory()

    page = desk.get(HOME, {"mission": asked})

    assert (page.status_code, page.context["mission"]) == (200, mission)


def test_next_items_have_their_place_and_people(desk):
    meeting = MeetingFactory(venue=VenueFactory())
    ParticipationFactory(meeting=meeting)
    MeetingFactory(mission=meeting.mission, status=Meeting.Status.CANCELLED)

    page = desk.get(DURING)

    assert [row for row, _when in page.context["coming"]] == [meeting]
    for words in ("09:30", "Detroit time", "The maker’s seat", "Ada Rossi", "confirmed"):
        assert words.replace("’", "&#x27;") in page.content.decode()


def test_unpublished_changes_show_old_and_new(desk):
    meeting = MeetingFactory()
    publish(mission=meeting.mission, now=NOON)
    Meeting.objects.update(title_it="Altro titolo")

    page = desk.get(HOME, headers={"accept-language": "it"}).content.decode()

    assert "Incontro con il costruttore</del>" in page
    assert "Altro titolo</ins>" in page


def test_missing_links_are_made_on_a_button(desk):
    delegate = DelegateFactory()
    DelegateFactory(
        mission=delegate.mission, person=PersonalLinkFactory(mission=delegate.mission).person
    )

    before = desk.get(HOME).context["without_link"]
    assert list(before) == [delegate]
    after = desk.post(f"/admin/delegation/mission/{delegate.mission.pk}/links/", follow=True)

    assert list(after.context["without_link"]) == []
    assert PersonalLink.objects.filter(person=delegate.person).count() == 1


def test_the_address_that_makes_links_makes_none_when_it_is_only_opened(desk):
    delegate = DelegateFactory()

    page = desk.get(f"/admin/delegation/mission/{delegate.mission.pk}/links/")

    assert (page.status_code, page.url) == (302, HOME)
    assert not PersonalLink.objects.exists()


def test_readers_make_no_links(client):
    client.force_login(
        UserFactory(role="reader"), backend="django.contrib.auth.backends.ModelBackend"
    )
    delegate = DelegateFactory()

    client.post(f"/admin/delegation/mission/{delegate.mission.pk}/links/")

    assert not PersonalLink.objects.exists()


def test_whoever_has_no_role_is_told_to_ask_for_one(client):
    client.force_login(UserFactory(), backend="django.contrib.auth.backends.ModelBackend")

    page = client.get(HOME, headers={"accept-language": "en"}, follow=True)

    assert page.status_code == 403
    assert "Ask an organiser." in page.text


def test_every_field_of_every_kind_of_row_that_lacks_a_language_is_listed(desk):
    mission = MissionFactory(summary_it="Sommario")
    firm = FirmFactory(seeks_it="Cerca clienti")
    mission.firms.add(firm)
    venue = VenueFactory(entrance_en="")
    meeting = MeetingFactory(mission=mission, venue=venue, dress_code_it="Formale", room_en="Room")
    ride = TransferFactory(mission=mission, origin=venue, pickup_point_it="Porta B")
    post = AffiliationFactory(title_en="")
    DelegateFactory(mission=mission, person=post.person, affiliation=post)
    stand_in = PersonFactory(given_name="", family_name="", placeholder_it="Una guida")
    ParticipationFactory(meeting=meeting, person=stand_in)
    MeetingFactory(title_en="")

    found = desk.get(HOME, {"mission": mission.pk}).context["untranslated"]

    assert [(one.row, one.fields) for one in found] == [
        (mission, ("summary",)),
        (meeting, ("room", "dress code")),
        (ride, ("pickup point",)),
        (venue, ("entrance",)),
        (post, ("title",)),
        (stand_in, ("stands in for the name",)),
        (firm, ("seeks",)),
    ]


def test_titles_to_confirm_are_those_worn_here(desk):
    post = AffiliationFactory()
    delegate = DelegateFactory(person=post.person, affiliation=post)
    confirmed = AffiliationFactory(titles_confirmed_on="2025-01-01")
    DelegateFactory(mission=delegate.mission, person=confirmed.person, affiliation=confirmed)

    page = desk.get(HOME)

    assert list(page.context["unconfirmed"]) == [delegate]


@pytest.mark.parametrize("how_many", [1, 30])
def test_home_takes_the_same_queries_for_any_number(desk, how_many, django_assert_num_queries):
    mission = MissionFactory()
    for meeting in MeetingFactory.create_batch(
        how_many, mission=mission, venue=VenueFactory(name_en="")
    ):
        post = AffiliationFactory(title_en="")
        ParticipationFactory(meeting=meeting, person=post.person)
        DelegateFactory(mission=mission, person=post.person, affiliation=post)
        TransferFactory(mission=mission, vehicle_it=f"pulmino {meeting.pk}")
    publish(mission=mission, now=NOON)
    mission.meetings.update(title_it="Spostato")
    publish(mission=mission, now=NOON + timedelta(days=1))
    desk.get(DURING)

    with django_assert_num_queries(54):
        desk.get(DURING)


@pytest.mark.parametrize("language", ["it", "en"])
def test_the_menu_leads_to_pages_that_open(desk, language):
    MissionFactory()
    desk.defaults["HTTP_ACCEPT_LANGUAGE"] = language
    groups = desk.get(HOME).context["sidebar_navigation"]

    links = [
        str(item["link"]) for group in groups for item in group["items"] if item["has_permission"]
    ]
    opened = {link: desk.get(link, follow=True).status_code for link in links}

    assert set(opened.values()) == {200}
    assert len(opened) == 21


def test_what_was_added_says_when_and_where_it_is(desk):
    mission = MissionFactory()
    MeetingFactory(mission=mission, title_en="Visit", venue=VenueFactory(name_en="Plant"))
    TransferFactory(mission=mission)

    page = desk.get(HOME).content.decode()

    unpublished = " ".join(page.partition('id="unpublished"')[2].partition("</section>")[0].split())
    assert "Time: 23/04, 09:30–10:30 (Detroit time)" in unpublished
    assert "Place: Plant, " in unpublished
    way, _end, ride = unpublished.partition("minibus")[2].partition("</p>")
    assert " → " in way
    assert ride.lstrip().startswith('<p class="desk-difference">Time: 23/04, ')


@pytest.mark.parametrize(
    ("role", "words"),
    [
        ("organiser", "Look at 1 change and publish"),
        ("editor", "Look at 1 change"),
        ("reader", "Look at 1 change"),
    ],
)
def test_only_who_may_publish_is_led_there_first(client, role, words):
    mission = MissionFactory()
    MeetingFactory(mission=mission)
    client.force_login(UserFactory(role=role), "django.contrib.auth.backends.ModelBackend")

    page = client.get(HOME, headers={"accept-language": "en"}).content.decode()

    address = f"/admin/delegation/mission/{mission.pk}/publish/"
    look = 'class="desk-button' + ("" if role == "organiser" else " desk-button--second")
    assert f'{look}" href="{address}">{words}</a>' in page
    assert client.get(address).status_code == 200
