"""First contacts and supervision of cases that went to another office by agreement, designation or from above.

They waited on at the office that no longer had the case. And of first contacts only those made are looked up by when
they were made: a filing writes one index less.
"""

from django.db import migrations, models

from hejie.base.tables import FirstTables

GONE = """
UPDATE oversight_firstcontact f SET dropped_at = gone.at FROM (
  SELECT w.id, min(t.at) AS at FROM oversight_firstcontact w JOIN dispatch_transfer t
    ON t.case_id = w.case_id AND t.from_office_id = w.office_id AND t.at >= w.started_at
  WHERE w.made_at IS NULL AND w.dropped_at IS NULL GROUP BY w.id) gone
WHERE f.id = gone.id;
UPDATE oversight_supervision s SET office_id = c.office_id FROM cases_case c
  WHERE c.id = s.case_id AND s.closed_at IS NULL AND s.office_id <> c.office_id;
"""
MADE = """
DROP INDEX first_contact_made;
CREATE INDEX first_contact_made ON oversight_firstcontact (office_id, made_at) WHERE made_at IS NOT NULL;
"""
ALL = """
DROP INDEX first_contact_made;
CREATE INDEX first_contact_made ON oversight_firstcontact (office_id, made_at);
"""


class Migration(FirstTables):
    dependencies = [
        ("cases", "0011_duties_of_offices"),
        ("dispatch", "0001_transfers"),
        ("oversight", "0004_board_by_index"),
    ]

    operations = [
        migrations.RunSQL(GONE, migrations.RunSQL.noop),
        migrations.RunSQL(
            MADE,
            ALL,
            state_operations=[
                migrations.RemoveIndex("firstcontact", "first_contact_made"),
                migrations.AddIndex(
                    "firstcontact",
                    models.Index(
                        fields=["office", "made_at"],
                        name="first_contact_made",
                        condition=models.Q(made_at__isnull=False),
                    ),
                ),
            ],
        ),
    ]
