"""Hashes and salts are kept as bytes, half their length in digits; nobody keeps an index that no question uses."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import hejie.base.fields

HASHES = {
    "case": {"head": {"default": ""}},
    "caserecord": {"content_digest": {"default": ""}, "prev": {}, "hash": {}},
    "recordcontent": {"salt": {}},
    "invitation": {"secret_hash": {"unique": True}},
}
LIKE = "cases_invitation_secret_hash_7bcace3e_like"


def retyped(to: str, how: str) -> list[str]:
    """One statement a table: it is written anew once."""
    return [
        f"ALTER TABLE cases_{table} "
        + ", ".join(f"ALTER COLUMN {name} TYPE {to} USING {how.format(name)}" for name in names)
        for table, names in HASHES.items()
    ]


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0008_links_by_hand"),
        ("places", "0002_office_settings"),
        ("traders", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    [f'DROP INDEX "{LIKE}"', *retyped("bytea", "decode({}, 'hex')")],
                    [
                        *retyped("varchar(64)", "encode({}, 'hex')"),
                        f'CREATE INDEX "{LIKE}" ON cases_invitation (secret_hash varchar_pattern_ops)',
                    ],
                )
            ],
            state_operations=[
                migrations.AlterField(table, name, hejie.base.fields.HexField(**options))
                for table, names in HASHES.items()
                for name, options in names.items()
            ],
        ),
        migrations.AlterField("case", "filing_key", models.CharField(max_length=80, null=True)),
        migrations.AlterField("case", "ref", models.CharField(max_length=12)),
        migrations.AddConstraint("case", models.UniqueConstraint(fields=("ref",), name="case_ref_once")),
        migrations.AddConstraint(
            "case",
            models.UniqueConstraint(
                condition=models.Q(("filing_key__isnull", False)), fields=("filing_key",), name="case_filing_key_once"
            ),
        ),
        migrations.RemoveIndex("party", "party_person"),
        migrations.AlterField(
            "party",
            "person",
            models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            "party",
            models.Index(
                condition=models.Q(("person__isnull", False)), fields=["person", "case"], name="party_person"
            ),
        ),
    ]
