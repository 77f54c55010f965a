"""Messages at the desk: what went out, and what did not and needs a hand."""

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from unfold.admin import ModelAdmin

from agenda.models import Notice
from agenda.notices.outcomes import confirm
from agenda.notices.queue import look_at
from delegation.local_time import moment_on_clocks


@admin.register(Notice)
class NoticeAdmin(ModelAdmin):
    """Whom a publication concerned, and whether they have been told."""

    list_display = [
        "person", "status", "reason", "address", "phone", "about", "leaves",
    ]  # fmt: skip
    list_filter = ["status", "mission"]
    list_select_related = ["person", "mission", "before", "version"]
    search_fields = ["person__family_name", "person__given_name", "email"]
    actions = ["send_now", "say_arrived"]
    fields = readonly_fields = [
        "mission", "person", "address", "phone", "about", "status",
        "leaves", "attempts", "reason",
    ]  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet[Notice]:
        """Leave the programmes unread."""
        return super().get_queryset(request).defer("before__programme", "version__programme")

    @admin.display(description=gettext_lazy("e-mail"))
    def address(self, notice: Notice) -> str:
        """Where the last attempt went, else where the next one goes."""
        unsent = notice.status in Notice.UNSENT
        return (notice.person.email if unsent else notice.email) or "–"

    @admin.display(description=gettext_lazy("phone"))
    def phone(self, notice: Notice) -> str:
        """How to reach the person where no mail does."""
        return str(notice.person.phone or "–")

    @admin.display(description=gettext_lazy("tells of"))
    def about(self, notice: Notice) -> str:
        """The version they are told of, after the one they knew; without one, their link."""
        if notice.version is None:
            return _("personal link")
        numbers = [row.number for row in (notice.before, notice.version) if row]
        return _("version %(number)s") % {"number": " → ".join(map(str, numbers))}

    @admin.display(description=gettext_lazy("sent, or not before"), ordering="send_after")
    def leaves(self, notice: Notice) -> str:
        """When it left, else when it leaves at the earliest, on the clocks of home."""
        moment = notice.sent_at or notice.send_after
        return moment_on_clocks(moment, notice.mission.home_time_zone)

    @admin.display(description=gettext_lazy("what went wrong"))
    def reason(self, notice: Notice) -> str:
        """Why the last attempt failed."""
        return notice.get_last_error_display() or "–"

    @admin.action(description=gettext_lazy("Send now, or try again"), permissions=["send"])
    def send_now(self, request: HttpRequest, notices: QuerySet[Notice]) -> None:
        """Put notices that were not sent to the front of the queue."""
        now = timezone.now()
        told = notices.unsent().update(status=Notice.Status.WAITING, attempts=0, send_after=now)
        look_at(now)
        self.message_user(
            request,
            ngettext(
                "One message is sent now; its status tells whether it arrived at the mail server.",
                "%(count)d messages are sent now; their status tells whether they arrived at the mail server.",
                told,
            )
            % {"count": told},
            messages.SUCCESS,
        )

    @admin.action(description=gettext_lazy("It arrived: don't send again"), permissions=["send"])
    def say_arrived(self, request: HttpRequest, notices: QuerySet[Notice]) -> None:
        """Close notices that may have left and of which somebody knows that they arrived."""
        uncertain = notices.filter(status=Notice.Status.UNCERTAIN)
        told = len(uncertain)
        for notice in uncertain:
            confirm(notice, timezone.now())
        self.message_user(
            request,
            ngettext("One message counts as arrived.", "%(count)d messages count as arrived.", told)
            % {"count": told},
            messages.SUCCESS,
        )

    def has_send_permission(self, request: HttpRequest) -> bool:
        """Whether the user may decide what leaves the house."""
        return request.user.has_perm("agenda.publish")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Notices come from publishing."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Notice | None = None) -> bool:
        """What was sent stays as it is."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Notice | None = None) -> bool:
        """Whom we told is not forgotten."""
        return False
