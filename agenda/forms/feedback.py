"""What readers say of a page, and what keeps programs from saying it."""

import re
import secrets
from datetime import datetime, timedelta

from django import forms
from django.core import signing
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agenda.models import Feedback
from agenda.site.own_pages import is_own_page

SALT = "feedback"
SOONEST, LATEST = timedelta(seconds=1), timedelta(days=1)
MOST_ADDRESSES = 2
ADDRESS = re.compile(r"https?:|(?<!//)www\.|\[url", re.IGNORECASE)


def stamp(moment: datetime) -> str:
    """Return a signed random number that says when a form was shown."""
    return signing.dumps([secrets.token_hex(16), moment.timestamp()], salt=SALT)


class AboutPage(forms.Form):
    """Reads from which page a reader comes, and which of the two buttons there they pressed."""

    page = forms.CharField(max_length=200, required=False, widget=forms.HiddenInput)
    useful = forms.ChoiceField(
        label=_("Was the page useful?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        required=False,
        widget=forms.RadioSelect,
    )

    def clean_page(self) -> str:
        """Return the page; nothing for what is no page of ours, since no reader typed it."""
        page = self.cleaned_data["page"]
        return page if is_own_page(page) else ""


class FeedbackForm(AboutPage):
    """A reader's word: ``stamp`` limits how soon and how often, ``website`` is for programs."""

    comment = forms.CharField(
        label=_("What was missing, wrong or hard to find? (optional)"),
        max_length=Feedback._meta.get_field("comment").max_length,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    reply_to = forms.EmailField(
        label=_("E-mail address, if you want an answer (optional)"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    website = forms.CharField(
        label=_("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    stamp = forms.CharField(max_length=200, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["useful"].required = True

    def clean_website(self) -> str:
        """Refuse who fills in what nobody sees."""
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("Leave this field empty, then send again."))
        return ""

    def clean_comment(self) -> str:
        """Refuse many addresses, which is what programs want to spread; a broken link has one."""
        comment = self.cleaned_data["comment"]
        if len(ADDRESS.findall(comment)) > MOST_ADDRESSES:
            raise forms.ValidationError(
                _("Please write no more than two web addresses, then send again.")
            )
        return comment

    def clean_stamp(self) -> str:
        """Return the random number of the form; refuse one sent too soon, too late or forged."""
        try:
            number, shown_at = signing.loads(self.cleaned_data["stamp"], salt=SALT)
        except signing.BadSignature:
            number, shown_at = "", 0.0
        age = timezone.now().timestamp() - shown_at
        if age < SOONEST.total_seconds():
            raise forms.ValidationError(
                _("This was sent faster than anybody reads. Please send it again in a second.")
            )
        if age > LATEST.total_seconds():
            raise forms.ValidationError(
                _("This page was open for more than a day. Please look through it and send again.")
            )
        return number

    def was_sent(self) -> bool:
        """Tell whether this very form has arrived already."""
        return Feedback.objects.filter(token=self.cleaned_data["stamp"]).exists()

    def save(self) -> Feedback:
        """Write it down, once."""
        values = self.cleaned_data
        made, _is_new = Feedback.objects.get_or_create(
            token=values["stamp"],
            defaults={
                "page": values["page"],
                "is_useful": values["useful"] == "yes",
                "comment": values["comment"],
                "reply_to": values["reply_to"],
                "written_at": timezone.now(),
            },
        )
        return made
