"""Regions of GB/T 2260, the authorities responsible for them at five levels, and what an office sets for itself."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import Q

from hejie.base.ids import uuid7

LEVELS = ("nation", "province", "city", "county", "station")


class Region(models.Model):
    """An administrative division. `code` is six digits, e.g. 330102; `level` is province, city or county."""

    code = models.CharField(max_length=6, primary_key=True)
    name = models.CharField(max_length=60)
    level = models.CharField(max_length=10)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    is_invented = models.BooleanField(default=False)  # exists only for the demonstration

    class Meta:
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(code__regex=r"^\d{6}$"), name="region_code_six_digits"),
            models.CheckConstraint(condition=Q(level__in=LEVELS[1:4]), name="region_level_known"),
            models.CheckConstraint(
                condition=Q(level="province", parent__isnull=True) | (~Q(level="province") & Q(parent__isnull=False)),
                name="region_parent_unless_province",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Authority(models.Model):
    """An office of market supervision. `path` is the ids from the nation down to itself, each followed by `/`."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(max_length=100, unique=True)
    short_name = models.CharField(max_length=40)
    level = models.CharField(max_length=10)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="authorities")
    path = models.TextField(editable=False)
    phone = models.CharField(max_length=40, blank=True)
    address = models.CharField(max_length=200, blank=True)
    seal_code = models.CharField(max_length=20)  # as in 云青市监〔2026〕12 号: 云青市监

    class Meta:
        ordering: ClassVar = ["path"]
        verbose_name_plural = "authorities"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(level__in=LEVELS), name="authority_level_known"),
            models.CheckConstraint(
                condition=Q(level="nation", parent__isnull=True, region__isnull=True)
                | (~Q(level="nation") & Q(parent__isnull=False, region__isnull=False)),
                name="authority_has_parent_and_region",
            ),
            models.UniqueConstraint(
                fields=["region"], condition=~Q(level="station"), name="authority_one_office_per_region"
            ),
            models.UniqueConstraint(fields=["level"], condition=Q(level="nation"), name="authority_one_nation"),
        ]
        indexes: ClassVar = [models.Index(OpClass("path", name="text_pattern_ops"), name="authority_path")]

    def __str__(self) -> str:
        return self.short_name


class OfficeSetting(models.Model):
    """A value an office gave to one of `settings`; offices below take it over until they set their own."""

    id = models.BigAutoField(primary_key=True)
    office = models.ForeignKey(Authority, models.CASCADE, related_name="+")
    key = models.CharField(max_length=60)
    value = models.JSONField()
    changed_at = models.DateTimeField()
    changed_by = models.UUIDField(null=True, help_text="the person, who is of an app above this one")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["office", "key"], name="office_sets_once")]

    def __str__(self) -> str:
        return f"{self.office_id} {self.key}"
