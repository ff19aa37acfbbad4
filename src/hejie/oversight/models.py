"""Public figures, counted every hour; and the closed loop: days, first contacts, supervision, follow-ups, talks.

Rows here say where a matter stands, so that boards read an index; the words stand in the records of the cases.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from hejie.base.fields import SealedModel, SealedTextField
from hejie.cases.models import Case, Deadline
from hejie.people.models import Person
from hejie.places.models import Authority
from hejie.traders.models import Trader


class PublicFigure(models.Model):
    """One figure as last counted. A rate has both numbers; `value` is empty while there is nothing to count."""

    key = models.TextField(primary_key=True)
    value = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    numerator = models.PositiveIntegerField(default=0)
    denominator = models.PositiveIntegerField(default=0)
    counted_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(numerator__lte=models.F("denominator")) | models.Q(denominator=0),
                name="figure_part_of_whole",
            )
        ]

    def __str__(self) -> str:
        return self.key


class Done(models.Model):
    """A duty of the house that was fulfilled: one row per deadline, written with the act; boards need not search.

    `office` is where whoever acted holds a post. It can be written again from the deadlines, see `ledger.rebuild`.
    """

    deadline = models.OneToOneField(Deadline, models.CASCADE, related_name="+", primary_key=True)
    case = models.ForeignKey(Case, models.CASCADE, related_name="+", db_index=False)
    office = models.ForeignKey(Authority, models.PROTECT, related_name="+", db_index=False)
    rule = models.TextField()
    due_on = models.DateField()
    done_at = models.DateTimeField()
    was_late = models.BooleanField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["office", "done_at"], name="done_office", include=["rule", "due_on"]),  # the board
        ]

    def __str__(self) -> str:
        return f"{self.rule} by {self.due_on}"


class Escalation(models.Model):
    """A missed duty of the house that goes to the office above on a day, unless it is fulfilled before."""

    deadline = models.OneToOneField(Deadline, models.CASCADE, related_name="+", primary_key=True)
    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    on = models.DateField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["on"], name="escalation_open", condition=Q(done_at=None))]

    def __str__(self) -> str:
        return f"{self.deadline_id} on {self.on}"


class FirstContact(models.Model):
    """The clock of the first word to whoever filed (首问响应), from receipt by an office. Derived from the records.

    `dropped_at`: the case left or ended before anybody spoke; such a clock counts neither as kept nor as missed.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="+", db_index=False)
    office = models.ForeignKey(Authority, models.PROTECT, related_name="+", db_index=False)
    started_at = models.DateTimeField()
    due_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True)
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    dropped_at = models.DateTimeField(null=True)
    head_told_at = models.DateTimeField(null=True)
    superior_told_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "started_at"], name="first_contact_once"),
            models.CheckConstraint(
                condition=Q(made_at=None, made_by=None) | Q(made_at__isnull=False, made_by__isnull=False),
                name="first_contact_by_name",
            ),
            models.CheckConstraint(
                condition=Q(made_at=None) | Q(dropped_at=None), name="first_contact_made_or_dropped"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["office", "due_at"], name="first_contact_waits", condition=Q(made_at=None, dropped_at=None)
            ),
            models.Index(fields=["due_at"], name="first_contact_to_tell", condition=Q(made_at=None, dropped_at=None)),
            models.Index(fields=["office", "made_at"], name="first_contact_made"),
            models.Index(fields=["office", "started_at"], name="first_contact_report"),
        ]

    def __str__(self) -> str:
        return f"first contact by {self.due_at}"


class DayClosing(models.Model):
    """One office's day, closed: the figures as they were, and who closed it. Every matter left is a `LeftOver`."""

    office = models.ForeignKey(Authority, models.PROTECT, related_name="+", db_index=False)
    day = models.DateField()
    closed_at = models.DateTimeField()
    closed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    done = models.PositiveIntegerField()
    left = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["office", "day"], name="day_closed_once")]

    def __str__(self) -> str:
        return f"{self.office_id} {self.day}"


class LeftOver(SealedModel):
    """A matter left at the end of a day: which, who takes it on, and why it was left."""

    closing = models.ForeignKey(DayClosing, models.CASCADE, related_name="left_overs")
    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    rule = models.TextField(help_text="the period, or `first_contact`")
    due_at = models.DateTimeField()
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    reason = SealedTextField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["closing", "case", "rule"], name="left_over_once")]

    def __str__(self) -> str:
        return f"{self.rule} left"


class Supervision(models.Model):
    """A supervision notice (督办): `office` answers by a day to `asked_by`. Its words stand in the records."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="+", db_index=False)
    office = models.ForeignKey(Authority, models.PROTECT, related_name="+", db_index=False)
    asked_by = models.ForeignKey(Authority, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", help_text="who signed the notice")
    role = models.TextField(help_text="as what: head, or superior")
    state = models.TextField(default="asked")
    due_on = models.DateField()
    times = models.PositiveSmallIntegerField(default=1, help_text="how often an answer was asked for")
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case"], name="one_open_supervision", condition=Q(closed_at=None)),
            models.CheckConstraint(
                condition=Q(state__in=["asked", "answered", "closed"]), name="supervision_state_known"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["case"], name="supervision_case"),
            models.Index(fields=["office", "due_on"], name="supervision_waits", condition=Q(closed_at=None)),
        ]

    def __str__(self) -> str:
        return f"supervision by {self.due_on}"


class FollowUp(models.Model):
    """Asking one side how it went, after the end (回访). What they said stands in the records.

    `call_from`: from this day on the case is on the call list, when no message was answered before. `review`: where a
    bad review stands: open, rectifying, dismissed or closed.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="+", db_index=False)
    office = models.ForeignKey(Authority, models.PROTECT, related_name="+", db_index=False)
    side = models.TextField()
    opened_at = models.DateTimeField()
    call_from = models.DateField()
    asked_at = models.DateTimeField(null=True, help_text="when the one-tap message left")
    tries = models.PositiveSmallIntegerField(default=0)
    result = models.TextField(default="", help_text="reached or not_reached; empty while it waits")
    channel = models.TextField(default="", help_text="message or phone")
    satisfaction = models.TextField(default="")
    solved = models.BooleanField(null=True)
    done_at = models.DateTimeField(null=True)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", db_index=False, help_text="who called"
    )
    review = models.TextField(default="")
    review_due_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "side"], name="followup_once_a_side"),
            models.CheckConstraint(
                condition=Q(result="reached", solved__isnull=False) & ~Q(satisfaction="")
                | ~Q(result="reached") & Q(solved=None, satisfaction=""),
                name="only_who_was_reached_has_said",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["office", "call_from", "id"], name="followup_to_call", condition=Q(done_at=None)),
            models.Index(fields=["opened_at"], name="followup_to_ask", condition=Q(asked_at=None, done_at=None)),
            models.Index(fields=["office", "opened_at"], name="followup_report"),
            models.Index(fields=["person"], name="followup_person", condition=Q(person__isnull=False)),
            models.Index(fields=["office", "review_due_on"], name="followup_review", condition=Q(review="open")),
        ]

    def __str__(self) -> str:
        return f"follow-up of {self.side}"


class Rectification(models.Model):
    """What a founded bad review has put right: by whom, by when; over when another person has checked it."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="+", db_index=False)
    office = models.ForeignKey(Authority, models.PROTECT, related_name="+", db_index=False)
    owner = models.ForeignKey(Person, models.PROTECT, related_name="+")
    state = models.TextField(default="open")
    due_on = models.DateField()
    opened_at = models.DateTimeField()
    times = models.PositiveSmallIntegerField(default=1)
    reported_at = models.DateTimeField(null=True)
    reported_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    checked_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case"], name="one_open_rectification", condition=Q(closed_at=None)),
            models.CheckConstraint(
                condition=Q(state__in=["open", "reported", "closed"]), name="rectification_state_known"
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None)
                | Q(checked_by__isnull=False) & ~Q(checked_by=F("owner")) & ~Q(checked_by=F("reported_by")),
                name="rectification_checked_by_another",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["case"], name="rectification_case"),
            models.Index(fields=["office", "due_on"], name="rectification_due", condition=Q(closed_at=None)),
        ]

    def __str__(self) -> str:
        return f"rectification by {self.due_on}"


class Concentration(models.Model):
    """A trader against whom complaints at an office have piled up; it ends when the office says so."""

    trader = models.ForeignKey(Trader, models.PROTECT, related_name="+")
    office = models.ForeignKey(Authority, models.PROTECT, related_name="+")
    since = models.DateField(help_text="first day of the window that was counted")
    complaints = models.PositiveIntegerField()
    found_at = models.DateTimeField()
    counted_at = models.DateTimeField()
    officer = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", help_text="the dedicated officer")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["trader", "office"], name="one_open_concentration", condition=Q(ended_at=None)
            )
        ]

    def __str__(self) -> str:
        return f"{self.trader_id}: {self.complaints}"


class Talk(SealedModel):
    """A talk with a trader (约谈): when, where, who was there, and the minutes."""

    concentration = models.ForeignKey(Concentration, models.PROTECT, related_name="talks")
    held_at = models.DateTimeField()
    place = models.CharField(max_length=120)
    present = SealedTextField()
    minutes = SealedTextField()
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"talk {self.id}"


class TalkPromise(SealedModel):
    """What the trader promised in a talk, by a day; kept or not, as somebody of the office found."""

    talk = models.ForeignKey(Talk, models.CASCADE, related_name="promises")
    what = SealedTextField()
    due_on = models.DateField()
    is_kept = models.BooleanField(null=True)
    note = SealedTextField(default="")
    checked_at = models.DateTimeField(null=True)
    checked_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(is_kept=None, checked_by=None) | Q(is_kept__isnull=False, checked_by__isnull=False),
                name="talk_promise_checked_by_name",
            )
        ]

    def __str__(self) -> str:
        return f"promise by {self.due_on}"
