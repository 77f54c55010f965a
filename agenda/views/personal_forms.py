"""What a person says from behind their link: plain forms, each acted upon once."""

from collections.abc import Callable
from http import HTTPStatus
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from agenda.forms.answer import AnswerForm
from agenda.forms.private_item import PrivateItemForm
from agenda.forms.refusing import sentences_of
from agenda.forms.seen import SeenForm
from agenda.forms.sending import SendingForm
from agenda.models import Participation, Sending
from agenda.personal.meanwhile import has_changed, last_title
from agenda.views.personal import Opened, personal_page, schedule_page

Act = Callable[..., str]
Page = Callable[..., HttpResponse]


class RefusedError(Exception):
    """A form that says what cannot be, or only in part: the sentences say why.

    ``form`` is what is shown again to be corrected, None where there is nothing to correct.
    """

    def __init__(self, *sentences: str, form: PrivateItemForm | None = None) -> None:
        super().__init__(*sentences)
        self.sentences, self.form = sentences, form


def personal_form(
    page: str, again: Page = schedule_page
) -> Callable[[Act], Callable[..., HttpResponse]]:
    """Let a view act on a form, then show its page again at the place that the view names.

    A phone gives its forms a random number: one that comes a second time does nothing, and
    its worker wants no page. A preview of a real mission does nothing either. What is refused
    counts as never sent; the sentences that say why stand on top of its page, as ``again``
    writes it.
    """

    def decorator(act: Act) -> Callable[..., HttpResponse]:
        @csrf_exempt  # the secret key in the address is what allows it: no cookie, nothing to forge
        @require_POST
        @personal_page
        def acting(request: HttpRequest, opened: Opened, **what: object) -> HttpResponse:
            form = SendingForm(request.POST)
            number = form.cleaned_data["id"] if form.is_valid() else None
            try:
                place = acted_once(number, opened, lambda: act(request, opened, **what))
            except RefusedError as refused:
                return refusal(request, opened, refused, None if number else again)
            if number:
                return HttpResponse(status=HTTPStatus.NO_CONTENT)
            back = reverse(page, args=[opened.link.key, opened.language], query=request.GET)
            return HttpResponseRedirect(f"{back}#{place}", status=HTTPStatus.SEE_OTHER)

        return acting

    return decorator


def acted_once(number: UUID | None, opened: Opened, act: Callable[[], str]) -> str:
    """Act on a form unless it came before, and return its place on the page.

    Raises:
        RefusedError: it was refused, and may come again; what could be kept of it is kept.
    """
    with transaction.atomic():
        is_first = not number or Sending.objects.note(opened.link, number, timezone.now())
        if not is_first or not opened.may_say_seen:
            return ""
        try:
            return act()
        except RefusedError as error:
            Sending.objects.filter(number=number).delete()
            refused = error
    raise refused


def refusal(
    request: HttpRequest, opened: Opened, refused: RefusedError, again: Page | None
) -> HttpResponse:
    """Say why a form was refused: on its page, or in words alone where ``again`` is None."""
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    if again is None:
        text = " ".join(refused.sentences)
        return HttpResponse(text, content_type="text/plain; charset=utf-8", status=status)
    response = again(request, opened, refused=refused)
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
    """Write down whether the person comes to an item of theirs, with their word.

    Raises:
        RefusedError: they are not invited any more, or the item or their answer has changed
            since their page showed it.
    """
    link, version = opened.link, opened.version
    mine = Participation.objects.filter(
        meeting=item_id, meeting__mission=link.mission, person=link.person
    ).select_for_update()
    form = AnswerForm(request.POST, instance=mine.first())
    title = last_title(version, link.person_id, item_id, opened.language)
    if not form.instance.pk:
        raise RefusedError(
            _("“%(item)s”: the organisers have taken you off it, call them if you are to come.")
            % {"item": title}
        )
    if not form.is_valid():
        raise RefusedError(*sentences_of(form))
    if has_changed(version, form.cleaned_data["version"].pk, link.person_id, item_id):
        raise RefusedError(
            _("“%(item)s” has changed since your page showed it: look at it, then answer again.")
            % {"item": title}
        )
    form.save()
    return f"item-{item_id}"
