"""A new mission at the desk: nothing is chosen that nobody chose."""

import pytest

from delegation.models import Mission
from tests.factories import MissionFactory

pytestmark = pytest.mark.django_db
ADD = "/admin/delegation/mission/add/"


@pytest.fixture(autouse=True)
def _desk_in_english(settings, desk):
    settings.SECOND_FACTOR_REQUIRED = False
    desk.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"


def form_of(page):
    return page.context["adminform"].form


def test_a_new_mission_has_no_country_and_no_zone_before_they_are_chosen(desk):
    form = form_of(desk.get(ADD))

    assert [form.fields[name].choices[0] for name in ("country", "time_zone")] == [
        ("", "Choose…"),
        ("", "Choose…"),
    ]


def test_a_mission_without_a_zone_is_refused(desk):
    page = desk.post(ADD, {"slug": "tokyo", "title_it": "Tokyo", "city_it": "Tokyo"})

    assert {"country", "time_zone"} <= form_of(page).errors.keys()
    assert not Mission.objects.exists()


def test_a_mission_that_is_there_keeps_its_own(desk):
    mission = MissionFactory(time_zone="Asia/Tokyo", country="JP")

    form = form_of(desk.get(f"/admin/delegation/mission/{mission.pk}/change/"))

    assert (str(form.initial["time_zone"]), str(form.initial["country"])) == ("Asia/Tokyo", "JP")
    assert "" not in dict(form.fields["time_zone"].choices)
