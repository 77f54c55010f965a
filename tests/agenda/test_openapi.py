"""The description of what other programs may read says what they get."""

from datetime import UTC, datetime

import pytest

from agenda.exports.itinerary_json import SCHEMA
from agenda.publishing import publish
from tests.agenda.test_exports import matches
from tests.factories import MeetingFactory

pytestmark = pytest.mark.django_db
NOON = datetime(2025, 4, 20, 12, tzinfo=UTC)


def test_every_file_it_names_is_there_and_is_of_the_type_it_says(client):
    meeting = MeetingFactory()
    publish(mission=meeting.mission, now=NOON)
    answer = client.get("/openapi.json")
    told = answer.json()

    assert (told["openapi"], answer["Access-Control-Allow-Origin"]) == ("3.1.0", "*")
    assert client.get("/openapi.json", headers={"If-None-Match": answer["ETag"]}).status_code == 304
    for path, asked in told["paths"].items():
        (media_type,) = asked["get"]["responses"]["200"]["content"]
        for language in asked["parameters"][0]["schema"]["enum"]:
            address = path.format(language=language, slug=meeting.mission.slug)
            found = client.get(address)
            tag = {"If-None-Match": found["ETag"]}
            assert found["Access-Control-Allow-Origin"] == "*"
            assert found["Content-Type"].partition(";")[0] == media_type
            assert client.get(address, headers=tag).status_code == 304
        assert client.get(path.format(language="en", slug="nothing")).status_code == 404


def test_the_json_is_as_its_schema_there_says(client):
    meeting = MeetingFactory()
    publish(mission=meeting.mission, now=NOON)
    schemas = client.get("/openapi.json").json()["components"]["schemas"]

    found = client.get(f"/en/missions/{meeting.mission.slug}/itinerary.json").json()

    assert list(schemas) == ["Itinerary"]
    assert matches(found, schemas["Itinerary"])
    assert schemas["Itinerary"]["title"] == SCHEMA["title"]
