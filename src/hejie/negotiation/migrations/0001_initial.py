"""Offers, and bids and proposals answered unseen."""

import django.db.models.deletion
from django.db import migrations, models

import hejie.base.fields
import hejie.base.ids
from hejie.base.tables import FirstTables


class Migration(FirstTables):
    initial = True
    replaces = [
        ("negotiation", "0002_blind_tools"),
    ]
    dependencies = [
        ("cases", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Offer",
            fields=[
                (
                    "id",
                    models.UUIDField(default=hejie.base.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("by", models.TextField(help_text="role of the side that made it")),
                ("terms", hejie.base.fields.SealedJSONField()),
                ("total", models.DecimalField(decimal_places=2, max_digits=14)),
                ("note", hejie.base.fields.SealedTextField(default="")),
                ("state", models.TextField(default="open")),
                ("made_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "answer_record",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.caserecord"
                    ),
                ),
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
                    models.UniqueConstraint(fields=("case", "number"), name="offer_number_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "open")), fields=("case",), name="offer_one_open"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ("open", "accepted", "rejected", "countered", "withdrawn", "expired"))
                        ),
                        name="offer_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_at", None), ("state", "open")),
                            models.Q(models.Q(("state", "open"), _negated=True), ("answered_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="offer_answered_unless_open",
                    ),
                    models.CheckConstraint(condition=models.Q(("total__gte", 0)), name="offer_total_not_negative"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Bidding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("gap", models.DecimalField(decimal_places=2, max_digits=11)),
                ("kind", models.TextField(help_text="of the remedy that a meeting makes")),
                ("tries", models.JSONField(default=dict)),
                ("state", models.TextField(default="open")),
                ("opened_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="cases.case"),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "open")), fields=("case",), name="bidding_one_open"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["open", "met", "closed"])), name="bidding_state_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at", None), ("state", "open")),
                            models.Q(models.Q(("state", "open"), _negated=True), ("ended_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="bidding_ended_unless_open",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Bid",
            fields=[
                (
                    "id",
                    models.UUIDField(default=hejie.base.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("role", models.TextField()),
                ("figure", hejie.base.fields.SealedTextField()),
                (
                    "bidding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="bids", to="negotiation.bidding"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("bidding", "role"), name="bid_once_a_side")],
            },
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                (
                    "id",
                    models.UUIDField(default=hejie.base.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("source", models.TextField()),
                ("terms", hejie.base.fields.SealedJSONField(help_text="as rules.remedies writes them")),
                ("total", models.DecimalField(decimal_places=2, max_digits=14)),
                ("note", hejie.base.fields.SealedTextField(default="")),
                ("state", models.TextField(default="open")),
                ("made_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="cases.case"),
                ),
                (
                    "end_record",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.caserecord"
                    ),
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
                    models.UniqueConstraint(fields=("case", "number"), name="proposal_number_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "open")), fields=("case",), name="proposal_one_open"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source__in", ["mediator", "bids"])), name="proposal_source_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["open", "agreed", "withdrawn", "lapsed"])),
                        name="proposal_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at", None), ("state", "open")),
                            models.Q(models.Q(("state", "open"), _negated=True), ("ended_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="proposal_ended_unless_open",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                (
                    "id",
                    models.UUIDField(default=hejie.base.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("role", models.TextField()),
                ("answer", hejie.base.fields.SealedTextField()),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="answers", to="negotiation.proposal"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("proposal", "role"), name="answer_once_a_side")],
            },
        ),
    ]
