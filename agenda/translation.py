"""Which fields of the programme have an Italian and an English column."""

from modeltranslation.translator import TranslationOptions, register

from agenda.models import (
    AcceptedClash,
    Acknowledgement,
    Meeting,
    Notice,
    Participation,
    Passenger,
    PersonalLink,
    Sending,
    Transfer,
    TravelTime,
    Unavailability,
    Venue,
    Version,
)
from delegation.history.recording import keep_history


@register(Venue)
class VenueTranslation(TranslationOptions):
    """What readers read of a place."""

    fields = ("name", "entrance")
    required_languages = ("it",)


@register(Meeting)
class MeetingTranslation(TranslationOptions):
    """What readers read of a meeting; notes are for organisers and have one column."""

    fields = ("title", "description", "room", "cancellation_reason", "dress_code")
    required_languages = ("it",)


@register(Transfer)
class TransferTranslation(TranslationOptions):
    """What readers read of a ride."""

    fields = ("vehicle", "pickup_point")
    required_languages = ("it",)


@register(
    [
        AcceptedClash,
        Acknowledgement,
        Notice,
        Participation,
        Passenger,
        PersonalLink,
        Sending,
        TravelTime,
        Unavailability,
        Version,
    ]
)
class NothingTranslated(TranslationOptions):
    """Registered so that filters and sorting across their keys find both columns."""

    fields = ()


for model in (AcceptedClash, Meeting, TravelTime, Unavailability, Venue):
    keep_history(model)
keep_history(Participation, part_of="meeting")
keep_history(Transfer, part_of="serves")
keep_history(Passenger, part_of="transfer")
keep_history(
    PersonalLink,
    left_out=(
        "random_part",
        "page_fetched_at",
        "page_version",
        "feed_fetched_at",
        "feed_version",
    ),
)
