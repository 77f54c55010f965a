"""Which fields of missions have an Italian and an English column."""

from modeltranslation.translator import TranslationOptions, register

from delegation.history.recording import keep_history
from delegation.models import Delegate, Mission, MissionLogo


@register(Mission)
class MissionTranslation(TranslationOptions):
    """What readers read of a mission."""

    fields = (
        "title",
        "summary",
        "city",
        "consulate",
        "hotel",
        "funding_programme",
        "funding_fund",
        "funding_description",
    )
    required_languages = ("it",)


@register(MissionLogo)
class MissionLogoTranslation(TranslationOptions):
    """What stands for the picture."""

    fields = ("name",)
    required_languages = ("it", "en")


@register(Delegate)
class DelegateTranslation(TranslationOptions):
    """Nothing of its own; registered so that filters across its keys find both columns."""

    fields = ()


keep_history(Mission, many_to_many=["firms"])
keep_history(Delegate)
keep_history(MissionLogo, part_of="mission")
