"""Meetings: what happens when and where, and who reads it."""

import uuid
from datetime import date, datetime, timedelta
from typing import ClassVar, Self
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Prefetch, Q
from django.utils.translation import gettext_lazy as _

from agenda.models.participation import Participation
from agenda.models.venue import Venue
from companies.models import Organisation, Person
from delegation.history.recording import RecordedQuerySet
from delegation.local_time import local_day, zone_in_words
from delegation.models import Mission

LONGEST_MEETING = timedelta(hours=24)


class MeetingQuerySet(RecordedQuerySet["Meeting"]):
    """Questions asked about meetings."""

    def in_order(self) -> Self:
        """Sort by day and hour; where only a part of the day is known, before the hours."""
        return self.order_by("date", F("starts_at").asc(nulls_first=True), "pk")

    def for_readers(self) -> Self:
        """Leave out what only organisers see: drafts with the other side, and their own items."""
        return self.exclude(status__in=Meeting.UNAGREED).exclude(
            visibility=Meeting.Visibility.ORGANISERS
        )

    def coming(self, now: datetime, today: date) -> Self:
        """Keep what is not over: by its hours, else by its day of the place."""
        return self.filter(Q(ends_at__gt=now) | Q(ends_at=None, date__gte=today)).exclude(
            status=Meeting.Status.CANCELLED
        )

    def with_people(self) -> Self:
        """Read what a version keeps of each meeting along with it, in two queries for any number."""
        people = Participation.objects.select_related(
            "person", "affiliation__organisation", "standing_in_for"
        )
        return self.select_related("venue", "host").prefetch_related(
            Prefetch("participations", people)
        )


class Meeting(models.Model):
    """An appointment in a mission, with hours or only a part of a day.

    ``date`` is the day of the place and always there; the hours, where known, are
    moments that begin on that day by the clocks of the place.
    """

    class Kind(models.TextChoices):
        INSTITUTIONAL = "institutional", _("institutional meeting")
        B2B = "b2b", _("B2B meeting")
        VISIT = "visit", _("company visit")
        CONFERENCE = "conference", _("conference")
        WORKSHOP = "workshop", _("workshop")
        PRESENTATION = "presentation", _("presentation")
        RECEPTION = "reception", _("reception")
        BRIEFING = "briefing", _("briefing")
        FREE = "free", _("free time")

    class PartOfDay(models.TextChoices):
        MORNING = "morning", _("morning")
        AFTERNOON = "afternoon", _("afternoon")
        EVENING = "evening", _("evening")
        DAY = "day", _("hour to be defined")

    class Status(models.TextChoices):
        PROPOSED = "proposed", _("proposed")
        REQUESTED = "requested", _("requested")
        TENTATIVE = "tentative", _("tentative")
        CONFIRMED = "confirmed", _("confirmed")
        CANCELLED = "cancelled", _("cancelled")
        HELD = "held", _("held")

    class Visibility(models.TextChoices):
        PUBLIC = "public", _("public")
        DELEGATION = "delegation", _("delegation only")
        PARTICIPANTS = "participants", _("participants only")
        ORGANISERS = "organisers", _("organisers only")

    class PublicTime(models.TextChoices):
        HOURS = "hours", _("hours")
        PART_OF_DAY = "part_of_day", _("part of the day")
        DAY = "day", _("day only")

    UNAGREED: ClassVar[list[str]] = [Status.PROPOSED, Status.REQUESTED]
    STEPS: ClassVar[dict[str, list[str]]] = {
        Status.PROPOSED: [
            Status.REQUESTED,
            Status.TENTATIVE,
            Status.CONFIRMED,
            Status.CANCELLED,
        ],
        Status.REQUESTED: [Status.TENTATIVE, Status.CONFIRMED, Status.CANCELLED],
        Status.TENTATIVE: [Status.CONFIRMED, Status.CANCELLED, Status.HELD],
        Status.CONFIRMED: [Status.TENTATIVE, Status.CANCELLED, Status.HELD],
        Status.CANCELLED: [Status.REQUESTED],
        Status.HELD: [],
    }

    mission = models.ForeignKey(
        Mission, models.CASCADE, verbose_name=_("mission"), related_name="meetings"
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.INSTITUTIONAL)
    title = models.CharField(_("title"), max_length=200)
    description = models.TextField(_("description"), blank=True)
    date = models.DateField(_("day"), help_text=_("Day of the place."))
    part_of_day = models.CharField(
        _("part of the day"), max_length=20, choices=PartOfDay, blank=True
    )
    starts_at = models.DateTimeField(_("starts"), null=True, blank=True)
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
    venue = models.ForeignKey(
        Venue,
        models.PROTECT,
        verbose_name=_("venue"),
        null=True,
        blank=True,
        related_name="meetings",
    )
    room = models.CharField(_("room"), max_length=100, blank=True)
    host = models.ForeignKey(
        Organisation,
        models.PROTECT,
        verbose_name=_("host"),
        null=True,
        blank=True,
        related_name="hosted_meetings",
    )
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.PROPOSED)
    cancellation_reason = models.CharField(_("reason of cancellation"), max_length=300, blank=True)
    visibility = models.CharField(
        _("who reads it"), max_length=20, choices=Visibility, default=Visibility.PARTICIPANTS
    )
    public_title = models.BooleanField(_("title"), default=True)
    public_time = models.CharField(
        _("when"), max_length=20, choices=PublicTime, default=PublicTime.PART_OF_DAY
    )
    public_venue = models.BooleanField(_("venue"), default=False)
    public_host = models.BooleanField(_("host"), default=False)
    public_participants = models.BooleanField(_("participants"), default=False)
    public_description = models.BooleanField(_("description"), default=False)
    public_cancellation_reason = models.BooleanField(_("reason of cancellation"), default=False)
    dress_code = models.CharField(_("dress code"), max_length=200, blank=True)
    languages = models.JSONField(_("working languages"), default=list, blank=True)
    notes = models.TextField(
        _("notes"), blank=True, help_text=_("For organisers; in no version, page or print.")
    )
    calendar_uid = models.UUIDField(_("calendar UID"), default=uuid.uuid4, editable=False)
    assumed = models.BooleanField(
        _("the whole item is assumed"), default=False, help_text=_("Shown as such everywhere.")
    )
    assumed_hours = models.BooleanField(_("hours are assumed"), default=False)
    assumed_status = models.BooleanField(_("status is assumed"), default=False)
    people = models.ManyToManyField(
        Person,
        through="Participation",
        through_fields=("meeting", "person"),
        related_name="meetings",
    )

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["date", F("starts_at").asc(nulls_first=True), "pk"]
        constraints = [
            models.CheckConstraint(
                name="meeting_hours_or_part_of_day",
                condition=Q(part_of_day="", starts_at__isnull=False, ends_at__isnull=False)
                | (~Q(part_of_day="") & Q(starts_at__isnull=True, ends_at__isnull=True)),
                violation_error_message=_(
                    "Write when it starts and ends, or choose a part of the day: one of the two."
                ),
            ),
            models.CheckConstraint(
                name="meeting_ends_after_start",
                condition=Q(ends_at__gt=F("starts_at")),
                violation_error_message=_("The meeting ends before it starts."),
            ),
            models.UniqueConstraint(
                fields=["calendar_uid"],
                name="meeting_calendar_uid_unique",
                violation_error_message=_("Another meeting has this calendar UID already."),
            ),
        ]
        indexes = [models.Index(fields=["mission", "date", "starts_at"])]

    def __str__(self) -> str:
        return self.title

    @property
    def zone(self) -> ZoneInfo:
        """The zone of the place: the venue's, else the mission's."""
        return (self.venue and self.venue.time_zone) or self.mission.time_zone

    @property
    def next_statuses(self) -> list[str]:
        """The statuses that may follow the one it has."""
        return self.STEPS[self.status]

    def clean(self) -> None:
        """Refuse hours on another day of the place, and languages that nobody knows."""
        super().clean()
        if self.starts_at and self.mission_id and local_day(self.starts_at, self.zone) != self.date:
            raise ValidationError(
                {
                    "date": _("The meeting starts on another day of the place (%(zone)s).")
                    % {"zone": zone_in_words(self.zone)}
                }
            )
        if self.starts_at and self.ends_at and self.ends_at - self.starts_at > LONGEST_MEETING:
            raise ValidationError(_("A meeting lasts 24 hours at most."))

    def step_to(self, status: str) -> None:
        """Change the status in memory along an allowed step.

        Raises:
            ValidationError: the step is not allowed from the status it has.
        """
        if status not in self.next_statuses:
            raise ValidationError(
                _("A meeting that is %(now)s can't become %(then)s.")
                % {"now": self.get_status_display(), "then": self.Status(status).label},
                code="step_not_allowed",
            )
        self.status = status

    def cancel(self, *, reason_it: str, reason_en: str) -> None:
        """Cancel and keep why, in both languages.

        Raises:
            ValidationError: it was held, or is cancelled already.
        """
        if self.status == self.Status.CANCELLED:
            raise ValidationError(_("This meeting is cancelled already."), code="step_not_allowed")
        self.step_to(self.Status.CANCELLED)
        self.cancellation_reason_it, self.cancellation_reason_en = reason_it, reason_en
        self.save()
