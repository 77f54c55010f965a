"""Writing down what is one's own: plain forms behind one's personal link."""

from django.http import HttpRequest
from django.utils import timezone

from agenda.forms.private_item import PrivateItemForm
from agenda.forms.refusing import sentences_of
from agenda.models import PrivateItem
from agenda.views.personal import Opened
from agenda.views.personal_forms import RefusedError, personal_form

PLACE = "private"


@personal_form("personal")
def private_item_add(request: HttpRequest, opened: Opened) -> str:
    """Write down a private item."""
    link = opened.link
    item = PrivateItem(mission=link.mission, person=link.person, time_zone=opened.zone)
    return written(PrivateItemForm(request.POST, instance=item))


@personal_form("personal")
def private_item_change(request: HttpRequest, opened: Opened, item_id: int) -> str:
    """Change a private item; one that is gone, or somebody else's, is left alone."""
    item = own(opened, item_id)
    return written(PrivateItemForm(request.POST, instance=item)) if item else PLACE


@personal_form("personal")
def private_item_delete(request: HttpRequest, opened: Opened, item_id: int) -> str:
    """Take a private item out."""
    if item := own(opened, item_id):
        item.take_out()
    return PLACE


def own(opened: Opened, item_id: int) -> PrivateItem | None:
    """Return an item of this person in this mission, None where it is not theirs."""
    link = opened.link
    mine = PrivateItem.objects.filter(mission=link.mission, person=link.person, pk=item_id)
    return mine.select_for_update().first()


def written(form: PrivateItemForm) -> str:
    """Save what a form says and return its place on the page.

    Raises:
        RefusedError: it says something that cannot be.
    """
    if not form.is_valid():
        raise RefusedError(*sentences_of(form), form=form)
    return f"private-{form.write(now=timezone.now()).pk}"
