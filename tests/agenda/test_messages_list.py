"""The list of messages at the desk: whose clocks its times are on, and what it is called."""

import pytest

from agenda.publishing import publish
from tests.agenda.notice_mission import LATER, delegate, meeting_of, rename, told_mission
from tests.factories import MissionFactory
from tests.lines import lines_of

pytestmark = pytest.mark.django_db
LIST = "/admin/agenda/notice/"


def test_the_list_and_a_message_name_the_zone_of_their_times(desk):
    mission, (ada, _bruno), (breakfast, _visit) = told_mission()
    rename(breakfast, "Lunch")
    publish(mission=mission, now=LATER)
    waiting = mission.notices.get(status="waiting", person=ada)

    pages = [" ".join(lines_of(desk.get(where))) for where in (LIST, f"{LIST}{waiting.pk}/change/")]

    words = "20 April 2025, 15:10 (Rome time)"
    assert [words in page for page in pages] == [True, True]


@pytest.mark.parametrize(
    ("language", "word", "former"), [("it", "Messaggi", "avvis"), ("en", "Messages", "notice")]
)
def test_menu_and_page_have_one_word_for_messages(desk, language, word, former):
    desk.defaults["HTTP_ACCEPT_LANGUAGE"] = language

    lines = lines_of(desk.get(LIST))

    assert [line.split()[-1] for line in lines if word in line] == [word, word]
    assert [line for line in lines if former in line.lower()] == []


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_list_takes_the_same_queries_for_any_number(desk, how_many, django_assert_num_queries):
    for number in range(how_many):
        mission = MissionFactory()
        meeting_of(mission, delegate(mission, f"Name{number}"))
        publish(mission=mission, now=LATER)
    desk.get(LIST)

    with django_assert_num_queries(9):
        page = desk.get(LIST)

    assert len(page.context["cl"].result_list) == how_many
