"""Every list of the desk: the same queries for any number, and what its columns say."""

import factory
import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agenda.models import Meeting
from companies.models import Organisation
from delegation.models import Mission
from tests import factories
from tests.factories import (
    AffiliationFactory,
    MissionFactory,
    ParticipationFactory,
)

pytestmark = pytest.mark.django_db
FACTORIES = {
    made._meta.model: made
    for made in vars(factories).values()
    if isinstance(made, type)
    and issubclass(made, factory.django.DjangoModelFactory)
    and made._meta.model
}
OURS = {"companies", "delegation", "agenda"}
LISTS = sorted(
    (
        model
        for model in admin.site._registry
        if model._meta.app_label in OURS and model is not Organisation
    ),
    key=lambda model: model._meta.label,
)


def address(model, query=""):
    return f"/admin/{model._meta.app_label}/{model._meta.model_name}/{query}"


def make(model, how_many):
    """Make rows of one mission, each with people of its own where such rows have people."""
    names = {field.name for field in model._meta.get_fields()}
    mission = Mission.objects.first() or MissionFactory()
    shared = {"mission": mission} if "mission" in names else {}
    rows = FACTORIES[model].build_batch(how_many, **shared)
    save_all(rows)
    if model is Meeting:
        save_all(
            [
                ParticipationFactory.build(meeting=meeting, affiliation=AffiliationFactory.build())
                for meeting in rows
            ]
        )


def save_all(rows):
    """Save built rows, and before them those that they point to, few queries for many."""
    for field in rows[0]._meta.concrete_fields:
        if not field.is_relation:
            continue
        pointed_to = {id(there): there for row in rows if (there := getattr(row, field.name, None))}
        if unsaved := [there for there in pointed_to.values() if there.pk is None]:
            save_all(unsaved)
        for row in rows:
            setattr(row, field.name, getattr(row, field.name, None))
    type(rows[0]).objects.bulk_create(rows)


def queries(desk, where):
    with CaptureQueriesContext(connection) as captured:
        page = desk.get(where)
    assert page.status_code == 200
    return len(captured), page


@pytest.mark.parametrize("model", LISTS, ids=lambda model: model._meta.model_name)
def test_a_list_opens_with_the_same_queries_for_5_rows_and_for_500(desk, model):
    make(model, 5)
    desk.get(address(model))
    few, page = queries(desk, address(model))
    five = page.context["cl"].result_count
    make(model, 495)
    many, page = queries(desk, address(model))

    assert page.context["cl"].result_count - five == 495
    assert many == few


@pytest.mark.parametrize("model", LISTS, ids=lambda model: model._meta.model_name)
def test_a_list_can_be_searched_sorted_and_filtered(desk, model):
    make(model, 2)
    desk.defaults["HTTP_ACCEPT_LANGUAGE"] = "it"
    page = desk.get(address(model))
    sortings = [f"?o={number}" for number in range(len(page.context["cl"].list_display))]
    filters = [
        choice["query_string"]
        for spec in page.context["cl"].filter_specs
        for choice in spec.choices(page.context["cl"])
    ]
    wrong = ["?q=%00", "?q=a", "?mission=x", "?day=2025-13-45", "?state=x", "?p=9999", "?o=-99.x"]

    opened = {
        query: desk.get(address(model, query), follow=True).status_code
        for query in [*sortings, *filters, *wrong]
    }

    assert {query: code for query, code in opened.items() if code != 200} == {}
