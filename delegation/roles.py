"""Who may do what at the desk: organisers, editors and readers.

A role is a group of that name. What it may do is decided here and nowhere else, so
that a new kind of row needs no permission rows.
"""

from django.contrib.auth.backends import BaseBackend, ModelBackend
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, Group, User
from django.db import models, transaction
from django.utils.translation import pgettext_lazy

APPS = {"companies", "delegation", "agenda"}
WRITING = {"add", "change", "delete"}
ORGANISERS_ONLY = {
    "agenda.publish",
    "delegation.view_colleague",
    "delegation.add_colleague",
    "delegation.change_colleague",
    "delegation.delete_colleague",
}


class Role(models.TextChoices):
    """The names of the groups, the one that may do most first."""

    ORGANISER = "organiser", pgettext_lazy("role at the desk", "organiser")
    EDITOR = "editor", pgettext_lazy("role at the desk", "editor")
    READER = "reader", pgettext_lazy("role at the desk", "reader")


class RoleBackend(BaseBackend):
    """Answers Django's questions about permissions from the roles."""

    def get_user(self, user_id: int) -> User | None:
        """Return the user of a session: after a second factor it names the first backend, this one."""
        return ModelBackend().get_user(user_id)

    def has_perm(
        self, user_obj: AbstractBaseUser | AnonymousUser, perm: str, obj: object = None
    ) -> bool:
        """Tell whether one of the user's roles allows this."""
        roles = roles_of(user_obj)
        app, _dot, permission = perm.partition(".")
        if app not in APPS or not roles:
            return False
        if perm in ORGANISERS_ONLY:
            return Role.ORGANISER in roles
        action = permission.partition("_")[0]
        if action in WRITING:
            return bool(roles & {Role.ORGANISER, Role.EDITOR})
        return action == "view"

    def has_module_perms(self, user_obj: AbstractBaseUser | AnonymousUser, app_label: str) -> bool:
        """Tell whether any role opens the app."""
        return app_label in APPS and bool(roles_of(user_obj))


def roles_of(user: AbstractBaseUser | AnonymousUser) -> set[str]:
    """Return the roles of an active user, read once per user object."""
    if not user.is_active or user.is_anonymous:
        return set()
    if not hasattr(user, "_roles"):
        names = user.groups.filter(name__in=list(Role)).values_list("name", flat=True)
        user._roles = set(names)  # noqa: SLF001 - kept where Django keeps its own cache
    return user._roles  # noqa: SLF001 - as above


@transaction.atomic
def give_role(*, user: User, role: Role) -> None:
    """Give a user this role in place of any other; groups that are no roles stay."""
    group, _made = Group.objects.get_or_create(name=role)
    user.groups.remove(*user.groups.filter(name__in=Role.values).exclude(pk=group.pk))
    user.groups.add(group)
