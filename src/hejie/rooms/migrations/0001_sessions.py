"""Sessions of mediation and what happens in them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import hejie.base.fields
import hejie.base.ids
from hejie.base.tables import FirstTables


class Migration(FirstTables):
    initial = True
    dependencies = [
        ("cases", "0001_initial"),
        ("evidence", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Session",
            fields=[
                (
                    "id",
                    models.UUIDField(default=hejie.base.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("number", models.PositiveSmallIntegerField(help_text="1, 2, … in the case")),
                ("planned_for", models.DateTimeField(help_text="when the sides were asked to come", null=True)),
                ("opened_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("outcome", models.TextField(default="")),
                ("is_locked", models.BooleanField(default=False)),
                ("is_recording", models.BooleanField(default=False)),
                ("caucus", models.TextField(default="", help_text="the side with which the mediator speaks alone now")),
                ("seq", models.PositiveIntegerField(default=0)),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="cases.case"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(condition=models.Q(("ended_at", None)), fields=["opened_at"], name="session_open")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("case", "number"), name="session_number_once_a_case"),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)), fields=("case",), name="one_open_session_a_case"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("caucus__in", ["", "complainant", "respondent"])), name="caucus_with_a_side"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_at", None), ("ended_at__gte", models.F("opened_at")), _connector="OR"
                        ),
                        name="session_ends_after_it_began",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("is_recording", False), ("caucus", ""), _connector="OR"),
                        name="caucus_is_never_recorded",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_at", None), models.Q(("caucus", ""), ("is_recording", False)), _connector="OR"
                        ),
                        name="ended_session_is_still",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Guest",
            fields=[
                (
                    "id",
                    models.UUIDField(default=hejie.base.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("who", models.TextField(help_text="person:<id>, link:<side>, pass:<own id> or phone:<own id>")),
                ("side", models.TextField()),
                ("name", hejie.base.fields.SealedTextField()),
                ("rules_read_at", models.DateTimeField(null=True)),
                ("is_here", models.BooleanField(default=False, help_text="entered and has not left")),
                ("admitted_at", models.DateTimeField(null=True)),
                ("identity", models.TextField(default="", help_text="how identity was checked when they were let in")),
                ("removed_at", models.DateTimeField(null=True)),
                ("by_phone", models.BooleanField(default=False)),
                ("is_muted", models.BooleanField(default=False)),
                ("is_hand_raised", models.BooleanField(default=False)),
                ("is_sharing", models.BooleanField(default=False)),
                ("has_agreed", models.BooleanField(default=False, help_text="to being recorded")),
                (
                    "person",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="guests",
                        to="rooms.session",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("session", "who", "side"), name="guest_once_a_session"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("side__in", ["complainant", "respondent", "mediator", "support", "observer"])
                        ),
                        name="guest_side_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("removed_at", None), ("is_here", False), _connector="OR"),
                        name="removed_guest_is_not_here",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("admitted_at", None), models.Q(("identity", ""), _negated=True), _connector="OR"
                        ),
                        name="admitted_guest_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Recording",
            fields=[
                (
                    "id",
                    models.UUIDField(default=hejie.base.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("started_at", models.DateTimeField()),
                ("stopped_at", models.DateTimeField(null=True)),
                ("sha256", models.CharField(default="", max_length=64)),
                (
                    "file",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="evidence.file",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="recordings", to="rooms.session"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("stopped_at", None)),
                        fields=("session",),
                        name="one_running_recording_a_session",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Minutes",
            fields=[
                (
                    "id",
                    models.UUIDField(default=hejie.base.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("text", hejie.base.fields.SealedTextField()),
                ("laid_at", models.DateTimeField()),
                ("confirmed_by", models.JSONField(default=dict, help_text="side: when, as ISO 8601")),
                (
                    "session",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="minutes", to="rooms.session"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Happening",
            fields=[
                (
                    "id",
                    models.UUIDField(default=hejie.base.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("seq", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                ("kind", models.TextField()),
                ("audience", models.TextField(help_text="all, a side, staff, or guest:<id>")),
                ("body", hejie.base.fields.SealedJSONField(null=True)),
                (
                    "key",
                    models.CharField(help_text="the sender's own: again, it changes nothing", max_length=80, null=True),
                ),
                (
                    "about",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="rooms.guest",
                    ),
                ),
                (
                    "guest",
                    models.ForeignKey(
                        help_text="who did it",
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="rooms.guest",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="happenings",
                        to="rooms.session",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("session", "seq"), name="happening_number_once_a_session"),
                    models.UniqueConstraint(fields=("guest", "key"), name="happening_key_once_a_guest"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("audience__in", ["all", "complainant", "respondent", "staff"]),
                            ("audience__startswith", "guest:"),
                            _connector="OR",
                        ),
                        name="happening_audience_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RecordingConsent",
            fields=[
                (
                    "id",
                    models.UUIDField(default=hejie.base.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("agreed_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "guest",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="consents", to="rooms.guest"
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
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at", None)),
                        fields=("guest",),
                        name="one_consent_to_recording_a_guest",
                    )
                ],
            },
        ),
    ]
