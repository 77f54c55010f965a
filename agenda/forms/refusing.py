"""Why a form is refused."""

from django.forms import BaseForm


def sentences_of(form: BaseForm) -> list[str]:
    """Return what is wrong with a form, each sentence once."""
    found = [sentence for sentences in form.errors.values() for sentence in sentences]
    return list(dict.fromkeys(found))
