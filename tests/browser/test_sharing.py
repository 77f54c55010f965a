"""Passing a page on, and printing it with its version on every sheet."""

import pytest

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_link_of_a_page_is_copied(reader, site):
    reader.open(site.public("en")[2])

    copied = reader.copy_link()

    assert copied.endswith(f"/en/missions/{site.mission.slug}/items/{site.item.pk}/")


def test_without_script_there_is_no_button_that_does_nothing(without_script, site):
    itinerary = without_script.open(site.public("en")[1])
    copies = itinerary.sees_button("Copy the link")
    sheet = without_script.open(site.public("en")[6])

    assert (copies, sheet.sees_button("Print")) == (False, False)


def test_every_printed_sheet_says_its_version(reader, site):
    reader.open(site.public("en")[6])

    sheets = reader.printed_sheets()

    assert len(sheets) > 1
    assert ["– Version 2, sheet made on" in " ".join(sheet.split()) for sheet in sheets] == [
        True
    ] * len(sheets)
