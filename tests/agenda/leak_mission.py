"""A mission with a marker in every text: people, meetings and rides of every kind."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

from agenda.models import Meeting, Participation
from agenda.publishing import publish
from delegation.models import Delegate
from tests.agenda.acceptances import accept_all_clashes
from tests.factories import (
    AffiliationFactory,
    DelegateFactory,
    FirmFactory,
    InstitutionFactory,
    MeetingFactory,
    MissionFactory,
    MissionLogoFactory,
    ParticipationFactory,
    PassengerFactory,
    PersonFactory,
    PrivateItemFactory,
    SectorFactory,
    TransferFactory,
    UnavailabilityFactory,
    UserFactory,
    VenueFactory,
)

FIRST = datetime(2025, 4, 20, 9, tzinfo=UTC)
SECOND = FIRST + timedelta(days=1)
LANGUAGES = ["it", "en"]


def everybody(markers):
    """Make people, each with a post in an institution of its own."""
    made = {}
    for name in ("head", "hidden", "unlisted", "declined", "escort", "rider", "other", "onlooker"):
        person = markers.fill(name, PersonFactory(), without=("placeholder_it", "placeholder_en"))
        organisation = markers.fill(
            f"{name}seat", InstitutionFactory(), without=unwritten_on_institutions()
        )
        post = AffiliationFactory(person=person, organisation=organisation)
        made[name] = markers.fill(f"{name}post", post)
    for name in ("driver", "absent"):
        made[name] = markers.fill(name, PersonFactory(), without=("placeholder_it",))
    return SimpleNamespace(**made)


def unwritten_on_institutions():
    firm_texts = ("profile", "offers", "seeks")
    columns = [f"{text}_{language}" for text in firm_texts for language in LANGUAGES]
    return [*columns, "vat_number"]


def delegates(mission, people, markers):
    """Put most of them into the delegation: the head on the public list, the others not."""
    roles = {"head": Delegate.Role.HEAD, "escort": Delegate.Role.ESCORT}
    for name in ("head", "unlisted", "escort", "rider", "onlooker"):
        post = getattr(people, name)
        delegate = DelegateFactory(
            mission=mission,
            person=post.person,
            affiliation=post,
            role=roles.get(name, Delegate.Role.MEMBER),
            shown_publicly=name == "head",
            needs_consent_on="2025-01-01",
        )
        markers.fill(f"{name}delegate", delegate)


def meeting(markers, mission, name, **values):
    """Make a meeting with a venue and a host of its own, all of whose details are public."""
    details = ("title", "venue", "host", "participants", "description", "cancellation_reason")
    made = MeetingFactory(
        mission=mission,
        venue=markers.fill(f"{name}venue", VenueFactory()),
        host=markers.fill(f"{name}host", InstitutionFactory(), without=unwritten_on_institutions()),
        **{**{f"public_{detail}": True for detail in details}, **values},
    )
    return markers.fill(name, made)


def meetings(markers, mission, people):
    """Make one meeting of each kind of visibility, status and public details."""
    levels, statuses = Meeting.Visibility, Meeting.Status
    closed = {f"public_{name}": False for name in ("title", "venue", "host", "participants")}
    made = {
        "open": meeting(markers, mission, "open"),
        "closed": meeting(markers, mission, "closed", public_description=False, **closed),
        "called": meeting(markers, mission, "called"),
        "taken": meeting(markers, mission, "taken"),
        "delegation": meeting(markers, mission, "delegation", visibility=levels.DELEGATION),
        "few": meeting(markers, mission, "few", visibility=levels.PARTICIPANTS),
        "desk": meeting(markers, mission, "desk", visibility=levels.ORGANISERS),
        "proposed": meeting(markers, mission, "proposed", status=statuses.PROPOSED),
        "requested": meeting(markers, mission, "requested", status=statuses.REQUESTED),
        "aborted": meeting(markers, mission, "aborted", status=statuses.CANCELLED),
    }
    for row in made.values():
        take_part(row, people)
    return made


def take_part(row, people):
    """Let the head, standing in for somebody, meet others: hidden, off the list, declining."""
    how = {
        "head": {"standing_in_for": people.absent},
        "other": {"side": Participation.Side.HOST},
        "unlisted": {},
        "hidden": {"shown": False},
        "declined": {"response": Participation.Response.DECLINED},
    }
    for name, values in how.items():
        post = getattr(people, name)
        ParticipationFactory(meeting=row, person=post.person, affiliation=post, **values)


def mission_full_of_markers(markers):
    """Make a mission with a marker in every text, published twice; one meeting withdrawn between."""
    mission = markers.fill(
        "mission", MissionFactory(is_demonstration=True, funding_statement="co_funded")
    )
    markers.fill("logo", MissionLogoFactory(mission=mission))
    people = everybody(markers)
    delegates(mission, people, markers)
    firm = markers.fill("firm", FirmFactory())
    firm.sectors.add(markers.fill("sector", SectorFactory()))
    mission.firms.add(firm)
    rows = meetings(markers, mission, people)
    ride = TransferFactory(
        mission=mission,
        origin=markers.fill("origin", VenueFactory()),
        destination=markers.fill("destination", VenueFactory()),
        driver=people.driver,
    )
    markers.fill("ride", ride)
    for name in ("head", "rider", "escort"):
        PassengerFactory(transfer=ride, person=getattr(people, name).person)
    markers.fill("busy", UnavailabilityFactory(person=people.head.person))
    dinner = PrivateItemFactory(mission=mission, person=people.head.person)
    markers.fill("dinner", dinner).set_busy(is_busy=True)
    user = markers.fill("user", UserFactory())
    accept_all_clashes(mission)
    publish(mission=mission, now=FIRST, by=user, note="zq_version_note")
    rows["taken"].visibility = Meeting.Visibility.PARTICIPANTS
    rows["taken"].save()
    rows["called"].status = Meeting.Status.CANCELLED
    rows["called"].save()
    accept_all_clashes(mission)
    publish(mission=mission, now=SECOND, by=user, note="zq_version_note")
    return SimpleNamespace(mission=mission, people=people, meetings=rows)
