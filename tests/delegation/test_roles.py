"""What organisers, editors and readers may open and do at the desk."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import AnonymousUser

from agenda.models import Meeting, PersonalLink, Version
from agenda.publishing import publish
from delegation.models import Mission
from tests.factories import (
    DelegateFactory,
    MeetingFactory,
    MissionFactory,
    PersonalLinkFactory,
    UserFactory,
    VenueFactory,
)

pytestmark = pytest.mark.django_db
NOON = datetime(2025, 4, 20, 12, tzinfo=UTC)
ROLES = ["organiser", "editor", "reader"]
LISTS = [
    "agenda/meeting", "agenda/transfer", "agenda/unavailability", "agenda/venue",
    "agenda/version", "agenda/personallink", "delegation/mission", "delegation/delegate",
    "companies/firm", "companies/institution", "companies/person",
]  # fmt: skip


@pytest.fixture(autouse=True)
def _no_second_factor(settings):
    settings.SECOND_FACTOR_REQUIRED = False


@pytest.fixture
def desk(client):
    def sign_in(role, **user):
        client.force_login(
            UserFactory(role=role, **user), backend="django.contrib.auth.backends.ModelBackend"
        )
        return client

    return sign_in


def test_nobody_may_anything_without_an_open_account():
    organiser = UserFactory(role="organiser")
    closed = UserFactory(role="organiser", is_active=False)

    may = [user.has_perm("agenda.publish") for user in (organiser, closed, AnonymousUser())]

    assert may == [True, False, False]


def publish_page(mission):
    return f"/admin/delegation/mission/{mission.pk}/publish/"


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", LISTS)
def test_every_role_opens_every_list(desk, role, name):
    assert desk(role).get(f"/admin/{name}/").status_code == 200


@pytest.mark.parametrize(
    ("user", "status"),
    [
        ({"role": None}, 403),
        ({"role": None, "is_superuser": True}, 200),
        ({"role": "unheard-of"}, 403),
        ({"role": "organiser", "is_staff": False}, 403),
        ({"role": "organiser", "is_active": False}, 200),
    ],
    ids=["staff alone", "superuser", "other group", "role alone", "deactivated"],
)
def test_the_desk_opens_to_staff_with_a_role(desk, user, status):
    page = desk(**user).get("/admin/", follow=True)

    is_sign_in = page.request["PATH_INFO"].startswith("/accounts/login/")
    assert page.status_code == status
    assert is_sign_in == (user.get("is_active") is False)


@pytest.mark.parametrize(
    ("role", "status", "versions"), [("organiser", 302, 1), ("editor", 403, 0), ("reader", 403, 0)]
)
def test_only_organisers_publish(desk, role, status, versions):
    mission = MissionFactory()

    client = desk(role)
    looked_at = client.get(publish_page(mission)).context["preview"].fingerprint

    page = client.post(publish_page(mission), {"is_public": "on", "expected": looked_at})

    assert (page.status_code, Version.objects.count()) == (status, versions)


@pytest.mark.parametrize("role", ROLES)
def test_every_role_sees_what_would_be_published_but_only_organisers_the_button(desk, role):
    page = desk(role).get(publish_page(MissionFactory()))

    assert (page.status_code, page.context["may_publish"]) == (200, role == "organiser")


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("action", ["withdraw", "show"])
def test_only_organisers_decide_whether_the_public_sees_a_mission(desk, role, action):
    mission = MissionFactory(is_public=action == "withdraw")

    desk(role).post(
        "/admin/delegation/mission/",
        {"action": action, "_selected_action": [mission.pk], "confirmed": 1},
    )

    mission.refresh_from_db()
    assert (mission.is_public != (action == "withdraw")) == (role == "organiser")


@pytest.mark.parametrize("role", ROLES)
def test_who_may_not_publish_finds_the_public_switch_locked(desk, role):
    mission = MissionFactory()

    page = desk(role).get(f"/admin/delegation/mission/{mission.pk}/change/")

    assert ("is_public" in page.context["adminform"].form.fields) == (role == "organiser")


@pytest.mark.parametrize(("role", "status", "left"), [("editor", 302, 0), ("reader", 403, 1)])
def test_editors_delete_and_readers_do_not(desk, role, status, left):
    meeting = MeetingFactory()

    page = desk(role).post(f"/admin/agenda/meeting/{meeting.pk}/delete/", {"post": "yes"})

    assert (page.status_code, Meeting.objects.count()) == (status, left)


@pytest.mark.parametrize("role", ROLES)
def test_nobody_deletes_a_published_mission_or_a_version(desk, role):
    mission = MissionFactory()
    version = publish(mission=mission, now=NOON)
    client = desk(role)

    client.post(f"/admin/delegation/mission/{mission.pk}/delete/", {"post": "yes"})
    client.post(f"/admin/agenda/version/{version.pk}/delete/", {"post": "yes"})
    client.post(
        "/admin/delegation/mission/",
        {"action": "delete_selected", "_selected_action": [mission.pk], "post": "yes"},
    )

    assert list(Mission.objects.all()) == [mission]
    assert list(Version.objects.all()) == [version]


@pytest.mark.parametrize(
    ("role", "same"), [("organiser", False), ("editor", False), ("reader", True)]
)
def test_readers_replace_no_personal_link(desk, role, same):
    link = PersonalLinkFactory()
    key = link.key

    desk(role).post(
        "/admin/agenda/personallink/",
        {"action": "replace", "_selected_action": [link.pk], "confirmed": 1},
    )

    assert (PersonalLink.objects.get(pk=link.pk).key == key) == same


@pytest.mark.parametrize(
    ("role", "shown"), [("organiser", True), ("editor", True), ("reader", False)]
)
def test_readers_see_no_address_that_would_let_them_answer_for_somebody(desk, role, shown):
    link = PersonalLinkFactory()

    page = desk(role).get(f"/admin/agenda/personallink/{link.pk}/change/")

    assert (page.status_code, link.key in page.text) == (200, shown)


@pytest.mark.parametrize(
    ("role", "shown"), [("organiser", True), ("editor", True), ("reader", False)]
)
def test_readers_see_no_needs_of_delegates_neither_on_the_form_nor_in_the_history(
    desk, role, shown
):
    delegate = DelegateFactory(dietary_needs="no fish", needs_consent_on="2025-04-01")
    delegate.access_needs, delegate.precedence = "a ramp", 7
    delegate.save()
    client = desk(role)

    form, history = (
        client.get(f"/admin/delegation/delegate/{delegate.pk}/{page}/").text
        for page in ("change", "history")
    )

    assert [word in form for word in ("no fish", "a ramp")] == [shown] * 2
    assert [word in history for word in ("no fish", "a ramp")] == [shown] * 2
    assert "<ins>7</ins>" in history


@pytest.mark.parametrize(("role", "name"), [("editor", "Fiera"), ("reader", "Palace")])
def test_editors_write_and_readers_look_on(desk, role, name):
    venue = VenueFactory(name_it="Palace")
    url = f"/admin/agenda/venue/{venue.pk}/change/"
    client = desk(role)
    typed = client.get(url).context["adminform"].form.initial
    values = {key: value for key, value in typed.items() if value not in (None, False)}

    client.post(url, {**values, "name_it": "Fiera"})

    venue.refresh_from_db()
    assert venue.name_it == name


@pytest.mark.parametrize("verb", ["view", "add", "change", "delete"])
@pytest.mark.parametrize(("role", "may"), [("organiser", True), ("editor", False)])
def test_colleagues_are_for_organisers_alone(role, may, verb):
    assert UserFactory(role=role).has_perm(f"delegation.{verb}_colleague") == may


@pytest.mark.parametrize("role", ROLES)
def test_no_role_edits_users_or_groups(desk, role):
    client = desk(role)

    pages = [client.get(f"/admin/auth/{name}/") for name in ("user", "group")]

    assert [page.status_code for page in pages] == [403, 403]
