"""Colleagues' accounts at the desk, for organisers alone; missions are where their programme is."""

from allauth.mfa.models import Authenticator
from django.contrib import admin, messages
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.tasks import TaskResultStatus
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from unfold.admin import ModelAdmin

from delegation.colleagues import forget_other_addresses, send_invitation, take_second_factor
from delegation.forms import ColleagueForm
from delegation.models import Colleague
from delegation.roles import give_role


@admin.register(Colleague)
class ColleagueAdmin(ModelAdmin):
    """Who signs in to the desk; accounts are closed, never deleted: versions name their author."""

    form = ColleagueForm
    list_display = ["__str__", "username", "email", "role", "second_factor", "came", "is_active"]
    list_filter = ["is_active"]
    search_fields = ["username", "first_name", "last_name", "email"]
    ordering = ["last_name", "first_name", "username"]
    fields = ["username", ("first_name", "last_name"), "email", "role", "is_active"]
    actions = ["invite", "take_second_factor"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Colleague]:
        """Leave superusers to superusers."""
        factors = Authenticator.objects.filter(user=OuterRef("pk"))
        found = super().get_queryset(request).filter(is_staff=True).prefetch_related("groups")
        found = found.annotate(has_second_factor=Exists(factors))
        return found if request.user.is_superuser else found.filter(is_superuser=False)

    def get_readonly_fields(self, request: HttpRequest, obj: Colleague | None = None) -> list[str]:
        """Let nobody lock themselves out, or take their own role."""
        return ["role", "is_active"] if obj and obj.pk == request.user.pk else []

    def has_delete_permission(self, request: HttpRequest, obj: Colleague | None = None) -> bool:
        """Accounts are closed."""
        return False

    def save_model(
        self, request: HttpRequest, obj: Colleague, form: ColleagueForm, change: bool
    ) -> None:
        """Save the account with its role; a new one gets its invitation."""
        if not change:
            obj.is_staff = True
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)
        forget_other_addresses(colleague=obj)
        if "role" in form.cleaned_data:
            give_role(user=obj, role=form.cleaned_data["role"])
        if not change:
            self.send(request, obj)

    def send(self, request: HttpRequest, colleague: Colleague) -> None:
        """Send an invitation and say what came of it."""
        told = {"name": str(colleague), "email": colleague.email}
        if not (colleague.is_active and colleague.email):
            text = _("%(name)s got no mail: the account is closed or has no e-mail address.")
            self.message_user(request, text % told, messages.ERROR)
            return
        sent = send_invitation.enqueue(colleague.pk, get_language())
        if sent.status == TaskResultStatus.FAILED:
            text = _("The mail to %(email)s did not leave: check EMAIL_URL, then invite again.")
            self.message_user(request, text % told, messages.ERROR)
        else:
            text = _("%(name)s gets a mail at %(email)s with the address to choose a password.")
            self.message_user(request, text % told, messages.SUCCESS)

    @admin.action(description=gettext_lazy("Send invitation again"), permissions=["change"])
    def invite(self, request: HttpRequest, colleagues: QuerySet[Colleague]) -> None:
        """Mail each the address to choose a password."""
        for colleague in colleagues:
            self.send(request, colleague)

    @admin.action(description=gettext_lazy("Forget lost second factor"), permissions=["change"])
    def take_second_factor(self, request: HttpRequest, colleagues: QuerySet[Colleague]) -> None:
        """Let colleagues set up a new one; one's own is changed on its own page."""
        for colleague in colleagues:
            if colleague.pk == request.user.pk:
                text = _("Your own second factor has its page: open “Second factor” in your menu.")
                self.message_user(request, text, messages.ERROR)
                continue
            take_second_factor(colleague=colleague)
            self.log_change(request, colleague, "Second factor forgotten.")
            text = _("%(name)s sets up a new second factor at the next sign-in.")
            self.message_user(request, text % {"name": colleague}, messages.SUCCESS)

    @admin.display(description=gettext_lazy("role"))
    def role(self, colleague: Colleague) -> str:
        """The role in words."""
        return colleague.role.label if colleague.role else "–"

    @admin.display(description=gettext_lazy("second factor"), boolean=True)
    def second_factor(self, colleague: Colleague) -> bool:
        """Whether one is set up."""
        return colleague.has_second_factor

    @admin.display(description=gettext_lazy("has signed in"), boolean=True)
    def came(self, colleague: Colleague) -> bool:
        """Whether the invitation was followed."""
        return colleague.last_login is not None
