"""Typed changes between two programmes, against a slow and obvious version."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenda.changes import Aspect, concerned, programme_changes

ADA, BRUNO, CARLA, DARIO = 1, 2, 3, 4
PEOPLE = [{"person": person} for person in (ADA, BRUNO, CARLA)]
SLOW_ASPECTS = {
    "time": ["starts_at", "date", "departs_at"],
    "place": ["venue", "pickup_point"],
    "people": ["participants", "passengers", "driver"],
    "title": ["title", "vehicle"],
    "visibility": ["visibility", "public", "public_time"],
    "details": ["dress_code", "strict", "status", "cancellation_reason"],
}


def meeting(**changes):
    return {
        "id": 7,
        "uid": "u",
        "revision": {"sequence": 0},
        "title": {"it": "Incontro", "en": "Meeting"},
        "date": "2025-04-23",
        "starts_at": "2025-04-23T13:30:00+00:00",
        "venue": {"name": {"it": "Sala", "en": "Hall"}},
        "status": "confirmed",
        "cancellation_reason": {"it": "", "en": ""},
        "dress_code": {"it": "", "en": ""},
        "visibility": "public",
        "public": ["title", "venue"],
        "public_time": "hours",
        "participants": [{"person": ADA}, {"person": BRUNO}],
        **changes,
    }


def ride(**changes):
    return {
        "id": 7,
        "uid": "r",
        "vehicle": {"it": "pulmino", "en": "minibus"},
        "departs_at": "2025-04-23T12:45:00+00:00",
        "pickup_point": {"it": "", "en": ""},
        "strict": False,
        "passengers": [{"person": ADA}],
        "driver": {"person": DARIO},
        **changes,
    }


def programme(*meetings, rides=()):
    return {"meetings": list(meetings), "transfers": list(rides)}


def only_change(before, after):
    (change,) = programme_changes(before, after)
    return change


@pytest.mark.parametrize(
    ("changes", "aspects"),
    [
        ({"starts_at": "2025-04-23T14:30:00+00:00"}, (Aspect.TIME,)),
        ({"venue": None}, (Aspect.PLACE,)),
        ({"title": {"it": "Altro", "en": "Other"}}, (Aspect.TITLE,)),
        ({"participants": [{"person": ADA}]}, (Aspect.PEOPLE,)),
        ({"visibility": "delegation"}, (Aspect.VISIBILITY,)),
        ({"dress_code": {"it": "scuro", "en": "dark"}}, (Aspect.DETAILS,)),
        ({"status": "tentative"}, (Aspect.DETAILS,)),
        ({"status": "cancelled", "cancellation_reason": {"it": "x", "en": "x"}},
         (Aspect.CANCELLED,)),
        ({"status": "cancelled", "dress_code": {"it": "scuro", "en": "dark"}, "venue": None},
         (Aspect.CANCELLED, Aspect.PLACE, Aspect.DETAILS)),
        ({"title": {"it": "Altro", "en": "Other"}, "date": "2025-04-24"},
         (Aspect.TIME, Aspect.TITLE)),
    ],
)  # fmt: skip
def test_a_change_of_a_meeting_has_the_types_of_what_changed(changes, aspects):
    before, after = programme(meeting()), programme(meeting(**changes))

    assert only_change(before, after).aspects == aspects


@pytest.mark.parametrize(
    ("changes", "aspects"),
    [
        ({"departs_at": "2025-04-23T12:30:00+00:00"}, (Aspect.TIME,)),
        ({"pickup_point": {"it": "retro", "en": "back"}}, (Aspect.PLACE,)),
        ({"driver": None}, (Aspect.PEOPLE,)),
        ({"vehicle": {"it": "auto", "en": "car"}}, (Aspect.TITLE,)),
        ({"strict": True}, (Aspect.DETAILS,)),
    ],
)
def test_a_change_of_a_ride_has_the_types_of_what_changed(changes, aspects):
    change = only_change(programme(rides=[ride()]), programme(rides=[ride(**changes)]))

    assert (change.table, change.aspects, change.people) == (
        "transfers",
        aspects,
        frozenset({ADA, DARIO}),
    )


def test_what_counts_changes_is_no_change():
    later = meeting(uid="v", revision={"sequence": 9})

    assert programme_changes(programme(meeting()), programme(later)) == ()


def test_a_field_that_earlier_versions_did_not_keep_is_no_change():
    assert programme_changes(programme(meeting()), programme(meeting(leave_by=5))) == ()


def test_whoever_was_taken_out_is_concerned_like_whoever_joined():
    before = programme(meeting(participants=[{"person": ADA}, {"person": BRUNO}]))
    after = programme(meeting(participants=[{"person": BRUNO}, {"person": CARLA}]))

    assert concerned(programme_changes(before, after)) == {ADA, BRUNO, CARLA}


def test_the_first_version_adds_everything():
    change = only_change(None, programme(meeting()))

    assert (change.aspects, change.before, change.people) == (
        (Aspect.ADDED,),
        None,
        frozenset({ADA, BRUNO}),
    )


def test_a_meeting_and_a_ride_with_one_number_are_two_items():
    before, after = programme(meeting()), programme(rides=[ride()])

    assert [(change.table, change.aspects) for change in programme_changes(before, after)] == [
        ("meetings", (Aspect.REMOVED,)),
        ("transfers", (Aspect.ADDED,)),
    ]


@pytest.mark.parametrize(
    ("before", "after", "is_lowered"),
    [
        (meeting(), meeting(visibility="participants"), True),
        (meeting(visibility="participants"), meeting(), False),
        (meeting(visibility="participants"), meeting(visibility="participants", public=[]), False),
        (meeting(), meeting(public=["title"]), True),
        (meeting(public=["title"]), meeting(public=["title", "host"]), False),
        (meeting(), meeting(public_time="day"), True),
        (meeting(public_time="day"), meeting(), False),
        (meeting(), meeting(venue=None), False),
        (meeting(), None, True),
        (None, meeting(), False),
    ],
)
def test_a_level_that_goes_down_is_told(before, after, is_lowered):
    first, second = (programme(*([row] if row else [])) for row in (before, after))

    assert only_change(first, second).is_lowered is is_lowered


def test_a_ride_has_no_level_to_lower():
    assert not only_change(programme(rides=[ride()]), programme()).is_lowered


texts = st.sampled_from([{"it": "a", "en": "a"}, {"it": "b", "en": "c"}])
crowds = st.lists(st.sampled_from(PEOPLE), unique_by=lambda row: row["person"])
meetings = st.builds(
    meeting,
    id=st.integers(1, 4),
    date=st.sampled_from(["2025-04-23", "2025-04-24"]),
    title=texts,
    venue=st.one_of(st.none(), texts),
    status=st.sampled_from(["confirmed", "tentative", "cancelled"]),
    dress_code=texts,
    visibility=st.sampled_from(["public", "delegation", "participants"]),
    participants=crowds,
)
rides = st.builds(
    ride,
    id=st.integers(1, 4),
    vehicle=texts,
    passengers=crowds,
    driver=st.one_of(st.none(), st.just({"person": DARIO})),
)
programmes = st.builds(
    lambda found, driven: programme(*found, rides=driven),
    st.lists(meetings, unique_by=lambda row: row["id"]),
    st.lists(rides, unique_by=lambda row: row["id"]),
)


def slow_changes(before, after):
    """Every pair of rows, every field, one question at a time."""
    found = set()
    for table in ("meetings", "transfers"):
        for key in range(1, 5):
            was = [row for row in before[table] if row["id"] == key]
            now = [row for row in after[table] if row["id"] == key]
            people = set()
            for row in was + now:
                people |= {who["person"] for who in row.get("participants", [])}
                people |= {who["person"] for who in row.get("passengers", [])}
                people |= {row["driver"]["person"]} if row.get("driver") else set()
            for aspect in slow_aspects(was, now):
                found.add((table, key, aspect, frozenset(people)))
    return found


def slow_aspects(was, now):
    if not was or not now:
        return ["added"] * bool(now) + ["removed"] * bool(was)
    before, after = was[0], now[0]
    cancelled = before["status"] != "cancelled" == after["status"] if "status" in before else False
    names = ["cancelled"] * cancelled
    for aspect, fields in SLOW_ASPECTS.items():
        for field in fields:
            if cancelled and field in {"status", "cancellation_reason"}:
                continue
            if json.dumps(before.get(field)) != json.dumps(after.get(field)):
                names.append(aspect)
    return names


@given(programmes, programmes)
def test_changes_are_those_of_a_slow_and_obvious_comparison(before, after):
    found = programme_changes(before, after)

    assert {
        (change.table, change.id, str(aspect), change.people)
        for change in found
        for aspect in change.aspects
    } == slow_changes(before, after)
    assert len({(change.table, change.id) for change in found}) == len(found)
