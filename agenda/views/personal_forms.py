"""What a person says from behind their link: plain forms, each acted upon once."""

from collections.abc import Callable
from http import HTTPStatus

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from agenda.forms.answer import AnswerForm
from agenda.forms.private_item import PrivateItemForm
from agenda.forms.seen import SeenForm
from agenda.forms.sending import SendingForm
from agenda.models import Participation, Sending
from agenda.views.personal import Opened, personal_page, schedule_page

Act = Callable[..., str]


class RefusedError(Exception):
    """A form that says something that cannot be: ``form`` has the sentences."""

    def __init__(self, form: PrivateItemForm) -> None:
        super().__init__(*form.sentences)
        self.form = form


def personal_form(page: str) -> Callable[[Act], Callable[..., HttpResponse]]:
    """Let a view act on a form, then show its page again at the place that the view names.

    A phone gives its forms a random number: one that comes a second time does nothing, and
    its worker wants no page. A preview of a real mission does nothing either. What is refused
    counts as never sent, and the sentences that say why go back to where it was written.
    """

    def decorator(act: Act) -> Callable[..., HttpResponse]:
        @csrf_exempt  # the secret key in the address is what allows it: no cookie, nothing to forge
        @require_POST
        @personal_page
        def acting(request: HttpRequest, opened: Opened, **what: object) -> HttpResponse:
            form = SendingForm(request.POST)
            number = form.cleaned_data["id"] if form.is_valid() else None
            place = ""
            try:
                with transaction.atomic():
                    is_first = not number or Sending.objects.note(
                        opened.link, number, timezone.now()
                    )
                    if is_first and opened.may_say_seen:
                        place = act(request, opened, **what)
            except RefusedError as refused:
                return refusal(request, opened, refused.form, to_worker=bool(number))
            if number:
                return HttpResponse(status=HTTPStatus.NO_CONTENT)
            back = reverse(page, args=[opened.link.key, opened.language], query=request.GET)
            return HttpResponseRedirect(f"{back}#{place}", status=HTTPStatus.SEE_OTHER)

        return acting

    return decorator


def refusal(
    request: HttpRequest, opened: Opened, form: PrivateItemForm, *, to_worker: bool
) -> HttpResponse:
    """Say why a form was refused: to a phone's worker in words alone, else with what it said."""
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    if to_worker:
        text = " ".join(form.sentences)
        return HttpResponse(text, content_type="text/plain; charset=utf-8", status=status)
    response = schedule_page(request, opened, refused=form)
    response.status_code = status
    return response


@personal_form("personal")
def personal_seen(request: HttpRequest, opened: Opened) -> str:
    """Note that the person has seen the version that their page showed."""
    form = SeenForm(request.POST, mission=opened.link.mission)
    if form.is_valid():
        form.cleaned_data["version"].acknowledgements.get_or_create(
            person=opened.link.person, defaults={"seen_at": timezone.now()}
        )
    return "changes"


@personal_form("personal")
def personal_answer(request: HttpRequest, opened: Opened, item_id: int) -> str:
    """Write down whether the person comes to an item of theirs, with their word."""
    mine = Participation.objects.filter(
        meeting=item_id, meeting__mission=opened.link.mission, person=opened.link.person
    )
    form = AnswerForm(request.POST, instance=mine.select_for_update().first())
    if form.instance.pk and form.is_valid():
        form.save()
    return f"item-{item_id}"
