"""The project's app of missions, and the desk as Django's admin."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.utils.translation import gettext_lazy as _


class DelegationConfig(AppConfig):
    """Missions and their delegates."""

    name = "delegation"
    verbose_name = _("Missions")


class DeskConfig(AdminConfig):
    """The admin, which organisers call the desk."""

    default_site = "delegation.desk.Desk"
