"""What changes say: each field in words, old and new never alike, in both languages."""

from dataclasses import fields, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from agenda.change_words import FIELDS, differences
from agenda.changes import NOT_COMPARED, compare
from agenda.itinerary import PublicItem
from agenda.models import Notice, Participation, Venue
from agenda.notices.sending import send_notices
from agenda.personal.entries import Contact, PersonalItem, PersonalTransfer
from agenda.publishing import publish
from agenda.reading import Place, Somebody, Text, When
from agenda.versions.desk_reading import DeskItem
from agenda.versions.levels import Level
from agenda.versions.programme import read_programme
from agenda.versions.rest_changes import rest_changes
from tests.agenda.notice_mission import DUE, LATER, NOON, told_mission
from tests.factories import DelegateFactory, FirmFactory, MissionFactory, VenueFactory

DETROIT, ROME = ZoneInfo("America/Detroit"), ZoneInfo("Europe/Rome")
START = datetime(2025, 4, 23, 9, 30, tzinfo=DETROIT)
WHEN = When(START.date(), "", START, START + timedelta(hours=1), DETROIT, ROME)
PLACE = Place(Text("Hall"), "1 Main St", "Detroit", "US", assumed=False, latitude=1, longitude=2)
ADA = Somebody(
    Text("Ada Rossi"), Text("mayor"), Text("Turin"), "guest", "delegation", Text(), False
)
DARIO = Contact(Text("Dario Bianchi"), "driver", "+390115550101", assumed=False)
SAID = {
    "title": (Text("Breakfast"), Text("Lunch")),
    "description": (Text(), Text("Coffee")),
    "host": (Text("Turin"), Text("Detroit")),
    "vehicle": (Text("minibus"), Text("bus")),
    "pickup_point": (Text("front"), Text("back")),
    "cancellation_reason": (Text(), Text("strike")),
    "dress_code": (Text(), Text("dark suit")),
    "kind": ("institutional", "visit"),
    "status": ("confirmed", "tentative"),
    "languages": (("en",), ("en", "it")),
    "my_role": ("guest", "speaker"),
    "strict": (False, True),
    "assumed": (True, False),
    "assumed_status": (False, True),
    "when": (WHEN, replace(WHEN, starts_at=START + timedelta(minutes=15))),
    "place": (PLACE, None),
    "origin": (PLACE, replace(PLACE, entrance=Text("north door"))),
    "destination": (PLACE, replace(PLACE, address="2 Main St")),
    "participants": ((ADA,), ()),
    "hidden": ((), (ADA,)),
    "passengers": ((Text("Ada Rossi"),), (Text("Ada Rossi"), Text("Bruno Bianchi"))),
    "driver": (DARIO, None),
    "standing_in_for": (Text(), Text("Bruno Bianchi")),
    "level": (Level("participants", (), "day"), Level("public", ("title",), "hours")),
}  # fmt: skip
RAW = {"institutional", "visit", "tentative", "en", "en, it"}
NEW = Text("new")
NEW_PAIR = {"it": "nuovo", "en": "new"}
WORDED = [
    *(("when", WHEN, part) for part in (
        {"date": date(2025, 4, 24)}, {"ends_at": START + timedelta(hours=2)}, {"zone": ROME},
        {"end_zone": ROME}, {"starts_at": None, "ends_at": None, "part": "morning"},
        {"assumed": True})),
    *(("place", PLACE, {name: NEW}) for name in ("name", "room", "entrance")),
    *(("place", PLACE, part) for part in ({"address": "2"}, {"city": "Novi"}, {"assumed": True})),
    *(("participants", ADA, {name: NEW})
      for name in ("name", "title", "organisation", "standing_in_for")),
    *(("participants", ADA, {"role": role}) for role in ("host", "speaker", "interpreter")),
    ("driver", DARIO, {"name": NEW}), ("driver", DARIO, {"phone": "+1"}),
]  # fmt: skip
WORDLESS = [
    ("when", WHEN, {"home_zone": DETROIT}),
    ("place", PLACE, {"latitude": 3, "longitude": 4}), ("place", PLACE, {"country": "CA"}),
    ("participants", ADA, {"side": "host"}), ("participants", ADA, {"assumed": True}),
    ("driver", DARIO, {"assumed": True}),
]  # fmt: skip


def entry(kind, values):
    """Return an entry of a type with the old values, but those that are given."""
    filled = {
        "id": 1, "uid": "u", "sequence": 0, "changed_at": NOON, "my_side": "", "moved_from": None,
        **{name: before for name, (before, _after) in SAID.items()},
        **values,
    }  # fmt: skip
    return kind(**{one.name: filled[one.name] for one in fields(kind) if one.name in filled})


def label_in(language, name):
    with translation.override(language):
        return str(FIELDS[name])


def compared(kind):
    return [one.name for one in fields(kind) if one.name not in {"id", "uid", *NOT_COMPARED}]


def said(before, after, language):
    """Return every difference as its label, old and new."""
    with translation.override(language):
        return [
            (one.label, one.before, one.after)
            for change in compare([before], [after])
            for one in differences(change)
        ]


@pytest.mark.parametrize("language", ["it", "en"])
@pytest.mark.parametrize("kind", [PersonalItem, PersonalTransfer, PublicItem, DeskItem])
def test_every_field_of_every_entry_is_told_in_words(kind, language):
    for name in compared(kind):
        ((label, was, now),) = said(entry(kind, {}), entry(kind, {name: SAID[name][1]}), language)

        assert was != now
        assert label == label_in(language, name)
        assert {was, now} & RAW == set()


def said_of_part(name, whole, part, language):
    """Return the differences where one value inside a field is another one."""
    kind = PersonalTransfer if name == "driver" else PersonalItem
    values = [whole, replace(whole, **part)]
    if name == "participants":
        values = [(value,) for value in values]
    before, after = (entry(kind, {name: value}) for value in values)
    return said(before, after, language)


@pytest.mark.parametrize("language", ["it", "en"])
@pytest.mark.parametrize(("name", "whole", "part"), WORDED)
def test_what_differs_inside_a_field_is_told(name, whole, part, language):
    ((_label, was, now),) = said_of_part(name, whole, part, language)

    assert was != now


@pytest.mark.parametrize("language", ["it", "en"])
@pytest.mark.parametrize(("name", "whole", "part"), WORDLESS)
def test_what_readers_find_no_words_of_is_no_difference(name, whole, part, language):
    assert said_of_part(name, whole, part, language) == []


@pytest.mark.parametrize(
    ("differs", "was", "now"),
    [
        ({"role": "speaker"}, "Ada Rossi (mayor, Turin, guest)", "Ada Rossi (mayor, Turin, speaker)"),
        ({"title": NEW}, "Ada Rossi (mayor, Turin)", "Ada Rossi (new, Turin)"),
        ({"title": Text(), "organisation": Text()}, "Ada Rossi (mayor, Turin)", "Ada Rossi"),
    ],
)  # fmt: skip
def test_who_stays_is_told_by_name_and_who_differs_by_what_does(differs, was, now):
    bruno = replace(ADA, name=Text("Bruno Bianchi"))
    before = entry(PersonalItem, {"participants": (ADA, bruno)})
    after = entry(PersonalItem, {"participants": (replace(ADA, **differs), bruno)})

    assert said(before, after, "en") == [
        ("who takes part", f"{was}, Bruno Bianchi", f"{now}, Bruno Bianchi")
    ]


def test_the_role_of_a_guest_and_an_answer_not_given_are_two_words_in_each_language():
    role, answer = Participation.Role.GUEST, Participation.Response.INVITED
    for language in ("it", "en"):
        with translation.override(language):
            assert str(role.label) != str(answer.label)


CODED = {
    "kind": "trade_mission", "direction": "inward", "country": "CA", "group": "firms",
    "role": "press", "form_of_address": "masculine", "start_date": "2025-04-01",
    "end_date": "2025-05-01", "zone": "Europe/Paris", "home_zone": "Europe/London",
}  # fmt: skip


def altered(name, value):
    """Return another value for a field of a mission, a delegate or a firm."""
    if name in CODED:
        return CODED[name]
    if isinstance(value, bool):
        return not value
    if isinstance(value, list):
        return [*value, {"name": {"it": "uno", "en": "one"}} if name == "logos" else NEW_PAIR]
    if isinstance(value, dict) and "it" not in value:
        return {inner: altered(inner, one) for inner, one in value.items()}
    return NEW_PAIR if isinstance(value, dict) else "new"


def coded_words(programme):
    return {
        value
        for part in (programme["mission"], *programme["delegates"], *programme["firms"])
        for name, value in part.items()
        if name in CODED
    }


@pytest.mark.parametrize("language", ["it", "en"])
def test_every_field_of_mission_delegate_and_firm_is_told_in_words(language, db):
    mission = MissionFactory()
    DelegateFactory(mission=mission)
    mission.firms.add(FirmFactory())
    before = read_programme(mission, previous=None)
    kept = ("id", "person", "slug")
    mission_part, (ada,), (firm,) = (
        before["mission"], before["delegates"], before["firms"]
    )  # fmt: skip
    other = [
        {name: value if name in kept else altered(name, value) for name, value in part.items()}
        for part in (mission_part, ada, firm)
    ]
    after = {**before, "mission": other[0], "delegates": [other[1]], "firms": [other[2]]}

    with translation.override(language):
        changes = rest_changes(before, after, language)
        found = [differences(change) for change in changes]

    told_fields = {field.name for change in changes for field in change.fields}
    assert told_fields <= FIELDS.keys()
    assert [len(one) for one in found] == [len(change.fields) for change in changes]
    words = {word for one in found for line in one for word in (line.before, line.after)}
    is_raw = words & (coded_words(before) | set(CODED.values()))
    assert language == "en" or is_raw == set()


def test_a_spot_on_the_map_is_no_message(db, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    mission, _people, (breakfast, _visit) = told_mission()
    breakfast.venue = VenueFactory()
    breakfast.save()
    publish(mission=mission, now=NOON)
    mission.notices.update(status="sent", sent_at=NOON)
    Venue.objects.update(latitude=1, longitude=2)
    publish(mission=mission, now=LATER)

    sent = send_notices(now=DUE)

    assert sent == 0
    assert set(mission.notices.filter(version__number=3).values_list("status", flat=True)) == {
        Notice.Status.NEEDLESS
    }
