"""Public answers kept whole: right for every reader, and gone when their version is."""

import gzip
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from agenda.publishing import publish
from agenda.versions import published
from tests.factories import MeetingFactory, UserFactory

pytestmark = pytest.mark.django_db
NOON = datetime(2025, 4, 20, 12, tzinfo=UTC)
SECURITY = [
    "Content-Security-Policy",
    "Cross-Origin-Opener-Policy",
    "Permissions-Policy",
    "Referrer-Policy",
    "X-Content-Type-Options",
    "X-Frame-Options",
]


@pytest.fixture
def meeting():
    meeting = MeetingFactory()
    publish(mission=meeting.mission, now=NOON)
    return meeting


def addresses(meeting, language="en"):
    mission = f"/{language}/missions/{meeting.mission.slug}/"
    ends = ("", f"items/{meeting.pk}/", "delegation/", "firms/", "calendar.ics")
    return [f"/{language}/missions/", *(f"{mission}{end}" for end in ends)]


def page(meeting, language="en"):
    return addresses(meeting, language)[1]


@pytest.mark.usefixtures("_slow_machine")
@pytest.mark.parametrize("language", ["it", "en"])
def test_a_kept_answer_is_the_same_and_takes_no_query(
    client, meeting, language, django_assert_num_queries
):
    first = [client.get(address) for address in addresses(meeting, language)]

    with django_assert_num_queries(0):
        again = [client.get(address) for address in addresses(meeting, language)]

    assert [answer.content for answer in again] == [answer.content for answer in first]
    assert [dict(answer.headers) for answer in again] == [dict(answer.headers) for answer in first]


@pytest.mark.usefixtures("_slow_machine")
def test_what_other_sites_hang_on_an_address_changes_nothing(
    client, meeting, django_assert_num_queries
):
    first = [client.get(f"{address}?fbclid=zqzq&at%5B%5D=zqzq") for address in addresses(meeting)]
    client.cookies["_ga"] = "zqzq"

    with django_assert_num_queries(0):
        again = [client.get(f"{address}?utm_source=zqzq") for address in addresses(meeting)]

    assert [answer.content for answer in again] == [answer.content for answer in first]
    assert [b"zqzq" in answer.content for answer in again] == [False] * len(again)


@pytest.mark.parametrize("name", ["sessionid", "django_language", "messages"])
def test_who_brings_a_cookie_of_ours_is_not_answered_from_memory(client, meeting, name):
    client.cookies[name] = "x"

    client.get(page(meeting))

    assert not published.kept_answers


def test_a_parameter_counts_however_it_is_spelt(client, meeting):
    client.get(page(meeting))

    found = client.get(f"{page(meeting)}?%6Bind=visit").context["form"]

    assert found.data["kind"] == "visit"


def test_languages_are_kept_apart(client, meeting):
    for _time in range(2):
        assert b"Meeting with the maker" in client.get(page(meeting, "en")).content
        assert b"Incontro con il costruttore" in client.get(page(meeting, "it")).content


def test_every_answer_has_its_validators_and_all_security_headers(client, meeting):
    for address in addresses(meeting) * 2:
        for headers in ({}, {"Accept-Encoding": "gzip"}):
            answer = client.get(address, headers=headers)
            unchanged = client.get(address, headers={**headers, "If-None-Match": answer["ETag"]})

            assert answer["Cache-Control"] == "public, max-age=0, must-revalidate"
            assert answer["Vary"] == "Accept-Encoding"
            assert unchanged.status_code == 304
            assert unchanged.content == b""
            assert unchanged["ETag"] == answer["ETag"]
            for name in SECURITY:
                assert unchanged[name] == answer[name]
            assert not answer.cookies


def test_compressed_and_plain_answers_say_the_same_under_different_tags(client, meeting):
    plain = client.get(page(meeting))
    compressed = client.get(page(meeting), headers={"Accept-Encoding": "br, gzip"})
    refused = client.get(page(meeting), headers={"Accept-Encoding": "gzip;q=0"})

    assert compressed["Content-Encoding"] == "gzip"
    assert gzip.decompress(compressed.content) == plain.content == refused.content
    assert compressed["ETag"] != plain["ETag"] == refused["ETag"]
    assert int(compressed["Content-Length"]) == len(compressed.content)


def test_head_has_the_headers_alone(client, meeting):
    whole = client.get(page(meeting))

    head = client.head(page(meeting))

    assert (head.content, dict(head.headers)) == (b"", dict(whole.headers))


def test_calendars_that_know_only_the_date_are_answered_by_it(client, meeting):
    whole = client.get(addresses(meeting)[-1])

    asked = {"If-Modified-Since": whole["Last-Modified"]}

    assert whole["Last-Modified"] == "Sun, 20 Apr 2025 12:00:00 GMT"
    assert client.get(addresses(meeting)[-1], headers=asked).status_code == 304


def test_a_new_version_replaces_what_was_kept(client, meeting):
    before = client.get(page(meeting))
    meeting.title_en = "Visit to the maker"
    meeting.save()
    publish(mission=meeting.mission, now=NOON + timedelta(hours=1))
    published.current_pks.clear()  # as when a second has passed

    after = client.get(page(meeting), headers={"If-None-Match": before["ETag"]})

    assert after.status_code == 200
    assert b"Visit to the maker" in after.content


def test_a_withdrawn_mission_is_no_longer_answered_from_memory(client, meeting):
    tags = {address: client.get(address)["ETag"] for address in addresses(meeting)}
    meeting.mission.is_public = False
    meeting.mission.save()
    published.current_pks.clear()  # as when a second has passed

    found = {
        address: client.get(address, headers={"If-None-Match": tag}).status_code
        for address, tag in tags.items()
    }

    assert found == dict.fromkeys(tags, 404) | {"/en/missions/": 200}
    assert b"Mission to Michigan" not in client.get("/en/missions/").content


def test_what_is_under_way_changes_though_nothing_is_published(client, meeting, monkeypatch):
    moments = [meeting.starts_at - timedelta(seconds=1), meeting.starts_at]
    seen = []

    for moment in moments:
        monkeypatch.setattr(timezone, "now", lambda moment=moment: moment)
        seen.append(client.get(page(meeting)).context)

    before, after = seen
    assert (before["now"], len(before["next"])) == ((), 1)
    assert [item.title.value for item in after["now"]] == ["Meeting with the maker"]


def test_previews_and_answers_to_people_with_cookies_are_not_kept(client, meeting):
    client.force_login(UserFactory())
    preview = client.get(f"{page(meeting)}?at=2025-04-23T10:00")
    client.get(page(meeting))

    assert preview["Cache-Control"] == "no-cache"
    assert preview.context["preview"] is not None
    assert not published.kept_answers


def test_other_hosts_and_methods_are_refused_before_memory_is_asked(client, meeting):
    client.get(page(meeting))

    assert client.get(page(meeting), headers={"Host": "elsewhere.example"}).status_code == 400
    assert client.post(page(meeting)).status_code == 405


def test_memory_is_bounded(client, meeting, monkeypatch):
    monkeypatch.setattr("agenda.site.kept_answers.KEPT_ANSWERS", 2)
    for address in addresses(meeting):
        client.get(address)

    assert [path for _scheme, path in published.kept_answers] == addresses(meeting)[-2:]
