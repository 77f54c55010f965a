"""Rows for tests, with fixed and valid values in both languages."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import factory
from django.contrib.auth.models import Group, User

from agenda.models import (
    AcceptedClash,
    Acknowledgement,
    Feedback,
    Meeting,
    Notice,
    Participation,
    Passenger,
    PersonalLink,
    PrivateItem,
    Transfer,
    TravelTime,
    Unavailability,
    Venue,
    Version,
)
from agenda.versions.programme import read_programme
from companies.models import Affiliation, Firm, Institution, Person, Sector
from delegation.models import Colleague, Delegate, Mission, MissionLogo, Picture


class SectorFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Sector

    code = factory.Sequence(lambda n: f"29.{n}")
    name_it = "Fabbricazione di autoveicoli"
    name_en = "Manufacture of motor vehicles"


class InstitutionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Institution

    name = "Università di Torino"
    english_name = "University of Turin"
    country = "IT"


class FirmFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Firm

    name = "Officina Torinese"
    country = "IT"
    profile_it = "Progetta sedili."
    profile_en = "Designs seats."


class PersonFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Person

    given_name = "Ada"
    family_name = "Rossi"


class AffiliationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Affiliation

    person = factory.SubFactory(PersonFactory)
    organisation = factory.SubFactory(InstitutionFactory)
    title_it = "rettrice"
    title_en = "Rector"
    main = True


class MissionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Mission
        skip_postgeneration_save = True

    slug = factory.Sequence(lambda n: f"michigan-{n}")
    title_it = "Missione in Michigan"
    title_en = "Mission to Michigan"
    city_it = "Pontiac"
    city_en = "Pontiac"
    country = "US"
    start_date = date(2025, 4, 23)
    end_date = date(2025, 4, 24)
    time_zone = "America/Detroit"
    home_time_zone = "Europe/Rome"
    is_public = True

    @factory.post_generation
    def zones_as_read_from_the_database(self, create, extracted):
        if create:
            self.refresh_from_db()


class DelegateFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Delegate

    mission = factory.SubFactory(MissionFactory)
    person = factory.SubFactory(PersonFactory)


class VenueFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Venue

    name_it = "Sede del costruttore"
    name_en = "The maker's seat"
    address = "1 Main Street"
    entrance_it = "Porta A"
    entrance_en = "Door A"


class MeetingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Meeting

    mission = factory.SubFactory(MissionFactory)
    title_it = "Incontro con il costruttore"
    title_en = "Meeting with the maker"
    date = date(2025, 4, 23)
    starts_at = datetime(2025, 4, 23, 13, 30, tzinfo=UTC)
    ends_at = datetime(2025, 4, 23, 14, 30, tzinfo=UTC)
    status = Meeting.Status.CONFIRMED
    visibility = Meeting.Visibility.PUBLIC
    public_time = Meeting.PublicTime.HOURS


class ParticipationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Participation

    meeting = factory.SubFactory(MeetingFactory)
    person = factory.SubFactory(PersonFactory)


class TransferFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Transfer

    mission = factory.SubFactory(MissionFactory)
    vehicle_it = "pulmino A"
    vehicle_en = "minibus A"
    seats = 8
    origin = factory.SubFactory(VenueFactory, name_it="Albergo", name_en="Hotel")
    destination = factory.SubFactory(VenueFactory)
    departs_at = datetime(2025, 4, 23, 12, 45, tzinfo=UTC)
    arrives_at = datetime(2025, 4, 23, 13, 10, tzinfo=UTC)


class PassengerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Passenger

    transfer = factory.SubFactory(TransferFactory)
    person = factory.SubFactory(PersonFactory)


class UnavailabilityFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Unavailability

    person = factory.SubFactory(PersonFactory)
    starts_at = datetime(2025, 4, 23, 12, 0, tzinfo=UTC)
    ends_at = datetime(2025, 4, 23, 13, 0, tzinfo=UTC)


class PersonalLinkFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PersonalLink

    mission = factory.SubFactory(MissionFactory)
    person = factory.SubFactory(PersonFactory)
    expires_at = datetime(2100, 1, 1, tzinfo=UTC)


class PrivateItemFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PrivateItem

    mission = factory.SubFactory(MissionFactory)
    person = factory.SubFactory(PersonFactory)
    title = "Dinner with an aunt"
    starts_at = datetime(2025, 4, 23, 23, 0, tzinfo=UTC)
    ends_at = datetime(2025, 4, 24, 1, 0, tzinfo=UTC)
    time_zone = ZoneInfo("America/Detroit")
    changed_at = datetime(2025, 4, 20, 12, 0, tzinfo=UTC)


class TravelTimeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = TravelTime

    origin = factory.SubFactory(VenueFactory)
    destination = factory.SubFactory(VenueFactory)
    minutes = 25


class AcceptedClashFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = AcceptedClash

    mission = factory.SubFactory(MissionFactory)
    kind = "room_twice"
    first_item = factory.Sequence(lambda n: f"meeting-{n}")
    second_item = "meeting-0"
    reason = "Two halves of one hall."
    accepted_at = datetime(2025, 4, 1, tzinfo=UTC)


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"user-{n}")
    is_staff = True

    @factory.post_generation
    def role(self, create, extracted):
        if extracted:
            self.groups.add(Group.objects.get_or_create(name=extracted)[0])


class ColleagueFactory(UserFactory):
    class Meta:
        model = Colleague
        skip_postgeneration_save = True


class VersionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Version

    mission = factory.SubFactory(MissionFactory)
    number = factory.Sequence(lambda n: n + 1)
    published_at = datetime(2025, 4, 20, 12, tzinfo=UTC)
    programme = factory.LazyAttribute(lambda row: read_programme(row.mission, previous=None))


class PictureFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Picture

    digest = factory.Sequence(lambda n: f"{n:032x}")
    content = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"/>'
    media_type = "image/svg+xml"
    width = 10
    height = 10


class MissionLogoFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = MissionLogo

    mission = factory.SubFactory(MissionFactory)
    picture = factory.SubFactory(PictureFactory)
    name_it = "Regione Piemonte"
    name_en = "Piedmont Region"


class AcknowledgementFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Acknowledgement

    version = factory.SubFactory(VersionFactory)
    person = factory.SubFactory(PersonFactory)
    seen_at = datetime(2025, 4, 20, 13, tzinfo=UTC)


class NoticeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Notice

    mission = factory.SubFactory(MissionFactory)
    version = factory.SubFactory(VersionFactory, mission=factory.SelfAttribute("..mission"))
    person = factory.SubFactory(PersonFactory)
    send_after = datetime(2025, 4, 20, 12, 10, tzinfo=UTC)


class FeedbackFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Feedback

    page = "/en/missions/"
    is_useful = False
    comment = "The hall is missing."
    written_at = datetime(2025, 4, 20, 12, tzinfo=UTC)
    token = factory.Sequence(str)
