"""Agreements, signatures, promises and ratings."""

import django.db.models.deletion
from django.db import migrations, models

import hejie.base.fields
import hejie.base.ids
from hejie.base.tables import FirstTables


class Migration(FirstTables):
    initial = True
    replaces = [
        ("agreements", "0002_from_the_draft"),
        ("agreements", "0003_lean_indexes"),
        ("agreements", "0004_roads_and_parts"),
    ]
    dependencies = [
        ("cases", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Agreement",
            fields=[
                (
                    "id",
                    models.UUIDField(default=hejie.base.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("kind", models.TextField()),
                ("state", models.TextField(default="signing")),
                ("terms", hejie.base.fields.SealedJSONField(help_text="as rules.remedies writes them")),
                ("clauses", hejie.base.fields.SealedTextField(default="", help_text="clauses in words, one a line")),
                ("body_sha256", hejie.base.fields.HexField()),
                ("made_at", models.DateTimeField()),
                ("effective_at", models.DateTimeField(null=True)),
                ("paper_id", models.UUIDField(help_text="the signed paper, see documents", null=True)),
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
                (
                    "draft_version",
                    models.PositiveIntegerField(
                        help_text="of the shared draft, where `clauses` are the whole text that both sides agreed to",
                        null=True,
                    ),
                ),
                (
                    "account",
                    hejie.base.fields.SealedJSONField(help_text="{facts, issues, responsibility, manner}", null=True),
                ),
                ("body", models.TextField(db_default="", default="", help_text="name of the body that mediated")),
                ("is_oral", models.BooleanField(db_default=False, default=False)),
                ("road", models.TextField(db_default="", default="")),
            ],
            options={
                "indexes": [models.Index(fields=["case", "made_at"], name="agreement_latest")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ("signing", "effective"))),
                        fields=("case",),
                        name="agreement_one_current",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ("settlement", "mediation"))), name="agreement_kind_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ("signing", "effective", "void", "unkept"))),
                        name="agreement_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("effective_at", None), ("state__in", ["signing", "void"])),
                            models.Q(("effective_at__isnull", False), ("state__in", ["effective", "unkept"])),
                            _connector="OR",
                        ),
                        name="agreement_effective_since",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "settlement"), ("road", "")),
                            models.Q(
                                ("kind", "mediation"),
                                ("road__in", ["administrative", "association", "peoples", "enterprise"]),
                            ),
                            _connector="OR",
                        ),
                        name="agreement_road_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("is_oral", False), ("kind", "mediation"), _connector="OR"),
                        name="agreement_oral_if_mediated",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Promise",
            fields=[
                (
                    "id",
                    models.UUIDField(default=hejie.base.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("index", models.PositiveSmallIntegerField()),
                ("debtor", models.TextField()),
                ("receiver", models.TextField()),
                ("what", hejie.base.fields.SealedJSONField(help_text="{zh, en}")),
                ("amount", models.DecimalField(decimal_places=2, help_text="yuan", max_digits=11, null=True)),
                ("due_on", models.DateField()),
                ("done_at", models.DateTimeField(null=True)),
                ("reminded_at", models.DateTimeField(null=True)),
                (
                    "missed_at",
                    models.DateTimeField(help_text="when the sweep recorded that the day had passed", null=True),
                ),
                (
                    "reported_at",
                    models.DateTimeField(help_text="when the receiver first said that nothing came", null=True),
                ),
                (
                    "after",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agreements.promise",
                    ),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="promises",
                        to="agreements.agreement",
                    ),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.caserecord",
                    ),
                ),
                (
                    "asked_at",
                    models.DateTimeField(help_text="when its receiver was asked whether it has come", null=True),
                ),
                (
                    "offered_at",
                    models.DateTimeField(help_text="when the receiver was told the next legal step", null=True),
                ),
                (
                    "part",
                    models.DecimalField(
                        db_default=0, decimal_places=2, default=0, help_text="yuan that came", max_digits=11
                    ),
                ),
                ("received_on", models.DateField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("done_at", None), ("offered_at", None)),
                        fields=["due_on", "id"],
                        name="promise_to_sweep",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("agreement", "index"), name="promise_index_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_by", None), ("done_at", None), ("received_on", None)),
                            models.Q(
                                ("confirmed_by__isnull", False),
                                ("done_at__isnull", False),
                                ("received_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="promise_done_when_confirmed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("part", 0),
                            models.Q(("amount__isnull", False), ("part__gt", 0), ("part__lte", models.F("amount"))),
                            _connector="OR",
                        ),
                        name="promise_part_of_a_sum",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Rating",
            fields=[
                (
                    "id",
                    models.UUIDField(default=hejie.base.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("role", models.TextField()),
                ("solved", models.BooleanField()),
                ("score", models.PositiveSmallIntegerField()),
                ("comment", hejie.base.fields.SealedTextField(default="")),
                ("at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="cases.case"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("case", "role"), name="rating_once_a_side"),
                    models.CheckConstraint(
                        condition=models.Q(("score__range", (1, 5))), name="rating_score_one_to_five"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Signature",
            fields=[
                (
                    "id",
                    models.UUIDField(default=hejie.base.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("role", models.TextField()),
                ("person_id", models.UUIDField(help_text="null for the holder of a link", null=True)),
                ("name", hejie.base.fields.SealedTextField()),
                ("signed_at", models.DateTimeField()),
                ("drawing", hejie.base.fields.SealedTextField(help_text="PNG as a data: URL", null=True)),
                (
                    "challenge",
                    models.UUIDField(help_text="the code that was given back; it signs once", null=True, unique=True),
                ),
                ("body_sha256", hejie.base.fields.HexField()),
                (
                    "agreement",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="signatures",
                        to="agreements.agreement",
                    ),
                ),
                ("by", models.TextField(db_default="code", default="code")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("agreement", "role"), name="signature_once_a_role"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("by", "code"), ("challenge__isnull", False)),
                            models.Q(("by__in", ["proof", "device", "phone"]), ("challenge", None)),
                            _connector="OR",
                        ),
                        name="signature_by_code_or_otherwise",
                    ),
                ],
            },
        ),
    ]
