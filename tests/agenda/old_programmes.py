"""Programmes as older releases stored them; never brought up to date, that is what they are for."""


def pair(text):
    return {"it": text, "en": text}


def place(name):
    return {
        "name": pair(name),
        "address": "1 Main Street",
        "entrance": pair("Porta A"),
        "city": "Pontiac",
        "country": "US",
        "latitude": None,
        "longitude": None,
        "assumed": False,
    }


def format_1(*, mission, listed, unlisted, meeting):
    """Return a programme of the first releases, with no number of its format.

    One meeting and one ride of two delegates, one of whom is not on the public list.
    """
    revision = {"sequence": 3, "changed_at": "2025-04-01T09:00:00+00:00"}
    return {
        "mission": mission_part(mission),
        "delegates": [
            {**delegate(listed, "Ada Rossi"), "public": True},
            {**delegate(unlisted, "Bea Bianchi"), "public": False},
        ],
        "firms": [firm()],
        "meetings": [
            {
                **meeting_part(meeting),
                "participants": [
                    participant(listed, "Ada Rossi"),
                    participant(unlisted, "Bea Bianchi"),
                ],
                "revision": revision,
                "public_revision": revision,
            }
        ],
        "transfers": [{**ride(listed), "revision": revision, "public_revision": revision}],
    }


def mission_part(mission):
    return {
        "slug": mission.slug,
        "title": pair("Missione di prima"),
        "summary": pair("In breve"),
        "kind": "system",
        "direction": "outward",
        "country": "US",
        "city": pair("Pontiac"),
        "start_date": "2025-04-23",
        "end_date": "2025-04-24",
        "zone": "America/Detroit",
        "home_zone": "Europe/Rome",
        "coordinator": pair(""),
        "contact": {"name": "Turno", "phone": "+390115500000", "email": "", "assumed": False},
        "funding": {name: pair("") for name in ("programme", "fund", "statement", "description")},
        "is_demonstration": False,
    }


def delegate(person, name):
    return {
        "id": person,
        "person": person,
        "name": pair(name),
        "form_of_address": "neutral",
        "title": pair("rettrice"),
        "organisation": pair("Università di Torino"),
        "group": "institutional",
        "role": "member",
        "phone": "",
        "assumed": False,
    }


def firm():
    return {
        "id": 1,
        "name": pair("Officina Torinese"),
        "city": "Torino",
        "country": "IT",
        "website": "",
        "profile": pair("Progetta sedili."),
        "offers": pair(""),
        "seeks": pair(""),
        "sectors": [pair("Sedili")],
        "source": "",
    }


def meeting_part(meeting):
    return {
        "id": meeting,
        "uid": "5f0d7e0a-9c9a-4a1f-8f0e-2f0d7e0a9c9a",
        "kind": "institutional",
        "title": pair("Incontro di prima"),
        "description": pair(""),
        "date": "2025-04-23",
        "part_of_day": "",
        "starts_at": "2025-04-23T13:30:00+00:00",
        "ends_at": "2025-04-23T14:30:00+00:00",
        "zone": "America/Detroit",
        "venue": place("Sede del costruttore"),
        "room": pair(""),
        "host": pair(""),
        "status": "confirmed",
        "cancellation_reason": pair(""),
        "visibility": "public",
        "public": ["title", "venue", "host", "participants"],
        "public_time": "hours",
        "dress_code": pair(""),
        "languages": [],
        "assumed": False,
        "assumed_hours": False,
        "assumed_status": False,
    }


def participant(person, name):
    return {
        "person": person,
        "name": pair(name),
        "title": pair("rettrice"),
        "organisation": pair("Università di Torino"),
        "side": "delegation",
        "role": "guest",
        "shown": True,
        "standing_in_for": pair(""),
        "assumed": False,
    }


def ride(person):
    return {
        "id": 1,
        "uid": "6f0d7e0a-9c9a-4a1f-8f0e-2f0d7e0a9c9a",
        "vehicle": pair("pulmino A"),
        "origin": place("Albergo"),
        "destination": place("Sede del costruttore"),
        "pickup_point": pair("Davanti"),
        "departs_at": "2025-04-23T12:45:00+00:00",
        "departure_zone": "America/Detroit",
        "arrives_at": "2025-04-23T13:10:00+00:00",
        "arrival_zone": "America/Detroit",
        "strict": True,
        "driver": {"person": 99, "name": pair("Carl"), "phone": "+12485550100", "assumed": False},
        "serves": None,
        "passengers": [{"person": person, "name": pair("Ada Rossi")}],
        "assumed": False,
    }
