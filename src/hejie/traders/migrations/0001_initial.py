"""Traders, shops' clerks, memberships, commitments and reply templates."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import hejie.base.fields
import hejie.base.ids
from hejie.base.tables import FirstTables


class Migration(FirstTables):
    initial = True
    dependencies = [
        ("places", "0002_office_settings"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Trader",
            fields=[
                (
                    "id",
                    models.UUIDField(default=hejie.base.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("name", models.CharField(max_length=100)),
                ("short_name", models.CharField(blank=True, max_length=40)),
                ("credit_code", models.CharField(blank=True, max_length=18, null=True, unique=True)),
                ("kind", models.CharField(max_length=20)),
                ("address", models.CharField(blank=True, max_length=200)),
                ("is_platform", models.BooleanField(default=False)),
                ("contact_name", hejie.base.fields.SealedTextField(null=True)),
                ("contact_phone", hejie.base.fields.SealedTextField(null=True)),
                ("contact_email", hejie.base.fields.SealedTextField(null=True)),
                ("registered_at", models.DateTimeField()),
                ("search_text", models.TextField(editable=False)),
                (
                    "search_grams",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=2), editable=False, size=None
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.authority",
                    ),
                ),
                (
                    "platform",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sellers",
                        to="traders.trader",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.region"
                    ),
                ),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fastupdate=False, fields=["search_grams"], name="trader_grams"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ("company", "individual_business", "person"))),
                        name="trader_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("credit_code__isnull", True),
                            ("credit_code__regex", "^[0-9A-HJ-NP-RTUWXY]{18}$"),
                            _connector="OR",
                        ),
                        name="trader_credit_code_form",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("platform__isnull", True), ("is_platform", False), _connector="OR"),
                        name="trader_platform_sells_for_itself",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReplyTemplate",
            fields=[
                (
                    "id",
                    models.UUIDField(default=hejie.base.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("title", models.CharField(max_length=60)),
                ("text", models.TextField()),
                ("saved_at", models.DateTimeField()),
                (
                    "trader",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="reply_templates", to="traders.trader"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("trader", "title"), name="template_title_once")],
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                (
                    "id",
                    models.UUIDField(default=hejie.base.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField(null=True)),
                ("ended_reason", models.CharField(blank=True, max_length=200)),
                (
                    "recommended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.authority",
                    ),
                ),
                (
                    "trader",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="memberships", to="traders.trader"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until__isnull", True)), fields=("trader",), name="membership_one_open"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until__isnull", True), ("until__gt", models.F("since")), _connector="OR"),
                        name="membership_ends_after_start",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Commitment",
            fields=[
                (
                    "id",
                    models.UUIDField(default=hejie.base.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("kind", models.CharField(max_length=40)),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField(null=True)),
                (
                    "trader",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="commitments", to="traders.trader"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until__isnull", True)), fields=("trader", "kind"), name="commitment_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Clerk",
            fields=[
                (
                    "id",
                    models.UUIDField(default=hejie.base.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "trader",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="clerks", to="traders.trader"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["person"], name="clerk_by_person")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until__isnull", True)), fields=("person", "trader"), name="clerk_once"
                    )
                ],
            },
        ),
    ]
