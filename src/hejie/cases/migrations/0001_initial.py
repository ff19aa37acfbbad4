"""Cases and what belongs to them. The database itself refuses to change or delete a record, whoever asks."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

import hejie.base.fields
import hejie.base.ids
from hejie.base.tables import FirstTables

FORBID = """
CREATE FUNCTION cases_records_are_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'case records are append-only' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER caserecord_no_change BEFORE UPDATE OR DELETE ON cases_caserecord
  FOR EACH ROW EXECUTE FUNCTION cases_records_are_append_only();
CREATE TRIGGER caserecord_no_truncate BEFORE TRUNCATE ON cases_caserecord
  FOR EACH STATEMENT EXECUTE FUNCTION cases_records_are_append_only();
"""
ALLOW = """
DROP TRIGGER caserecord_no_truncate ON cases_caserecord;
DROP TRIGGER caserecord_no_change ON cases_caserecord;
DROP FUNCTION cases_records_are_append_only();
"""


class Migration(FirstTables):
    initial = True
    replaces = [
        ("cases", "0002_append_only"),
        ("cases", "0003_representations"),
        ("cases", "0004_worklist_indexes"),
        ("cases", "0005_links_reviews_rewards"),
        ("cases", "0006_lean_indexes"),
        ("cases", "0007_ways_between_offices"),
        ("cases", "0008_links_by_hand"),
        ("cases", "0009_hashes_as_bytes"),
        ("cases", "0009_similar_cases"),
        ("cases", "0010_counts_by_kind"),
    ]
    dependencies = [
        ("places", "0002_office_settings"),
        ("traders", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("socialaccount", "0006_alter_socialaccount_extra_data"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("usersessions", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="CalendarYear",
            fields=[
                ("year", models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                ("data", models.JSONField()),
                ("changed_at", models.DateTimeField()),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": [models.OrderBy(models.F("year"))],
            },
        ),
        migrations.CreateModel(
            name="Case",
            fields=[
                (
                    "id",
                    models.UUIDField(default=hejie.base.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("ref", models.CharField(max_length=12)),
                ("kind", models.TextField()),
                ("edition", models.TextField()),
                ("state", models.TextField()),
                ("state_since", models.DateTimeField()),
                ("channel", models.TextField(default="web")),
                ("is_direct", models.BooleanField(help_text="the consumer chose to settle directly first")),
                ("filed_at", models.DateTimeField()),
                (
                    "received_at",
                    models.DateTimeField(
                        help_text="receipt by the authority; null while the sides negotiate", null=True
                    ),
                ),
                ("closed_at", models.DateTimeField(null=True)),
                ("title", models.CharField(max_length=120)),
                ("category", models.TextField()),
                ("problem", models.TextField()),
                (
                    "amount",
                    models.DecimalField(decimal_places=2, help_text="yuan in dispute", max_digits=11, null=True),
                ),
                (
                    "wanted",
                    models.JSONField(default=list, help_text="remedies asked for, as rules.remedies writes them"),
                ),
                ("story", hejie.base.fields.SealedTextField(help_text="what the complainant says happened")),
                (
                    "details",
                    hejie.base.fields.SealedJSONField(help_text="order number, dates, goods: what the form asked"),
                ),
                ("may_publish", models.BooleanField(default=True)),
                ("may_delegate", models.BooleanField(default=False)),
                ("is_erased", models.BooleanField(default=False)),
                ("seq", models.PositiveIntegerField(default=0)),
                ("head", hejie.base.fields.HexField(default="")),
                (
                    "next_due_on",
                    models.DateField(
                        help_text="earliest open deadline, kept by cases.actions for the inboxes", null=True
                    ),
                ),
                ("next_due_rule", models.TextField(default="")),
                ("filing_key", models.CharField(max_length=80, null=True)),
                (
                    "mediator",
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
                    "officer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "trader",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="traders.trader",
                    ),
                ),
                (
                    "is_represented",
                    models.BooleanField(default=False, help_text="somebody speaks for or with the complainant"),
                ),
                (
                    "is_linked",
                    models.BooleanField(
                        db_default=False, default=False, help_text="there are CaseLinks; for the office"
                    ),
                ),
                (
                    "asked_office",
                    models.ForeignKey(
                        db_index=False,
                        help_text="asked whether it is its own",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.authority",
                    ),
                ),
                (
                    "bounces",
                    models.PositiveSmallIntegerField(db_default=0, default=0, help_text="times returned or disputed"),
                ),
                (
                    "first_contact",
                    models.ForeignKey(
                        db_index=False,
                        help_text="first officer or operator: for good",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("transfers", models.PositiveSmallIntegerField(db_default=0, default=0)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("closed_at", None)),
                        fields=["trader", "next_due_on", "id"],
                        name="case_trader_due",
                    ),
                    models.Index(
                        condition=models.Q(("closed_at", None)),
                        fields=["mediator", "next_due_on", "id"],
                        name="case_mediator_due",
                    ),
                    models.Index(fields=["trader", "state", "id"], name="case_trader_state"),
                    models.Index(fields=["state", "id"], name="case_state"),
                    models.Index(
                        condition=models.Q(("closed_at", None)), fields=["trader", "-id"], name="case_trader_newest"
                    ),
                    models.Index(
                        condition=models.Q(("closed_at", None)),
                        fields=["office", "next_due_on", "id"],
                        include=("kind", "state", "category", "next_due_rule", "officer"),
                        name="case_office_due",
                    ),
                    models.Index(
                        condition=models.Q(("closed_at", None)), fields=["next_due_on", "id"], name="case_due"
                    ),
                    models.Index(
                        condition=models.Q(("closed_at", None)),
                        fields=["officer", "next_due_on", "id"],
                        name="case_officer_due",
                    ),
                    models.Index(fields=["office", "-id"], name="case_office_newest"),
                    models.Index(
                        condition=models.Q(("asked_office__isnull", False)),
                        fields=["asked_office", "id"],
                        name="case_asked",
                    ),
                    models.Index(
                        condition=models.Q(("bounces__gt", 0), ("closed_at", None)),
                        fields=["office", "id"],
                        name="case_bounced",
                    ),
                    models.Index(
                        condition=models.Q(("closed_at__isnull", False), ("kind", "complaint")),
                        fields=["problem", "-closed_at"],
                        name="case_problem_ended",
                    ),
                    models.Index(fields=["office", "state", "id"], include=("kind",), name="case_office_state"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount__isnull", True), ("amount__gte", 0), _connector="OR"),
                        name="case_amount_not_negative",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["complaint", "report", "enquiry"])), name="case_kind_known"
                    ),
                    models.UniqueConstraint(fields=("ref",), name="case_ref_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("filing_key__isnull", False)),
                        fields=("filing_key",),
                        name="case_filing_key_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseRecord",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("seq", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                ("fact", models.TextField()),
                ("source", models.TextField(help_text="state before")),
                ("target", models.TextField(help_text="state after")),
                ("role", models.TextField()),
                ("person_id", models.UUIDField(help_text="who acted: a pseudonym that survives erasure", null=True)),
                ("visible_to", models.TextField(default="all")),
                ("data", models.JSONField(default=dict)),
                ("content_digest", hejie.base.fields.HexField(default="")),
                ("prev", hejie.base.fields.HexField()),
                ("hash", hejie.base.fields.HexField()),
                (
                    "key",
                    models.CharField(
                        help_text="the client's key of this act: a repeat finds it", max_length=80, null=True
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="records",
                        to="cases.case",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("case", "seq"), name="record_seq_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("key__isnull", False)), fields=("case", "key"), name="record_key_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Deadline",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("rule", models.TextField()),
                ("edition", models.TextField()),
                ("of", models.TextField(help_text="role whose duty it is")),
                ("started_at", models.DateTimeField()),
                ("pauses", models.JSONField(default=list, help_text="[first day, last day or null], days not counted")),
                ("is_extended", models.BooleanField(default=False)),
                ("due_on", models.DateField()),
                ("is_provisional", models.BooleanField(default=False)),
                (
                    "named_on",
                    models.DateField(
                        help_text="last day that a notice named itself, where the law sets none", null=True
                    ),
                ),
                ("is_paused", models.BooleanField(default=False)),
                ("missed_at", models.DateTimeField(help_text="when the sweep first found it late", null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                ("closed_as", models.TextField(default="", help_text="met, late or dropped")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="deadlines", to="cases.case"
                    ),
                ),
                (
                    "days",
                    models.PositiveSmallIntegerField(
                        help_text="what the office promised, where no law sets the days", null=True
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("closed_at", None), ("missed_at", None)),
                        fields=["due_on", "id"],
                        name="deadline_to_sweep",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("closed_at", None)),
                        fields=("case", "rule"),
                        name="one_open_deadline_a_rule",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_as", ""), ("closed_at", None)),
                            models.Q(("closed_at__isnull", False), models.Q(("closed_as", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="closed_deadline_says_how",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DeadlineStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("stage", models.TextField()),
                ("due_on", models.DateField()),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "deadline",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="steps", to="cases.deadline"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("deadline", "stage", "due_on"), name="step_once")],
            },
        ),
        migrations.CreateModel(
            name="Party",
            fields=[
                (
                    "id",
                    models.UUIDField(default=hejie.base.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("side", models.TextField()),
                ("name", hejie.base.fields.SealedTextField()),
                ("phone", hejie.base.fields.SealedTextField(null=True)),
                ("phone_index", hejie.base.fields.BlindIndexField(db_index=True, purpose="phone", source="phone")),
                ("id_number", hejie.base.fields.SealedTextField(null=True)),
                ("address", hejie.base.fields.SealedTextField(null=True)),
                ("identity_checked_at", models.DateTimeField(null=True)),
                ("reached_at", models.DateTimeField(help_text="first proof that the notice was seen", null=True)),
                ("answered_at", models.DateTimeField(help_text="first act of this side", null=True)),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parties",
                        to="cases.case",
                    ),
                ),
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
                    "trader",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="traders.trader"
                    ),
                ),
                ("address_index", hejie.base.fields.BlindIndexField(purpose="address", source="address")),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("side", "complainant")),
                        fields=["address_index"],
                        name="party_filer_address",
                    ),
                    models.Index(
                        condition=models.Q(("person__isnull", False)), fields=["person", "case"], name="party_person"
                    ),
                ],
                "constraints": [models.UniqueConstraint(fields=("case", "side"), name="one_party_a_side")],
            },
        ),
        migrations.CreateModel(
            name="RecordContent",
            fields=[
                (
                    "id",
                    models.UUIDField(default=hejie.base.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("salt", hejie.base.fields.HexField()),
                ("body", hejie.base.fields.SealedJSONField()),
                (
                    "record",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="content", to="cases.caserecord"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Representation",
            fields=[
                (
                    "id",
                    models.UUIDField(default=hejie.base.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("kind", models.TextField()),
                ("name", hejie.base.fields.SealedTextField()),
                ("phone", hejie.base.fields.SealedTextField(null=True)),
                ("phone_index", hejie.base.fields.BlindIndexField(db_index=True, purpose="phone", source="phone")),
                ("id_number", hejie.base.fields.SealedTextField(null=True)),
                (
                    "relation",
                    hejie.base.fields.SealedTextField(
                        help_text="to the complainant, in the guardian's own words", null=True
                    ),
                ),
                (
                    "powers",
                    models.JSONField(
                        default=list, help_text="what the power of attorney covers, see rules.representing"
                    ),
                ),
                ("valid_from", models.DateField(null=True)),
                ("valid_until", models.DateField(help_text="last day of the power of attorney", null=True)),
                (
                    "document",
                    models.UUIDField(
                        help_text="the evidence file with the power of attorney or the election", null=True
                    ),
                ),
                (
                    "settlement_seq",
                    models.PositiveIntegerField(help_text="record of this person's consent to settle", null=True),
                ),
                (
                    "withdrawal_seq",
                    models.PositiveIntegerField(help_text="record of this person's consent to withdraw", null=True),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="representations", to="cases.case"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["person", "case"], name="representation_person")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["agent", "guardian", "representative", "represented"])),
                        name="representation_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "agent"), _negated=True),
                            models.Q(("valid_from__isnull", False), ("valid_until__gte", models.F("valid_from"))),
                            _connector="OR",
                        ),
                        name="agent_has_a_term",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                (
                    "id",
                    models.UUIDField(default=hejie.base.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("secret_hash", hejie.base.fields.HexField(unique=True)),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("opened_at", models.DateTimeField(null=True)),
                ("revoked_at", models.DateTimeField(null=True)),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="invitations", to="cases.party"
                    ),
                ),
                (
                    "representation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitations",
                        to="cases.representation",
                    ),
                ),
                (
                    "by_hand",
                    models.BooleanField(
                        default=False, help_text="shown to the other side to hand over: proves no receipt"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CaseLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "why",
                    models.TextField(help_text="split: one paper divided (Art 9); clue: found in mediation (Art 27)"),
                ),
                ("at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="cases.case"),
                ),
                (
                    "other",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="cases.case"),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("case", "other"), name="cases_linked_once"),
                    models.CheckConstraint(condition=models.Q(("why__in", ["split", "clue"])), name="link_says_why"),
                    models.CheckConstraint(
                        condition=models.Q(("case", models.F("other")), _negated=True), name="link_of_two_cases"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("asked_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                ("outcome", models.TextField(default="", help_text="upheld or overturned")),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="cases.case"
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "refused_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["decided_at"], name="review_decided")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at", None), ("outcome", "")),
                            models.Q(("decided_at__isnull", False), ("outcome__in", ["upheld", "overturned"])),
                            _connector="OR",
                        ),
                        name="decided_review_says_how",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by", None),
                            ("refused_by", None),
                            models.Q(("decided_by", models.F("refused_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="review_by_another_person",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reward",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("claimed_at", models.DateTimeField()),
                ("grade", models.TextField(default="")),
                ("fine", models.DecimalField(decimal_places=2, max_digits=14, null=True)),
                ("standard", models.DecimalField(decimal_places=2, max_digits=9, null=True)),
                ("granted", models.DecimalField(decimal_places=2, max_digits=9, null=True)),
                ("decided_at", models.DateTimeField(null=True)),
                ("paid_on", models.DateField(null=True)),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="cases.case"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("granted", None),
                            models.Q(("decided_at__isnull", False), ("granted__gte", 1000), ("granted__lte", 1000000)),
                            _connector="OR",
                        ),
                        name="reward_between_floor_and_cap",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("paid_on", None), ("granted__isnull", False), _connector="OR"),
                        name="only_granted_reward_is_paid",
                    ),
                ],
            },
        ),
        migrations.RunSQL(FORBID, ALLOW),
    ]
