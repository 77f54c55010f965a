"""Which fields of organisations and people have an Italian and an English column."""

from modeltranslation.translator import TranslationOptions, register

from companies.models import Affiliation, Firm, Institution, Organisation, Person, Sector
from delegation.history.recording import keep_history


@register(Sector)
class SectorTranslation(TranslationOptions):
    """Names of sectors."""

    fields = ("name",)
    required_languages = ("it",)


@register(Organisation)
class OrganisationTranslation(TranslationOptions):
    """A firm's profile; names of organisations are not translated."""

    fields = ("profile", "offers", "seeks")


@register(Institution)
class InstitutionTranslation(TranslationOptions):
    """As its base."""


@register(Firm)
class FirmTranslation(TranslationOptions):
    """As its base."""


@register(Person)
class PersonTranslation(TranslationOptions):
    """What stands in for a name; names are not translated."""

    fields = ("placeholder",)


@register(Affiliation)
class AffiliationTranslation(TranslationOptions):
    """Titles, typed in both languages."""

    fields = ("title",)


keep_history(Organisation, many_to_many=["sectors"])
for model in (Sector, Person):
    keep_history(model)
keep_history(Affiliation, part_of="person")
