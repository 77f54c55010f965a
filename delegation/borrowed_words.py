"""Words of Unfold and Django that our catalogue translates, since their own Italian does not.

Unfold has no Italian catalogue, and Django's writes months and days of the week with a
capital. Named here, ``makemessages`` keeps them, and nothing else reads this module.
"""

from django.utils.translation import gettext_noop as _

UNFOLD = [
    _("All applications"), _("Add row"), _("Add new item"), _("Apply Filters"), _("Choose file to upload"),
    _("Click to cancel"), _("Collapse"), _("Create new record"), _("Dark"), _("Light"), _("System"),
    _("Date from"), _("Date to"), _("Edit"), _("Filters"), _("From"), _("To"), _("General"), _("Go back"),
    _("Name"), _("Navigate"), _("No data"), _("No results found"), _("Nothing matched your search"),
    _("Not enough data."), _("Open selection"), _("Open selection in new tab"), _("Recent searches"),
    _("Reset filters"), _("Reset to default"), _("Return to site"), _("Run"), _("Search apps and models..."),
    _("Select"), _("Select action"), _("Select action to run"), _("Select record"), _("Select value"), _("Submit"),
    _("This item will be deleted."), _("This page yielded into no results."), _("Toggle dark/light mode"),
    _("Toggle filter"), _("Toggle sidebar"), _("Type to search"), _("True"), _("False"), _("Value"), _("Default"),
    _("Welcome"), _("Welcome back to"), _("next"), _("previous"), _("Previous"), _("Available shortcuts"),
    _("Changelist shortcuts"), _("Command tool shortcuts"), _("Global shortcuts"), _("Open command tool"),
    _("Open shortcuts list"), _("Dataset not found. No action performed."), _("Object permissions"),
]  # fmt: skip
DAYS = [
    _("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"),
    _("Sunday"),
]  # fmt: skip
MONTHS = [
    _("January"), _("February"), _("March"), _("April"), _("May"), _("June"), _("July"),
    _("August"), _("September"), _("October"), _("November"), _("December"),
]  # fmt: skip
