"""Colleagues' accounts: who makes them, how they come in, and what nobody can take."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group, User
from django.core import mail

from delegation.models import Colleague
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
LIST = "/admin/delegation/colleague/"
ADD = f"{LIST}add/"
EVA = {
    "username": "eva", "first_name": "Eva", "last_name": "Example", "email": "eva@example.org",
    "role": "editor", "is_active": "on",
}  # fmt: skip
PASSWORD = "cinque-parole-ancora-piu-lunghe"  # noqa: S105 - of a test


@pytest.fixture(autouse=True)
def _no_second_factor(settings):
    settings.SECOND_FACTOR_REQUIRED = False
    settings.SITE_URL = "http://testserver"


@pytest.fixture
def ada():
    return UserFactory(username="ada", email="ada@example.org", role="organiser")


@pytest.fixture
def desk(client, ada):
    return signed_in(client, ada)


def signed_in(client, user):
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def change(user):
    return f"{LIST}{user.pk}/change/"


def told(page):
    return [str(message) for message in page.context["messages"]]


def errors(page):
    return {name: list(found) for name, found in page.context["adminform"].form.errors.items()}


def rights(user):
    user = User.objects.get(pk=user.pk)
    roles = sorted(group.name for group in user.groups.all())
    return (user.is_active, user.is_staff, user.is_superuser, roles)


def test_an_organiser_makes_an_account_and_its_owner_chooses_the_password(desk, client):
    page = desk.post(ADD, EVA, follow=True)
    eva = Colleague.objects.get(username="eva")
    [sent] = mail.outbox
    [path] = re.findall(r"http://testserver(/accounts/password/reset/key/\S+)", sent.body)
    desk.logout()
    form = client.get(path, follow=True)
    client.post(form.redirect_chain[-1][0], {"password1": PASSWORD, "password2": PASSWORD})
    done = client.post("/accounts/login/", {"login": "eva", "password": PASSWORD}, follow=True)

    assert told(page)[0] == (
        "Eva Example gets a mail at eva@example.org with the address to choose a password."
    )
    assert (sent.to, sent.subject) == (["eva@example.org"], "Your account at the missions’ desk")
    assert rights(eva) == (True, True, False, ["editor"])
    assert (done.redirect_chain, done.status_code) == ([("/admin/", 302)], 200)


def test_the_invitation_is_written_in_the_organisers_language(desk):
    desk.defaults["HTTP_ACCEPT_LANGUAGE"] = "it"

    desk.post(ADD, EVA)

    assert mail.outbox[0].subject == "Il Suo account alla scrivania delle missioni"


@pytest.mark.parametrize("role", ["editor", "reader"])
def test_only_organisers_see_colleagues(client, ada, role):
    desk = signed_in(client, UserFactory(role=role))

    pages = [desk.get(LIST), desk.get(change(ada)), desk.post(ADD, EVA)]

    assert [page.status_code for page in pages] == [403, 403, 403]
    assert f'href="{LIST}"' not in desk.get("/admin/").text


def test_organisers_find_colleagues_in_the_menu(desk):
    assert f'href="{LIST}"' in desk.get("/admin/").text


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"email": ""}, {"email": ["This field is required."]}),
        ({"email": "ADA@example.org"}, {"email": ["Another account has this e-mail address."]}),
        ({"username": "ADA"}, {"username": ["Another account has this user name."]}),
        (
            {"role": "superuser"},
            {"role": ["Select a valid choice. superuser is not one of the available choices."]},
        ),
    ],
)
def test_wrong_input_is_explained_and_makes_no_account(desk, typed, wrong):
    page = desk.post(ADD, {**EVA, **typed})

    assert errors(page) == wrong
    assert (User.objects.count(), mail.outbox) == (1, [])


def test_nobody_escalates_by_posting_more_than_the_form_has(desk):
    Group.objects.create(name="other")
    more = {"is_superuser": "on", "user_permissions": ["1"], "groups": ["1"], "password": "x"}

    desk.post(ADD, {**EVA, **more})

    eva = User.objects.get(username="eva")
    assert rights(eva) == (True, True, False, ["editor"])
    assert (eva.user_permissions.count(), eva.has_usable_password()) == (0, False)


def test_a_superuser_is_out_of_an_organisers_reach(desk):
    root = UserFactory(username="root", email="root@example.org", is_superuser=True)

    page = desk.get(LIST)
    desk.post(change(root), {**EVA, "username": "root"})
    desk.post(LIST, {"action": "invite", "_selected_action": [root.pk]})

    assert [str(row) for row in page.context["cl"].result_list] == ["ada"]
    assert User.objects.get(pk=root.pk).email == "root@example.org"
    assert mail.outbox == []


def test_a_superuser_sees_everybody(client, ada):
    root = UserFactory(username="root", is_superuser=True)

    page = signed_in(client, root).get(LIST)

    assert [row.username for row in page.context["cl"].result_list] == ["ada", "root"]


def test_nobody_locks_themselves_out(desk, ada):
    typed = {**EVA, "username": "ada", "email": "ada@example.org", "role": "reader"}

    desk.post(change(ada), {name: value for name, value in typed.items() if name != "is_active"})
    desk.post(f"{LIST}{ada.pk}/delete/", {"post": "yes"})

    assert rights(ada) == (True, True, False, ["organiser"])
    assert User.objects.get(pk=ada.pk).first_name == "Eva"


def test_a_new_role_replaces_the_former_one_and_holds_at_once(desk, client):
    eva = UserFactory(username="eva", email="eva@example.org", role="organiser")
    eva.groups.add(Group.objects.create(name="other"))

    desk.post(change(eva), {**EVA, "role": "reader"})

    assert rights(eva) == (True, True, False, ["other", "reader"])
    assert signed_in(client, eva).get("/admin/agenda/venue/add/").status_code == 403


def test_closing_an_account_ends_its_session(desk, client):
    eva = UserFactory(username="eva", email="eva@example.org", role="editor")
    hers = signed_in(type(client)(), eva)
    before = hers.get("/admin/")

    desk.post(change(eva), {name: value for name, value in EVA.items() if name != "is_active"})
    after = hers.get("/admin/")

    assert (before.status_code, after.status_code) == (200, 302)
    assert after["Location"].startswith("/admin/login/")


def test_a_former_address_resets_no_password(desk):
    eva = UserFactory(username="eva", email="old@example.org", role="editor")
    EmailAddress.objects.create(user=eva, email="old@example.org", primary=True)

    desk.post(change(eva), EVA)
    desk.post("/accounts/password/reset/", {"email": "old@example.org"})

    assert (User.objects.get(pk=eva.pk).email, mail.outbox) == ("eva@example.org", [])
