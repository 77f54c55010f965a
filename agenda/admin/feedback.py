"""What readers say, at the desk: read, dealt with, or deleted; never edited."""

from django.contrib import admin, messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy, ngettext
from unfold.admin import ModelAdmin

from agenda.admin.filters import YesOrNo
from agenda.models import Feedback
from agenda.templatetags.agenda_tags import moment_in_house


class DealtWithFilter(YesOrNo):
    """Whether somebody has dealt with it."""

    title = gettext_lazy("dealt with")
    parameter_name = "dealt"

    def condition(self, _queryset: QuerySet) -> Q:
        """Return when it is."""
        return Q(dealt_with_at__isnull=False)


@admin.register(Feedback)
class FeedbackAdmin(ModelAdmin):
    """What readers say of pages, what is open first."""

    list_display = [
        "written", "is_useful", "said", "where", "answer_to", "dealt_with", "dealt_with_by",
    ]  # fmt: skip
    list_filter = [DealtWithFilter, "is_useful"]
    list_select_related = ["dealt_with_by"]
    search_fields = ["comment", "page"]
    actions = ["mark_dealt_with", "open_again"]
    fields = readonly_fields = [
        "written", "is_useful", "comment", "where", "answer_to", "dealt_with", "dealt_with_by",
    ]  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet[Feedback]:
        """Put what is open first."""
        return super().get_queryset(request).in_order()

    def get_ordering(self, request: HttpRequest) -> list[str]:
        """Leave the order to the rows, unless a column is chosen."""
        return []

    @admin.display(description=gettext_lazy("written"), ordering="written_at")
    def written(self, feedback: Feedback) -> str:
        """When it was written, on the clocks of the house."""
        return moment_in_house(feedback.written_at)

    @admin.display(description=gettext_lazy("dealt with"), ordering="dealt_with_at")
    def dealt_with(self, feedback: Feedback) -> str:
        """When somebody dealt with it, on the same clocks."""
        return moment_in_house(feedback.dealt_with_at)

    @admin.display(description=gettext_lazy("comment"), ordering="comment")
    def said(self, feedback: Feedback) -> str:
        """All that was written."""
        return feedback.comment or "–"

    @admin.display(description=gettext_lazy("page"), ordering="page")
    def where(self, feedback: Feedback) -> str:
        """The way to the page."""
        link = format_html('<a class="desk-link" href="{0}">{0}</a>', feedback.page)
        return link if feedback.page else "–"

    @admin.display(description=gettext_lazy("answer to"), ordering="reply_to")
    def answer_to(self, feedback: Feedback) -> str:
        """Write to the reader who wants an answer."""
        link = format_html('<a class="desk-link" href="mailto:{0}">{0}</a>', feedback.reply_to)
        return link if feedback.reply_to else "–"

    @admin.action(description=gettext_lazy("Mark as dealt with"), permissions=["change"])
    def mark_dealt_with(self, request: HttpRequest, chosen: QuerySet[Feedback]) -> None:
        """Note who has dealt with it, and when; the reader's address is no longer needed."""
        marked = chosen.open().update(
            dealt_with_at=timezone.now(), dealt_with_by=request.user, reply_to=""
        )
        told = ngettext("One is dealt with.", "%(count)d are dealt with.", marked)
        self.message_user(request, told % {"count": marked}, messages.SUCCESS)

    @admin.action(description=gettext_lazy("Open again"), permissions=["change"])
    def open_again(self, request: HttpRequest, chosen: QuerySet[Feedback]) -> None:
        """Take the mark away."""
        opened = chosen.exclude(dealt_with_at=None).update(dealt_with_at=None, dealt_with_by=None)
        told = ngettext("One is open again.", "%(count)d are open again.", opened)
        self.message_user(request, told % {"count": opened}, messages.SUCCESS)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Feedback comes from readers."""
        return False
