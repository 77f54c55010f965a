"""Organisations (institutions and firms), people, and the posts people hold in them."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField
from phonenumber_field.modelfields import PhoneNumberField

from delegation.history.recording import RecordedQuerySet


class Sector(models.Model):
    """A branch of industry by its code in ATECO, the Italian edition of NACE."""

    code = models.CharField(_("ATECO code"), max_length=10)
    name = models.CharField(_("name"), max_length=200)

    objects = RecordedQuerySet["Sector"].as_manager()

    class Meta:
        verbose_name = _("sector")
        verbose_name_plural = _("sectors")
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                fields=["code"],
                name="sector_code_unique",
                violation_error_message=_("There is a sector with this code already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class OrganisationQuerySet(RecordedQuerySet["Organisation"]):
    """Questions asked about organisations."""

    def in_order(self) -> Self:
        """Sort by official name."""
        return self.order_by("name", "pk")


class Organisation(models.Model):
    """A body or company; its kind is set by the proxy that makes it and never changes."""

    class Kind(models.TextChoices):
        INSTITUTION = "institution", _("institution")
        FIRM = "firm", _("firm")

    class Level(models.TextChoices):
        STATE = "state", _("State")
        REGION = "region", _("region")
        MUNICIPALITY = "municipality", _("municipality")
        UNIVERSITY = "university", _("university")
        AGENCY = "agency", _("agency")
        ASSOCIATION = "association", _("association")
        CHAMBER = "chamber", _("chamber of commerce")
        NETWORK = "network", _("network")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind, editable=False)
    name = models.CharField(_("official name"), max_length=200)
    english_name = models.CharField(
        _("English name"),
        max_length=200,
        blank=True,
        help_text=_("Only where the organisation has one of its own."),
    )
    country = CountryField(_("country"), blank=True)
    city = models.CharField(_("city"), max_length=100, blank=True)
    address = models.CharField(_("address"), max_length=300, blank=True)
    website = models.URLField(_("website"), blank=True)
    level = models.CharField(_("level"), max_length=20, choices=Level, blank=True)
    vat_number = models.CharField(_("VAT number"), max_length=20, blank=True)
    profile = models.TextField(_("profile"), blank=True)
    offers = models.TextField(_("offers"), blank=True)
    seeks = models.TextField(_("seeks"), blank=True)
    sectors = models.ManyToManyField(
        Sector, verbose_name=_("sectors"), blank=True, related_name="organisations"
    )
    source = models.CharField(
        _("source"),
        max_length=300,
        blank=True,
        help_text=_("Where the public profile was read; shown beside it."),
    )

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                name="organisation_kind_known",
                condition=Q(kind__in=["institution", "firm"]),
                violation_error_message=_("An organisation is an institution or a firm."),
            ),
            models.CheckConstraint(
                name="organisation_firm_fields_only_on_firms",
                condition=Q(kind="firm")
                | (
                    Q(vat_number="")
                    & (Q(profile_it="") | Q(profile_it=None))
                    & (Q(profile_en="") | Q(profile_en=None))
                    & (Q(offers_it="") | Q(offers_it=None))
                    & (Q(offers_en="") | Q(offers_en=None))
                    & (Q(seeks_it="") | Q(seeks_it=None))
                    & (Q(seeks_en="") | Q(seeks_en=None))
                ),
                violation_error_message=_(
                    "Only a firm has a VAT number, a profile, and what it offers and seeks."
                ),
            ),
            models.CheckConstraint(
                name="organisation_level_only_on_institutions",
                condition=Q(kind="institution") | Q(level=""),
                violation_error_message=_("Only an institution has a level."),
            ),
            models.UniqueConstraint(
                fields=["vat_number"],
                condition=~Q(vat_number=""),
                name="organisation_vat_number_unique",
                violation_error_message=_("Another firm has this VAT number already."),
            ),
        ]

    def __str__(self) -> str:
        return self.local_name(get_language())

    def local_name(self, language: str | None) -> str:
        """Return the name that readers of a language know: the English one if there is one."""
        return self.english_name if language == "en" and self.english_name else self.name


class InstitutionManager(models.Manager.from_queryset(OrganisationQuerySet)):
    """Institutions only."""

    def get_queryset(self) -> OrganisationQuerySet:
        return super().get_queryset().filter(kind=Organisation.Kind.INSTITUTION)


class Institution(Organisation):
    """An organisation that is a public body, a university or an association."""

    objects = InstitutionManager()

    class Meta:
        proxy = True
        verbose_name = _("institution")
        verbose_name_plural = _("institutions")

    def __init__(self, *args: object, **kwargs: object) -> None:
        if not args:
            kwargs.setdefault("kind", Organisation.Kind.INSTITUTION)
        super().__init__(*args, **kwargs)


class FirmManager(models.Manager.from_queryset(OrganisationQuerySet)):
    """Firms only."""

    def get_queryset(self) -> OrganisationQuerySet:
        return super().get_queryset().filter(kind=Organisation.Kind.FIRM)


class Firm(Organisation):
    """An organisation that trades."""

    objects = FirmManager()

    class Meta:
        proxy = True
        verbose_name = _("firm")
        verbose_name_plural = _("firms")

    def __init__(self, *args: object, **kwargs: object) -> None:
        if not args:
            kwargs.setdefault("kind", Organisation.Kind.FIRM)
        super().__init__(*args, **kwargs)


class PersonQuerySet(RecordedQuerySet["Person"]):
    """Questions asked about people."""

    def in_order(self) -> Self:
        """Sort by surname, those without a name last."""
        return self.order_by(
            models.Case(models.When(family_name="", then=1), default=0),
            "family_name",
            "given_name",
            "pk",
        )


class Person(models.Model):
    """Somebody; contact data is for organisers and, on a mission, for those who need it."""

    class FormOfAddress(models.TextChoices):
        FEMININE = "feminine", pgettext_lazy("form of address", "feminine")
        MASCULINE = "masculine", pgettext_lazy("form of address", "masculine")

    class Language(models.TextChoices):
        ITALIAN = "it", _("Italian")
        ENGLISH = "en", _("English")

    given_name = models.CharField(_("given name"), max_length=100, blank=True)
    family_name = models.CharField(_("family name"), max_length=100, blank=True)
    placeholder = models.CharField(
        _("stands in for the name"),
        max_length=200,
        blank=True,
        help_text=_("While the name is not known: “Representative of …”."),
    )
    form_of_address = models.CharField(
        _("form of address"), max_length=20, choices=FormOfAddress, blank=True
    )
    language = models.CharField(
        _("language"), max_length=2, choices=Language, default=Language.ITALIAN
    )
    email = models.EmailField(_("e-mail"), blank=True)
    phone = PhoneNumberField(_("phone"), blank=True)
    assumed = models.BooleanField(
        _("assumed"),
        default=False,
        help_text=_("Not a real person: stands for one in a demonstration, and is shown as such."),
    )

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["family_name", "given_name", "pk"]
        constraints = [
            models.CheckConstraint(
                name="person_has_name_or_placeholder",
                condition=~Q(family_name="")
                | (Q(placeholder_it__isnull=False) & ~Q(placeholder_it="")),
                violation_error_message=_(
                    "Write the family name, or in Italian what stands in for it "
                    "while it is not known."
                ),
            ),
            models.CheckConstraint(
                name="person_language_known",
                condition=Q(language__in=["it", "en"]),
                violation_error_message=_("We write to people in Italian or in English."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.given_name} {self.family_name}".strip() or self.placeholder


class AffiliationQuerySet(RecordedQuerySet["Affiliation"]):
    """Questions asked about posts."""

    def in_order(self) -> Self:
        """Sort by person, the main post first."""
        return self.order_by("person", "-main", "pk")


class Affiliation(models.Model):
    """A person's post in one organisation; people wear several hats.

    Titles are typed and confirmed by their holder's office, never computed or translated
    by machine. ``titles_confirmed_on`` is empty until the office has confirmed both.
    """

    person = models.ForeignKey(
        Person, models.CASCADE, verbose_name=_("person"), related_name="affiliations"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("organisation"), related_name="affiliations"
    )
    title = models.CharField(_("title"), max_length=200, blank=True)
    main = models.BooleanField(_("main"), default=False)
    titles_confirmed_on = models.DateField(_("titles confirmed on"), null=True, blank=True)

    objects = AffiliationQuerySet.as_manager()

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        ordering = ["person_id", "-main", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation"],
                name="affiliation_once_per_organisation",
                violation_error_message=_("This person has a post in this organisation already."),
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(main=True),
                name="affiliation_one_main",
                violation_error_message=_(
                    "This person has a main post already: untick one of the two."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.organisation}" if self.title else str(self.organisation)
