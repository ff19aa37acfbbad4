"""Hashes as bytes; no index that a unique one begins with, none on keys to records, which nobody deletes."""


import django.db.models.deletion
from django.db import migrations, models

import hejie.base.fields

SIGNED = ("agreement", "signature")


def retyped(to: str, how: str) -> list[str]:
    return [
        f"ALTER TABLE agreements_{table} ALTER COLUMN body_sha256 TYPE {to} USING {how}(body_sha256, 'hex')"
        for table in SIGNED
    ]


class Migration(migrations.Migration):

    dependencies = [
        ("agreements", "0002_from_the_draft"),
        ("cases", "0009_hashes_as_bytes"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(retyped("bytea", "decode"), retyped("varchar(64)", "encode"))],
            state_operations=[
                migrations.AlterField(table, "body_sha256", hejie.base.fields.HexField()) for table in SIGNED
            ],
        ),
        migrations.AlterField(
            model_name="agreement",
            name="case",
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="cases.case"),
        ),
        migrations.AlterField(
            model_name="agreement",
            name="record",
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.caserecord"),
        ),
        migrations.AlterField(
            model_name="promise",
            name="after",
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agreements.promise"),
        ),
        migrations.AlterField(
            model_name="promise",
            name="agreement",
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="promises", to="agreements.agreement"),
        ),
        migrations.AlterField(
            model_name="promise",
            name="confirmed_by",
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.caserecord"),
        ),
        migrations.AlterField(
            model_name="rating",
            name="case",
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="cases.case"),
        ),
        migrations.AlterField(
            model_name="signature",
            name="agreement",
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="signatures", to="agreements.agreement"),
        ),
    ]
