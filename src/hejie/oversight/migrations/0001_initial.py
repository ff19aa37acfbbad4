"""Public figures and the closed loop."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import hejie.base.fields
import hejie.base.ids
from hejie.base.tables import FirstTables


class Migration(FirstTables):
    initial = True
    replaces = [
        ("oversight", "0002_closed_loop"),
        ("oversight", "0003_lean_indexes"),
    ]
    dependencies = [
        ("cases", "0001_initial"),
        ("places", "0002_office_settings"),
        ("traders", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PublicFigure",
            fields=[
                ("key", models.TextField(primary_key=True, serialize=False)),
                ("value", models.DecimalField(decimal_places=2, max_digits=16, null=True)),
                ("numerator", models.PositiveIntegerField(default=0)),
                ("denominator", models.PositiveIntegerField(default=0)),
                ("counted_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("numerator__lte", models.F("denominator")), ("denominator", 0), _connector="OR"
                        ),
                        name="figure_part_of_whole",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Concentration",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateField(help_text="first day of the window that was counted")),
                ("complaints", models.PositiveIntegerField()),
                ("found_at", models.DateTimeField()),
                ("counted_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.authority"
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        help_text="the dedicated officer",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "trader",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="traders.trader"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("trader", "office"),
                        name="one_open_concentration",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DayClosing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField()),
                ("closed_at", models.DateTimeField()),
                ("done", models.PositiveIntegerField()),
                ("left", models.PositiveIntegerField()),
                (
                    "closed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.authority",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("office", "day"), name="day_closed_once")],
            },
        ),
        migrations.CreateModel(
            name="Done",
            fields=[
                (
                    "deadline",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="cases.deadline",
                    ),
                ),
                ("rule", models.TextField()),
                ("due_on", models.DateField()),
                ("done_at", models.DateTimeField()),
                ("was_late", models.BooleanField()),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="cases.case"
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.authority",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["office", "done_at"], name="done_office")],
            },
        ),
        migrations.CreateModel(
            name="Escalation",
            fields=[
                (
                    "deadline",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="cases.deadline",
                    ),
                ),
                ("on", models.DateField()),
                ("done_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="cases.case"),
                ),
            ],
            options={
                "indexes": [models.Index(condition=models.Q(("done_at", None)), fields=["on"], name="escalation_open")],
            },
        ),
        migrations.CreateModel(
            name="FirstContact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("started_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("made_at", models.DateTimeField(null=True)),
                ("dropped_at", models.DateTimeField(null=True)),
                ("head_told_at", models.DateTimeField(null=True)),
                ("superior_told_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="cases.case"
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.authority",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("dropped_at", None), ("made_at", None)),
                        fields=["office", "due_at"],
                        name="first_contact_waits",
                    ),
                    models.Index(
                        condition=models.Q(("dropped_at", None), ("made_at", None)),
                        fields=["due_at"],
                        name="first_contact_to_tell",
                    ),
                    models.Index(fields=["office", "made_at"], name="first_contact_made"),
                    models.Index(fields=["office", "started_at"], name="first_contact_report"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("case", "started_at"), name="first_contact_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("made_at", None), ("made_by", None)),
                            models.Q(("made_at__isnull", False), ("made_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="first_contact_by_name",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("made_at", None), ("dropped_at", None), _connector="OR"),
                        name="first_contact_made_or_dropped",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FollowUp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("side", models.TextField()),
                ("opened_at", models.DateTimeField()),
                ("call_from", models.DateField()),
                ("asked_at", models.DateTimeField(help_text="when the one-tap message left", null=True)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("result", models.TextField(default="", help_text="reached or not_reached; empty while it waits")),
                ("channel", models.TextField(default="", help_text="message or phone")),
                ("satisfaction", models.TextField(default="")),
                ("solved", models.BooleanField(null=True)),
                ("done_at", models.DateTimeField(null=True)),
                ("review", models.TextField(default="")),
                ("review_due_on", models.DateField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="cases.case"
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.authority",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_index=False,
                        help_text="who called",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("done_at", None)),
                        fields=["office", "call_from", "id"],
                        name="followup_to_call",
                    ),
                    models.Index(
                        condition=models.Q(("asked_at", None), ("done_at", None)),
                        fields=["opened_at"],
                        name="followup_to_ask",
                    ),
                    models.Index(fields=["office", "opened_at"], name="followup_report"),
                    models.Index(
                        condition=models.Q(("review", "open")),
                        fields=["office", "review_due_on"],
                        name="followup_review",
                    ),
                    models.Index(
                        condition=models.Q(("person__isnull", False)), fields=["person"], name="followup_person"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("case", "side"), name="followup_once_a_side"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("result", "reached"),
                                ("solved__isnull", False),
                                models.Q(("satisfaction", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("result", "reached"), _negated=True), ("satisfaction", ""), ("solved", None)
                            ),
                            _connector="OR",
                        ),
                        name="only_who_was_reached_has_said",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LeftOver",
            fields=[
                (
                    "id",
                    models.UUIDField(default=hejie.base.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("rule", models.TextField(help_text="the period, or `first_contact`")),
                ("due_at", models.DateTimeField()),
                ("reason", hejie.base.fields.SealedTextField()),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="cases.case"),
                ),
                (
                    "closing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="left_overs",
                        to="oversight.dayclosing",
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
                "constraints": [models.UniqueConstraint(fields=("closing", "case", "rule"), name="left_over_once")],
            },
        ),
        migrations.CreateModel(
            name="Rectification",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("state", models.TextField(default="open")),
                ("due_on", models.DateField()),
                ("opened_at", models.DateTimeField()),
                ("times", models.PositiveSmallIntegerField(default=1)),
                ("reported_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="cases.case"
                    ),
                ),
                (
                    "checked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.authority",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "reported_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["case"], name="rectification_case"),
                    models.Index(
                        condition=models.Q(("closed_at", None)), fields=["office", "due_on"], name="rectification_due"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("closed_at", None)), fields=("case",), name="one_open_rectification"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["open", "reported", "closed"])),
                        name="rectification_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_at", None),
                            models.Q(
                                ("checked_by__isnull", False),
                                models.Q(("checked_by", models.F("owner")), _negated=True),
                                models.Q(("checked_by", models.F("reported_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="rectification_checked_by_another",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Supervision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("role", models.TextField(help_text="as what: head, or superior")),
                ("state", models.TextField(default="asked")),
                ("due_on", models.DateField()),
                ("times", models.PositiveSmallIntegerField(default=1, help_text="how often an answer was asked for")),
                ("asked_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.authority"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="cases.case"
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.authority",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        help_text="who signed the notice",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["case"], name="supervision_case"),
                    models.Index(
                        condition=models.Q(("closed_at", None)), fields=["office", "due_on"], name="supervision_waits"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("closed_at", None)), fields=("case",), name="one_open_supervision"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["asked", "answered", "closed"])),
                        name="supervision_state_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Talk",
            fields=[
                (
                    "id",
                    models.UUIDField(default=hejie.base.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("held_at", models.DateTimeField()),
                ("place", models.CharField(max_length=120)),
                ("present", hejie.base.fields.SealedTextField()),
                ("minutes", hejie.base.fields.SealedTextField()),
                (
                    "concentration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="talks", to="oversight.concentration"
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
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TalkPromise",
            fields=[
                (
                    "id",
                    models.UUIDField(default=hejie.base.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("what", hejie.base.fields.SealedTextField()),
                ("due_on", models.DateField()),
                ("is_kept", models.BooleanField(null=True)),
                ("note", hejie.base.fields.SealedTextField(default="")),
                ("checked_at", models.DateTimeField(null=True)),
                (
                    "checked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "talk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="promises", to="oversight.talk"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("checked_by", None), ("is_kept", None)),
                            models.Q(("checked_by__isnull", False), ("is_kept__isnull", False)),
                            _connector="OR",
                        ),
                        name="talk_promise_checked_by_name",
                    )
                ],
            },
        ),
    ]
