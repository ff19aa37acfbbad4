"""Mediators, bodies and their teams, consents, meetings."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import hejie.base.fields
import hejie.base.ids
from hejie.base.tables import FirstTables


class Migration(FirstTables):
    initial = True
    replaces = [
        ("mediation", "0002_delegation"),
        ("mediation", "0003_draft_moved_out"),
        ("mediation", "0004_consents_keep_one_index"),
        ("mediation", "0005_roster"),
        ("mediation", "0006_meetings"),
    ]
    dependencies = [
        ("cases", "0001_initial"),
        ("places", "0002_office_settings"),
        ("traders", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Consent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("role", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="cases.case"
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
                ("about", models.TextField(db_default="mediation", default="mediation")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("case", "role", "about"), name="consent_once_a_side_and_matter"),
                    models.CheckConstraint(
                        condition=models.Q(("about__in", ["mediation", "delegation", "no_paper"])),
                        name="consent_matter_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Body",
            fields=[
                (
                    "id",
                    models.UUIDField(default=hejie.base.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("name", models.CharField(max_length=100)),
                ("contact", models.CharField(blank=True, max_length=100)),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField(null=True)),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.authority"
                    ),
                ),
                (
                    "road",
                    models.TextField(
                        db_default="association", default="association", help_text="key of rules.mediators.ROADS"
                    ),
                ),
                (
                    "trader",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="traders.trader"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "bodies",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until", None)), fields=("office", "name"), name="body_listed_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("road__in", ["administrative", "association", "enterprise", "peoples"])),
                        name="body_road_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("trader", None), ("road", "enterprise"), _connector="OR"),
                        name="body_of_a_trader_is_the_enterprises",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BodyMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="members", to="mediation.body"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "team",
                    models.TextField(
                        db_default="mediation", default="mediation", help_text="key of rules.mediators.TEAMS"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("body", "person", "team"), name="member_of_a_team_once"),
                    models.CheckConstraint(
                        condition=models.Q(("team__in", ["administration", "decision", "legal_support", "mediation"])),
                        name="team_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Delegation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("proposed_at", models.DateTimeField()),
                ("delegated_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mediation.body"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="cases.case"),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)), fields=("case",), name="one_open_delegation_a_case"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MediatorProfile",
            fields=[
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("grade", models.TextField(default="mediator", help_text="key of rules.mediators.GRADES")),
                (
                    "languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(),
                        default=list,
                        help_text="beside Mandarin: keys of LANGUAGES",
                        size=None,
                    ),
                ),
                (
                    "hours",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(),
                        default=list,
                        help_text="half days of the week; none: office hours",
                        size=None,
                    ),
                ),
                ("changed_at", models.DateTimeField()),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "mentor",
                    models.ForeignKey(
                        help_text="who guides a trainee",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("grade__in", ["mediator", "senior", "trainee"])), name="grade_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("mentor", models.F("person")), _negated=True),
                        name="nobody_is_their_own_mentor",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Tie",
            fields=[
                (
                    "id",
                    models.UUIDField(default=hejie.base.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "relation",
                    models.TextField(blank=True, help_text="key of rules.conflicts.RELATIONS; empty with a case"),
                ),
                ("phone", hejie.base.fields.SealedTextField(null=True)),
                ("phone_index", hejie.base.fields.BlindIndexField(purpose="phone", source="phone")),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="cases.case"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "trader",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="traders.trader"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(condition=models.Q(("until", None)), fields=["person"], name="tie_of_person")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("case__isnull", False), ("phone_index", None), ("relation", ""), ("trader", None)
                            ),
                            models.Q(
                                ("case", None),
                                ("phone_index", None),
                                ("relation__in", ["dispute", "employer", "friend", "kin", "stake"]),
                                ("trader__isnull", False),
                            ),
                            models.Q(
                                ("case", None),
                                ("phone_index__isnull", False),
                                ("relation__in", ["dispute", "employer", "friend", "kin", "stake"]),
                                ("trader", None),
                            ),
                            _connector="OR",
                        ),
                        name="tie_with_one_other",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("case", None), _negated=True),
                        fields=("person", "case"),
                        name="stepped_aside_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Meeting",
            fields=[
                (
                    "id",
                    models.UUIDField(default=hejie.base.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("place", hejie.base.fields.SealedTextField(help_text="empty: in the room, online", null=True)),
                ("bring", hejie.base.fields.SealedTextField(null=True)),
                ("recusal_days", models.PositiveSmallIntegerField()),
                ("times", models.JSONField(default=list, help_text="offered, while they await an answer")),
                ("complainant_chose", models.JSONField(help_text="of these; null: no answer yet", null=True)),
                ("respondent_chose", models.JSONField(null=True)),
                ("fixed_for", models.DateTimeField(null=True)),
                ("called_for", models.DateTimeField(help_text="the last time both were called to", null=True)),
                ("sequence", models.PositiveSmallIntegerField(default=0, help_text="of the calendar entry (RFC 5545)")),
                ("moved_by", models.JSONField(default=list, help_text="sides that moved it, in order")),
                ("remind_day_at", models.DateTimeField(null=True)),
                ("remind_hour_at", models.DateTimeField(null=True)),
                ("changed_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("outcome", models.TextField(default="")),
                ("absent", models.JSONField(default=list, help_text="sides that did not come")),
                ("cause", models.TextField(default="", help_text="key of CAUSES, where somebody did not come")),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="cases.case"),
                ),
                (
                    "mediator",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("remind_day_at", None), _negated=True),
                        fields=["remind_day_at"],
                        name="meeting_day_reminder",
                    ),
                    models.Index(
                        condition=models.Q(("remind_hour_at", None), _negated=True),
                        fields=["remind_hour_at"],
                        name="meeting_hour_reminder",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)), fields=("case",), name="one_open_meeting_a_case"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("mediator", "fixed_for"),
                        name="one_meeting_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at", None), ("outcome", "")),
                            models.Q(
                                ("ended_at__isnull", False), ("outcome__in", ["held", "missed", "cancelled", "lapsed"])
                            ),
                            _connector="OR",
                        ),
                        name="ended_meeting_says_how",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("absent", []), ("cause", "")),
                            models.Q(
                                ("cause__in", ["good", "none", "unknown"]),
                                ("outcome", "missed"),
                                models.Q(("absent", []), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="missed_meeting_says_by_whom",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("fixed_for", None), ("remind_day_at", None), ("remind_hour_at", None)),
                            ("fixed_for", models.F("called_for")),
                            _connector="OR",
                        ),
                        name="fixed_meeting_was_called",
                    ),
                ],
            },
        ),
    ]
