"""Organisations and people at the desk."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from modeltranslation.admin import TabbedTranslationAdmin, TranslationTabularInline
from unfold.admin import TabularInline

from companies.dated_form import DatedForm
from companies.formsets import ExplainedFormSet
from companies.models import Affiliation, Firm, Institution, Organisation, Person, Sector
from companies.untranslated_lists import UntranslatedColumn, UntranslatedFilter
from delegation.autocompletes import FindsByTyping
from delegation.history.desk import ModelAdmin


@admin.register(Sector)
class SectorAdmin(UntranslatedColumn, ModelAdmin, TabbedTranslationAdmin):
    """Sectors by ATECO code."""

    list_display = ["code", "name", "untranslated"]
    list_filter = [UntranslatedFilter]
    search_fields = ["code", "name_it", "name_en"]


@admin.register(Organisation)
class OrganisationAdmin(ModelAdmin):
    """Found by autocompletes; edited as institution or firm."""

    search_fields = ["name", "english_name"]

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Hide it from the menu."""
        return False

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Leave adding to its two faces."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Organisation | None = None) -> bool:
        """Leave changing to its two faces."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Organisation | None = None) -> bool:
        """Leave deleting to its two faces."""
        return False


@admin.register(Institution)
class InstitutionAdmin(ModelAdmin):
    """Public bodies, universities, associations."""

    deleted_where = {"kind": Organisation.Kind.INSTITUTION}
    list_display = ["name", "english_name", "level", "city"]
    list_filter = ["level"]
    search_fields = ["name", "english_name", "city"]
    fields = ["name", "english_name", "level", "country", "city", "address", "website"]


@admin.register(Firm)
class FirmAdmin(UntranslatedColumn, ModelAdmin, TabbedTranslationAdmin):
    """Firms with their profile."""

    deleted_where = {"kind": Organisation.Kind.FIRM}
    list_display = ["name", "city", "vat_number", "has_profile", "untranslated"]
    list_filter = [UntranslatedFilter]
    search_fields = ["name", "english_name", "vat_number", "city"]
    autocomplete_fields = ["sectors"]
    fields = [
        "name", "english_name", "vat_number", "country", "city", "address", "website",
        "profile", "offers", "seeks", "sectors", "source",
    ]  # fmt: skip

    @admin.display(description=gettext_lazy("profile in both languages"), boolean=True)
    def has_profile(self, firm: Firm) -> bool:
        """Whether there is a profile in both languages."""
        return bool(firm.profile_it and firm.profile_en)


class AffiliationFormSet(ExplainedFormSet):
    """Posts of one person: the database's rule on main posts, explained beforehand."""

    def clean(self) -> None:
        """Refuse two main posts, which no single form can see."""
        super().clean()
        main = [
            form
            for form in self.forms
            if form.cleaned_data.get("main") and not form.cleaned_data.get("DELETE")
        ]
        if len(main) > 1:
            main[-1].add_error(
                "main", _("This person has a main post already: untick one of the two.")
            )


class AffiliationInline(FindsByTyping, TabularInline, TranslationTabularInline):
    """Posts where the person is edited."""

    model = Affiliation
    form = DatedForm
    formset = AffiliationFormSet
    autocomplete_fields = ["organisation"]
    extra = 0


@admin.register(Person)
class PersonAdmin(UntranslatedColumn, ModelAdmin, TabbedTranslationAdmin):
    """People with their posts and contact data."""

    list_display = ["__str__", "main_post", "email", "phone", "assumed", "untranslated"]
    list_filter = [UntranslatedFilter]
    search_fields = ["family_name", "given_name", "placeholder_it", "placeholder_en"]
    inlines = [AffiliationInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Person]:
        """Read the posts along."""
        return super().get_queryset(request).prefetch_related("affiliations__organisation")

    @admin.display(description=gettext_lazy("main post"))
    def main_post(self, person: Person) -> str:
        """The main post, else the first."""
        posts = sorted(person.affiliations.all(), key=lambda post: (not post.main, post.pk))
        return str(posts[0]) if posts else "–"


@admin.register(Affiliation)
class AffiliationAdmin(UntranslatedColumn, ModelAdmin, TabbedTranslationAdmin):
    """Posts, with titles that still need their office's word."""

    form = DatedForm
    list_display = [
        "person", "organisation", "title", "main", "titles_confirmed_on", "untranslated",
    ]  # fmt: skip
    list_filter = [
        "main", ("titles_confirmed_on", admin.EmptyFieldListFilter), UntranslatedFilter,
    ]  # fmt: skip
    list_select_related = ["person", "organisation"]
    autocomplete_fields = ["person", "organisation"]
    search_fields = ["person__family_name", "organisation__name", "title_it", "title_en"]
