"""Drafts of filings, repeats and imports."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import hejie.base.fields
import hejie.base.ids
from hejie.base.tables import FirstTables


class Migration(FirstTables):
    initial = True
    replaces = [
        ("intake", "0002_repeats_and_imports"),
        ("intake", "0003_import_rows_once"),
    ]
    dependencies = [
        ("cases", "0001_initial"),
        ("places", "0002_office_settings"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Draft",
            fields=[
                (
                    "id",
                    models.UUIDField(default=hejie.base.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("kind", models.TextField()),
                ("answers", hejie.base.fields.SealedJSONField(default=dict)),
                ("begun_at", models.DateTimeField()),
                ("touched_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="cases.case"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(condition=models.Q(("case", None)), fields=["touched_at"], name="draft_touched")
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportBatch",
            fields=[
                (
                    "id",
                    models.UUIDField(default=hejie.base.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("name", models.TextField(help_text="of the file, as it was uploaded")),
                ("sha256", models.CharField(max_length=64)),
                ("made_at", models.DateTimeField()),
                (
                    "confirmed_at",
                    models.DateTimeField(help_text="when the preview was agreed to; rows are filed then", null=True),
                ),
                ("finished_at", models.DateTimeField(null=True)),
                ("total", models.PositiveIntegerField()),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.authority"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["person", "-made_at"], name="import_of_person")],
            },
        ),
        migrations.CreateModel(
            name="ImportRow",
            fields=[
                (
                    "id",
                    models.UUIDField(default=hejie.base.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("number", models.PositiveIntegerField(help_text="of the row in the table, the head being 1")),
                (
                    "key",
                    models.CharField(help_text="the same row again, in whatever table, files nothing", max_length=64),
                ),
                ("values", hejie.base.fields.SealedJSONField(default=dict)),
                ("state", models.TextField(default="ready", help_text="ready, refused, filed or known")),
                ("problems", models.JSONField(default=list, help_text="[field, Chinese, English] of what is wrong")),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rows", to="intake.importbatch"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="cases.case"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["batch", "state", "number"], name="import_row_by_state")],
                "constraints": [
                    models.UniqueConstraint(fields=("batch", "number"), name="import_row_once"),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["ready", "refused", "filed", "known"])),
                        name="import_row_state",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "filed")), fields=("key",), name="import_row_filed_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Repeat",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.TextField(help_text="duplicate or repeat, see intake.repeats")),
                ("found_at", models.DateTimeField()),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="cases.case"
                    ),
                ),
                (
                    "earlier",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="cases.case"),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.authority"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["office", "-found_at"], name="repeat_by_office")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("case", models.F("earlier")), _negated=True), name="repeat_of_another_case"
                    )
                ],
            },
        ),
    ]
