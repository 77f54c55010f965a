"""Marker words: every text of every row, and who may read which of them."""

import re

from django.apps import apps
from django.db import models
from phonenumber_field.modelfields import PhoneNumberField

APPS = ["companies", "delegation", "agenda", "auth"]
TEXTS = (models.CharField, models.TextField, models.JSONField, models.FileField, models.UUIDField)
PUBLIC = "anybody, where the row is public"
CONCERNED = "the people concerned, on their personal page"
OWN = "its person alone, on their own page, copy and calendar: not even organisers"
NOBODY = "organisers only: in no version, page or feed"
UNWRITTEN = "not a text that somebody writes"
SIGNATURE = re.compile(
    r"\.[\w-]{43}(?![\w-])"
)  # of a personal link: may look like a marker by chance

# A text field that stands nowhere here fails the test: decide who may read it.
READERS = {
    "auth.group": {"name": NOBODY},
    "auth.permission": {"name": NOBODY, "codename": NOBODY},
    "auth.user": dict.fromkeys(
        ("username", "first_name", "last_name", "email", "password"), NOBODY
    ),
    "companies.sector": {"code": NOBODY, "name_it": PUBLIC, "name_en": PUBLIC},
    "companies.organisation": {
        **dict.fromkeys(("name", "english_name", "city", "website", "source"), PUBLIC),
        **dict.fromkeys(("profile_it", "profile_en", "offers_it", "offers_en"), PUBLIC),
        **dict.fromkeys(("seeks_it", "seeks_en"), PUBLIC),
        **dict.fromkeys(("address", "vat_number"), NOBODY),
    },
    "companies.person": {
        **dict.fromkeys(("given_name", "family_name"), PUBLIC),
        **dict.fromkeys(("placeholder_it", "placeholder_en"), PUBLIC),
        "phone": CONCERNED,
        "email": NOBODY,
    },
    "companies.affiliation": dict.fromkeys(("title_it", "title_en"), PUBLIC),
    "delegation.mission": {
        "slug": UNWRITTEN,
        **dict.fromkeys(("title_it", "title_en", "summary_it", "summary_en"), PUBLIC),
        **dict.fromkeys(("city_it", "city_en"), PUBLIC),
        **dict.fromkeys(("funding_programme_it", "funding_programme_en"), PUBLIC),
        **dict.fromkeys(("funding_fund_it", "funding_fund_en"), PUBLIC),
        **dict.fromkeys(("funding_description_it", "funding_description_en"), PUBLIC),
        **dict.fromkeys(("consulate_it", "consulate_en", "hotel_it", "hotel_en"), CONCERNED),
        **dict.fromkeys(("emergency_number", "consulate_phone", "hotel_phone"), CONCERNED),
        **dict.fromkeys(("contact_name", "contact_phone", "contact_email"), CONCERNED),
    },
    "delegation.missionlogo": dict.fromkeys(("name_it", "name_en"), PUBLIC),
    "delegation.picture": dict.fromkeys(("digest", "media_type"), UNWRITTEN),
    "delegation.delegate": dict.fromkeys(("dietary_needs", "access_needs"), NOBODY),
    "agenda.acceptedclash": {
        "reason": NOBODY,
        **dict.fromkeys(("kind", "first_item", "second_item", "state"), UNWRITTEN),
    },
    "agenda.feedback": {
        "comment": NOBODY,
        "reply_to": NOBODY,
        "page": UNWRITTEN,
        "token": UNWRITTEN,
    },
    "agenda.pagecount": {"path": UNWRITTEN},
    "agenda.venue": {
        **dict.fromkeys(("name_it", "name_en", "address", "city"), PUBLIC),
        **dict.fromkeys(("entrance_it", "entrance_en"), CONCERNED),
    },
    "agenda.meeting": {
        **dict.fromkeys(("title_it", "title_en", "description_it", "description_en"), PUBLIC),
        **dict.fromkeys(("cancellation_reason_it", "cancellation_reason_en"), PUBLIC),
        **dict.fromkeys(("room_it", "room_en", "dress_code_it", "dress_code_en"), CONCERNED),
        "notes": NOBODY,
        "calendar_uid": UNWRITTEN,
        "languages": UNWRITTEN,
    },
    "agenda.transfer": {
        **dict.fromkeys(("vehicle_it", "vehicle_en"), CONCERNED),
        **dict.fromkeys(("pickup_point_it", "pickup_point_en"), CONCERNED),
        "calendar_uid": UNWRITTEN,
    },
    "agenda.unavailability": {"reason": NOBODY},
    "agenda.version": {"note": NOBODY, "programme": UNWRITTEN},
    "agenda.notice": {"email": NOBODY},
    "agenda.personallink": {"random_part": CONCERNED},
    "agenda.privateitem": {"title": OWN, "calendar_uid": UNWRITTEN},
    "agenda.participation": {"response_word": CONCERNED},
    "agenda.sending": {"number": UNWRITTEN},
}


def text_fields():
    """Return the names of all text columns, by model; records hold the texts of their rows."""
    return {
        model._meta.label_lower: names
        for label in APPS
        for model in apps.get_app_config(label).get_models()
        if not (model._meta.proxy or hasattr(model, "instance_type"))
        and (names := {field.name for field in written_fields(model)})
    }


def written_fields(model):
    """Return the text columns of a model: of a translated field, its two columns."""
    fields = [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, TEXTS) and not field.choices
    ]
    columns = {field.name for field in fields}
    return [field for field in fields if f"{field.name}_it" not in columns]


class Markers:
    """Words written into rows, and found again in what readers get."""

    def __init__(self):
        self.phones = {}

    def fill(self, name, row, *, without=()):
        """Write a marker into every text of a row, and save it."""
        readers = READERS[(row._meta.concrete_model or row)._meta.label_lower]
        for field in written_fields(type(row)):
            if readers[field.name] != UNWRITTEN and field.name not in without:
                setattr(row, field.name, self.marker(name, field))
        row.save()
        return row

    def marker(self, name, field):
        """Return the word for a field of the row of that name, valid for its column."""
        word = f"zq_{name}_{field.name}"
        if isinstance(field, PhoneNumberField):
            phone = f"+3901155{len(self.phones):05}"
            self.phones[word] = phone
            return phone
        if isinstance(field, models.EmailField):
            return f"{word}@example.org"
        if isinstance(field, models.URLField):
            return f"https://example.org/{word}"
        return word[: field.max_length]

    def found_in(self, text):
        """Return the markers in a text, whatever it is written in."""
        unsigned = SIGNATURE.sub("", text)
        plain = re.sub(r"\r?\n[ \t]", "", unsigned).lower()
        digits = plain.replace(" ", "")
        return {*re.findall(r"zq_\w+", plain)} | {
            word for word, phone in self.phones.items() if phone in digits
        }


def of(name, model, *readers, only=(), without=()):
    """Return the markers of the row of that name that some of the readers may read."""
    return {
        f"zq_{name}_{field}"
        for field, reader in READERS[model].items()
        if reader in readers and (field in only or not only) and field not in without
    }
