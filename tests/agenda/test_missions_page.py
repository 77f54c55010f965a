"""The list of missions: under way, coming, past."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from agenda.publishing import publish
from tests.factories import MeetingFactory, MissionFactory
from tests.lines import lines_of

pytestmark = pytest.mark.django_db
NOON = datetime(2025, 4, 20, 12, tzinfo=UTC)
NOTHING = {
    "en": "No mission is public yet.",
    "it": "Nessuna missione è ancora pubblica.",
}
HEADINGS = {"en": ["Under way", "Coming", "Past"], "it": ["In corso", "In arrivo", "Passate"]}


def mission_on(days_from_now, title, *, lasting=1, **values):
    """Make a published mission that starts so many days from today."""
    start = timezone.now().date() + timedelta(days=days_from_now)
    mission = MissionFactory(
        title_it=title,
        title_en=title,
        start_date=start,
        end_date=start + timedelta(days=lasting),
        **values,
    )
    publish(mission=mission, now=NOON)
    return mission


@pytest.mark.parametrize("language", ["en", "it"])
def test_missions_stand_under_way_coming_and_past_each_in_the_order_of_the_nearest(
    client, language
):
    for days, title in [(-400, "Lima"), (-40, "Oslo"), (300, "Kyiv"), (30, "Baku"), (-1, "Roma")]:
        mission_on(days, title, lasting=3)

    lines = lines_of(client.get(f"/{language}/missions/"))

    names = {"Lima", "Oslo", "Kyiv", "Baku", "Roma", *HEADINGS[language]}
    current, coming, past = HEADINGS[language]
    assert [line for line in lines if line in names] == [
        *(current, "Roma"),
        *(coming, "Baku", "Kyiv"),
        *(past, "Oslo", "Lima"),
    ]


@pytest.mark.parametrize(
    ("zone", "now", "group"),
    [
        ("America/Detroit", "2025-04-23T03:59:59", "coming"),
        ("America/Detroit", "2025-04-23T04:00:00", "current"),
        ("America/Detroit", "2025-04-25T03:59:59", "current"),
        ("America/Detroit", "2025-04-25T04:00:00", "past"),
        ("Pacific/Auckland", "2025-04-22T11:59:59", "coming"),
        ("Pacific/Auckland", "2025-04-22T12:00:00", "current"),
        ("Pacific/Auckland", "2025-04-24T12:00:00", "past"),
    ],
)
def test_a_mission_begins_and_ends_at_midnight_of_its_place(client, monkeypatch, zone, now, group):
    mission = MissionFactory(time_zone=zone)
    publish(mission=mission, now=NOON)
    moment = datetime.fromisoformat(now).replace(tzinfo=UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    context = client.get("/en/missions/").context

    listed = {name: len(context[name]) for name in ("current", "coming", "past") if context[name]}
    assert listed == {group: 1}


@pytest.mark.parametrize("language", ["en", "it"])
def test_without_a_mission_the_page_says_so(client, language):
    assert NOTHING[language] in lines_of(client.get(f"/{language}/missions/"))


def test_what_is_not_published_or_not_public_is_not_listed(client):
    MissionFactory()
    mission_on(5, "Private", is_public=False)

    context = client.get("/en/missions/").context

    assert [context[name] for name in ("current", "coming", "past")] == [[], [], []]


def test_a_mission_is_listed_as_it_was_published(client):
    mission = mission_on(5, "Baku")
    mission.title_en = "Draft"
    mission.start_date = date(2020, 1, 1)
    mission.save()

    context = client.get("/en/missions/").context

    assert [str(mission.title) for mission in context["coming"]] == ["Baku"]


def test_a_mission_without_a_translation_says_which_language_its_title_is_in(client):
    mission = mission_on(5, "Baku")
    mission.title_it, mission.title_en = "Missione a Baku", ""
    mission.save()
    publish(mission=mission, now=NOON)

    page = client.get("/en/missions/").content.decode()

    assert (
        '<span lang="it">Missione a Baku</span> <small class="note">(only in Italian)</small>'
        in page
    )


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_list_takes_two_queries_for_any_number_of_missions_and_none_when_read_before(
    client, how_many, django_assert_num_queries
):
    for days in range(how_many):
        MeetingFactory(mission=mission_on(days, "Baku"))

    with django_assert_num_queries(2):
        client.get("/en/missions/")
    with django_assert_num_queries(0):
        client.get("/en/missions/")


@pytest.mark.parametrize("path", ["/", "/en/", "/it/"])
def test_the_front_door_leads_to_the_missions(client, path):
    answer = client.get(path, follow=True, headers={"accept-language": "en"})

    language = "it" if path == "/it/" else "en"
    assert (answer.status_code, answer.request["PATH_INFO"]) == (200, f"/{language}/missions/")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Last update: 20 April 2025, 14:00 (Rome time)."),
        ("it", "Ultimo aggiornamento: 20 aprile 2025, 14:00 (ora di Roma)."),
    ],
)
def test_the_last_update_is_on_the_home_clocks_of_the_newest_mission(client, language, said):
    mission_on(5, "Baku")
    earlier = MissionFactory(home_time_zone="Asia/Tokyo")
    publish(mission=earlier, now=NOON - timedelta(hours=1))

    assert said in lines_of(client.get(f"/{language}/missions/"))
