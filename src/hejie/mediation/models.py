"""Who mediates, what ties them to whom, who agreed to what, when they meet; the bodies of mediators."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from hejie.base.fields import BlindIndexField, SealedModel, SealedTextField
from hejie.base.ids import uuid7
from hejie.cases.models import Case, CaseRecord
from hejie.people.models import Person
from hejie.places.models import Authority
from hejie.rules.conflicts import RELATIONS
from hejie.rules.mediators import GRADES, ROADS, TEAMS
from hejie.rules.procedures._appointment import CAUSES
from hejie.traders.models import Trader

OUTCOMES = ["held", "missed", "cancelled", "lapsed"]


class Consent(models.Model):
    """One side agreed: to mediation, to delegating it, or to doing without the paper."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="+", db_index=False)
    role = models.TextField()
    about = models.TextField(default="mediation", db_default="mediation")
    at = models.DateTimeField()
    record = models.ForeignKey(CaseRecord, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "role", "about"], name="consent_once_a_side_and_matter"),
            models.CheckConstraint(
                condition=Q(about__in=["mediation", "delegation", "no_paper"]), name="consent_matter_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.role} {self.about}"


class Body(models.Model):
    """A lawful body that an office may delegate mediation to (Order 121 Art 19); `road` says of which kind.

    `trader` runs a body of the road "enterprise", for its own disputes, or as a platform for those of its shops.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(Authority, models.PROTECT, related_name="+")
    name = models.CharField(max_length=100)
    contact = models.CharField(max_length=100, blank=True)
    road = models.TextField(default="association", db_default="association", help_text="key of rules.mediators.ROADS")
    trader = models.ForeignKey(Trader, models.PROTECT, null=True, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "bodies"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["office", "name"], condition=Q(until=None), name="body_listed_once"),
            models.CheckConstraint(condition=Q(road__in=sorted(ROADS)), name="body_road_known"),
            models.CheckConstraint(
                condition=Q(trader=None) | Q(road="enterprise"), name="body_of_a_trader_is_the_enterprises"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class BodyMember(models.Model):
    """Somebody in one of a body's four teams. Those who mediate hold a mediator's post, but only what is delegated."""

    body = models.ForeignKey(Body, models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    team = models.TextField(default="mediation", db_default="mediation", help_text="key of rules.mediators.TEAMS")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["body", "person", "team"], name="member_of_a_team_once"),
            models.CheckConstraint(condition=Q(team__in=sorted(TEAMS)), name="team_known"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} of {self.body_id}"


class Delegation(models.Model):
    """One complaint proposed to a body, then delegated, then ended. At most one of a case is open."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    delegated_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case"], condition=Q(ended_at=None), name="one_open_delegation_a_case")
        ]

    def __str__(self) -> str:
        return f"{self.case_id} to {self.body_id}"


class MediatorProfile(models.Model):
    """What is known of somebody who mediates, beside skills and leave (`dispatch.StaffProfile`, `dispatch.Leave`)."""

    person = models.OneToOneField(Person, models.CASCADE, primary_key=True, related_name="+")
    grade = models.TextField(default="mediator", help_text="key of rules.mediators.GRADES")
    languages = ArrayField(models.TextField(), default=list, help_text="beside Mandarin: keys of LANGUAGES")
    hours = ArrayField(models.TextField(), default=list, help_text="half days of the week; none: office hours")
    mentor = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", help_text="who guides a trainee")
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(grade__in=sorted(GRADES)), name="grade_known"),
            models.CheckConstraint(condition=~Q(mentor=F("person")), name="nobody_is_their_own_mentor"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.grade}"


class Tie(SealedModel):
    """What ties somebody who mediates to a trader or a person, as declared; or the case in which they stepped aside."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    relation = models.TextField(blank=True, help_text="key of rules.conflicts.RELATIONS; empty with a case")
    trader = models.ForeignKey(Trader, models.CASCADE, null=True, related_name="+")
    phone = SealedTextField(null=True)
    phone_index = BlindIndexField(source="phone", purpose="phone")
    case = models.ForeignKey(Case, models.CASCADE, null=True, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(relation="", case__isnull=False, trader=None, phone_index=None)
                | Q(relation__in=sorted(RELATIONS), case=None, trader__isnull=False, phone_index=None)
                | Q(relation__in=sorted(RELATIONS), case=None, trader=None, phone_index__isnull=False),
                name="tie_with_one_other",
            ),
            models.UniqueConstraint(fields=["person", "case"], condition=~Q(case=None), name="stepped_aside_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["person"], name="tie_of_person", condition=Q(until=None))]

    def __str__(self) -> str:
        return f"{self.person_id} {self.relation}"


class Meeting(SealedModel):
    """One meeting of the sides, from the first times proposed to its end. At most one of a case is open.

    Times are written as `rules.appointments.written` does. What was called, moved or missed stands in the records too.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    mediator = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    place = SealedTextField(null=True, help_text="empty: in the room, online")
    bring = SealedTextField(null=True)
    recusal_days = models.PositiveSmallIntegerField()
    times = models.JSONField(default=list, help_text="offered, while they await an answer")
    complainant_chose = models.JSONField(null=True, help_text="of these; null: no answer yet")
    respondent_chose = models.JSONField(null=True)
    fixed_for = models.DateTimeField(null=True)
    called_for = models.DateTimeField(null=True, help_text="the last time both were called to")
    sequence = models.PositiveSmallIntegerField(default=0, help_text="of the calendar entry (RFC 5545)")
    moved_by = models.JSONField(default=list, help_text="sides that moved it, in order")
    remind_day_at = models.DateTimeField(null=True)
    remind_hour_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    outcome = models.TextField(default="")
    absent = models.JSONField(default=list, help_text="sides that did not come")
    cause = models.TextField(default="", help_text="key of CAUSES, where somebody did not come")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case"], condition=Q(ended_at=None), name="one_open_meeting_a_case"),
            models.UniqueConstraint(
                fields=["mediator", "fixed_for"], condition=Q(ended_at=None), name="one_meeting_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, outcome="") | Q(ended_at__isnull=False, outcome__in=OUTCOMES),
                name="ended_meeting_says_how",
            ),
            models.CheckConstraint(
                condition=Q(absent=[], cause="") | (Q(outcome="missed", cause__in=sorted(CAUSES)) & ~Q(absent=[])),
                name="missed_meeting_says_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(fixed_for=None, remind_day_at=None, remind_hour_at=None) | Q(fixed_for=F("called_for")),
                name="fixed_meeting_was_called",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["remind_day_at"], name="meeting_day_reminder", condition=~Q(remind_day_at=None)),
            models.Index(fields=["remind_hour_at"], name="meeting_hour_reminder", condition=~Q(remind_hour_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.fixed_for or 'open'}"
