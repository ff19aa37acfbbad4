"""Which paper an identity number is of; all numbers so far are of resident identity cards."""

from django.db import migrations, models

from hejie.base.tables import FirstTables


class Migration(FirstTables):
    dependencies = [("people", "0001_initial")]

    operations = [
        migrations.RunSQL(
            "ALTER TABLE people_person ADD COLUMN id_kind text DEFAULT 'resident_card' NOT NULL",
            "ALTER TABLE people_person DROP COLUMN id_kind",
            state_operations=[
                migrations.AddField(
                    "person", "id_kind", models.TextField(db_default="resident_card", default="resident_card")
                )
            ],
        ),
    ]
