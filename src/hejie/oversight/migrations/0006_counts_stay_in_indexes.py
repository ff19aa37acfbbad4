"""What boards count is read from indexes alone: vacuum passes after some thousand new rows, not after a fifth of a table.

Until it has, each counted row is looked up in the table as well. And whose first contacts wait is answered by the index.
"""

from django.db import migrations, models

from hejie.base.tables import FirstTables

SOON = "(autovacuum_vacuum_insert_threshold = 2000, autovacuum_vacuum_insert_scale_factor = 0.001)"
OFTEN = f"""
ALTER TABLE oversight_firstcontact SET {SOON};
ALTER TABLE oversight_done SET {SOON};
ALTER TABLE cases_deadline SET {SOON};
DROP INDEX first_contact_waits;
CREATE INDEX first_contact_waits ON oversight_firstcontact (office_id, due_at) INCLUDE (case_id)
  WHERE made_at IS NULL AND dropped_at IS NULL;
"""
SELDOM = """
ALTER TABLE oversight_firstcontact RESET (autovacuum_vacuum_insert_threshold, autovacuum_vacuum_insert_scale_factor);
ALTER TABLE oversight_done RESET (autovacuum_vacuum_insert_threshold, autovacuum_vacuum_insert_scale_factor);
ALTER TABLE cases_deadline RESET (autovacuum_vacuum_insert_threshold, autovacuum_vacuum_insert_scale_factor);
DROP INDEX first_contact_waits;
CREATE INDEX first_contact_waits ON oversight_firstcontact (office_id, due_at)
  WHERE made_at IS NULL AND dropped_at IS NULL;
"""


class Migration(FirstTables):
    dependencies = [("oversight", "0005_contacts_of_cases_gone")]

    operations = [
        migrations.RunSQL(
            OFTEN,
            SELDOM,
            state_operations=[
                migrations.RemoveIndex("firstcontact", "first_contact_waits"),
                migrations.AddIndex(
                    "firstcontact",
                    models.Index(
                        fields=["office", "due_at"],
                        name="first_contact_waits",
                        include=["case"],
                        condition=models.Q(made_at=None, dropped_at=None),
                    ),
                ),
            ],
        ),
    ]
