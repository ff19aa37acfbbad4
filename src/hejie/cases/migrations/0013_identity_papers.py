"""Which paper an identity number is of; all numbers so far are of resident identity cards."""

from django.db import migrations, models

from hejie.base.tables import FirstTables


class Migration(FirstTables):
    dependencies = [("cases", "0012_states_by_what_falls_due")]

    operations = [
        migrations.RunSQL(
            f"ALTER TABLE cases_{name} ADD COLUMN id_kind text DEFAULT 'resident_card' NOT NULL",
            f"ALTER TABLE cases_{name} DROP COLUMN id_kind",
            state_operations=[
                migrations.AddField(
                    name, "id_kind", models.TextField(db_default="resident_card", default="resident_card")
                )
            ],
        )
        for name in ("party", "representation")
    ]
