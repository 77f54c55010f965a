"""The form in which readers say what they think of a page."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from agenda.forms.feedback import AboutPage, FeedbackForm, stamp
from agenda.site.feedback_limit import is_too_much
from delegation.read_only import read_only


@csrf_exempt  # readers are not signed in and get no cookie: the form's own stamp stands for it
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def feedback(request: HttpRequest) -> HttpResponse:
    """Show the form, filled in as far as the button pressed says it, or take it."""
    if request.method == "POST":
        return take(request)
    asked = AboutPage(request.GET)
    asked.is_valid()
    form = FeedbackForm(initial={**asked.cleaned_data, "stamp": stamp(timezone.now())})
    return render(request, "agenda/feedback.html", {"form": form})


def take(request: HttpRequest) -> HttpResponse:
    """Write down what a reader sent, or show it again with what is wrong and a fresh stamp."""
    form, now = FeedbackForm(request.POST), timezone.now()
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    if form.is_valid():
        if form.was_sent() or not is_too_much(request, now):
            form.save()
            return HttpResponseRedirect(reverse("feedback_thanks"), status=HTTPStatus.SEE_OTHER)
        status = HTTPStatus.TOO_MANY_REQUESTS
        form.add_error(None, _("Too much was sent within this hour. Please try again later."))
    form.data = {**form.data.dict(), "stamp": stamp(now)}
    return render(request, "agenda/feedback.html", {"form": form}, status=status)


@read_only
@cache_control(public=True, no_cache=True)
def thanks(request: HttpRequest) -> HttpResponse:
    """Say that it has arrived."""
    return render(request, "agenda/feedback_thanks.html")
