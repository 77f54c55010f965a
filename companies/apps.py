"""The app of organisations and their people."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CompaniesConfig(AppConfig):
    """Institutions, firms and people; knows nothing of missions."""

    name = "companies"
    verbose_name = _("Organisations and people")
