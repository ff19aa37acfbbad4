"""Help inside a case and consultation panels."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import hejie.base.ids
from hejie.base.tables import FirstTables


class Migration(FirstTables):
    initial = True
    dependencies = [
        ("cases", "0001_initial"),
        ("knowledge", "0001_agreed_readings"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Panel",
            fields=[
                (
                    "id",
                    models.UUIDField(default=hejie.base.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("triggers", models.JSONField()),
                ("called_at", models.DateTimeField()),
                ("by_date", models.DateField(null=True)),
                ("state", models.TextField(default="open")),
                ("outcome", models.TextField(blank=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="cases.case"),
                ),
                (
                    "chair",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "end_record",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.caserecord",
                    ),
                ),
                (
                    "reading",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="knowledge.reading",
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.caserecord",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "open")), fields=("case",), name="one_open_panel_a_case"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at", None), ("outcome", ""), ("reading", None), ("state", "open")),
                            models.Q(
                                ("ended_at__isnull", False), ("outcome", ""), ("reading", None), ("state", "cancelled")
                            ),
                            models.Q(
                                ("ended_at__isnull", False),
                                ("outcome__in", ["agree", "disagree"]),
                                ("state", "resolved"),
                            ),
                            _connector="OR",
                        ),
                        name="panel_ends_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Seat",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "stance",
                    models.TextField(blank=True, help_text="key of rules.panels.STANCES; empty while none is given"),
                ),
                ("at", models.DateTimeField(null=True)),
                (
                    "panel",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="seats",
                        to="panels.panel",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.caserecord",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("panel", "person"), name="one_seat_a_member"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("at", None), ("record", None), ("stance", "")),
                            models.Q(
                                ("at__isnull", False), ("record__isnull", False), ("stance__in", ["agree", "disagree"])
                            ),
                            _connector="OR",
                        ),
                        name="opinion_is_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Help",
            fields=[
                (
                    "id",
                    models.UUIDField(default=hejie.base.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("asked_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "answer_record",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.caserecord",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="cases.case"),
                ),
                (
                    "person",
                    models.ForeignKey(
                        help_text="who was asked",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.caserecord",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("answered_at", None)),
                        fields=("case", "person"),
                        name="one_open_question_a_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer_record", None), ("answered_at", None)),
                            models.Q(("answer_record__isnull", False), ("answered_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="answered_help_has_its_record",
                    ),
                ],
            },
        ),
    ]
