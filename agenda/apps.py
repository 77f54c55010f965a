"""The app of everything in a mission that takes time or place."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AgendaConfig(AppConfig):
    """Meetings, transfers, versions and personal links."""

    name = "agenda"
    verbose_name = _("Programme")
