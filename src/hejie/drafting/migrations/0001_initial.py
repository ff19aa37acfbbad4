"""Versions of the shared draft, remarks and consents."""

import django.db.models.deletion
from django.db import migrations, models

import hejie.base.fields
import hejie.base.ids
from hejie.base.tables import FirstTables


class Migration(FirstTables):
    initial = True
    replaces = [
        ("drafting", "0002_drafts_of_mediation"),
    ]
    dependencies = [
        ("cases", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="DraftComment",
            fields=[
                (
                    "id",
                    models.UUIDField(default=hejie.base.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("clause", models.TextField(help_text="id of the clause")),
                ("text", hejie.base.fields.SealedTextField()),
                ("by", models.TextField(help_text="role")),
                ("is_for_staff", models.BooleanField()),
                ("at", models.DateTimeField()),
                ("resolved_at", models.DateTimeField(null=True)),
                ("resolved_by", models.TextField(default="", help_text="role")),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="cases.case"),
                ),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.caserecord"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["case", "at"], name="draft_comments_of_a_case")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("resolved_at", None), ("resolved_by", "")),
                            models.Q(("resolved_at__isnull", False), models.Q(("resolved_by", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="draft_comment_resolved_by_somebody",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DraftConsent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("role", models.TextField()),
                ("number", models.PositiveIntegerField(help_text="of the version")),
                ("at", models.DateTimeField()),
                ("retracted_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="cases.case"),
                ),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.caserecord"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("retracted_at", None)),
                        fields=("case", "role", "number"),
                        name="draft_consent_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DraftVersion",
            fields=[
                (
                    "id",
                    models.UUIDField(default=hejie.base.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("number", models.PositiveIntegerField()),
                ("clauses", hejie.base.fields.SealedJSONField(help_text="as drafting.records writes them")),
                ("sha256", models.CharField(max_length=64)),
                ("points", models.PositiveSmallIntegerField()),
                ("changed", models.JSONField(default=list)),
                ("by", models.TextField(help_text="role")),
                ("at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="cases.case"),
                ),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.caserecord"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("case", "number"), name="draft_version_once")],
            },
        ),
    ]
