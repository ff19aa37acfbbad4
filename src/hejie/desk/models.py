"""What belongs to a desk and not to a case: nothing here changes what a case is or who may see it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from hejie.base.ids import uuid7
from hejie.cases.models import Case
from hejie.people.models import Person, Post
from hejie.places.models import Authority


class SavedFilter(models.Model):
    """A filter of the worklist that one person keeps under a name. `query` is the address's own query string."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    name = models.CharField(max_length=20)
    query = models.CharField(max_length=400)
    saved_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "name"], name="filter_name_once")]

    def __str__(self) -> str:
        return self.name


class Columns(models.Model):
    """Which columns one person wants in the worklist; without a row, the usual ones."""

    person = models.OneToOneField(Person, models.CASCADE, primary_key=True, related_name="+")
    keys = models.JSONField(default=list)

    def __str__(self) -> str:
        return ",".join(self.keys)


class PlannedVisit(models.Model):
    """A case on somebody's list of visits for a day. `done_at`: when the visit was recorded in the case."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    on = models.DateField()
    planned_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "case"], condition=Q(done_at=None), name="one_open_visit_of_a_case"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["person", "on"], name="visits_of_a_day")]

    def __str__(self) -> str:
        return f"{self.case_id} on {self.on}"


class OfficeReply(models.Model):
    """Words that an office uses again and again in answers and reasons."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    authority = models.ForeignKey(Authority, models.CASCADE, related_name="+")
    title = models.CharField(max_length=60)
    text = models.TextField()
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["authority", "title"], name="reply_title_once")]

    def __str__(self) -> str:
        return self.title


class PostChange(models.Model):
    """Who gave a post or ended it, and when. Never changed."""

    id = models.BigAutoField(primary_key=True)
    post = models.ForeignKey(Post, models.CASCADE, related_name="+")
    what = models.TextField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["post", "what"], name="post_given_and_ended_once"),
            models.CheckConstraint(condition=Q(what__in=["given", "ended"]), name="post_change_known"),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.post_id}"
