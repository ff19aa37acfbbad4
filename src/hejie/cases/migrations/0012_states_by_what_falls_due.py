"""Lists of a state are read in their order: what falls due first lies in the index beside office and state."""

from django.db import migrations, models

from hejie.base.tables import FirstTables

ORDERED = """
DROP INDEX case_office_state;
CREATE INDEX case_office_state ON cases_case (office_id, state, next_due_on, id) INCLUDE (kind);
DROP INDEX case_state;
CREATE INDEX case_state ON cases_case (state, next_due_on, id) INCLUDE (kind, office_id) WHERE closed_at IS NULL;
"""
UNORDERED = """
DROP INDEX case_office_state;
CREATE INDEX case_office_state ON cases_case (office_id, state, id) INCLUDE (kind);
DROP INDEX case_state;
CREATE INDEX case_state ON cases_case (state, id);
"""


class Migration(FirstTables):
    dependencies = [("cases", "0011_duties_of_offices")]

    operations = [
        migrations.RunSQL(
            ORDERED,
            UNORDERED,
            state_operations=[
                migrations.RemoveIndex("case", "case_office_state"),
                migrations.AddIndex(
                    "case",
                    models.Index(
                        fields=["office", "state", "next_due_on", "id"], name="case_office_state", include=["kind"]
                    ),
                ),
                migrations.RemoveIndex("case", "case_state"),
                migrations.AddIndex(
                    "case",
                    models.Index(
                        fields=["state", "next_due_on", "id"],
                        name="case_state",
                        condition=models.Q(closed_at=None),
                        include=["kind", "office"],
                    ),
                ),
            ],
        ),
    ]
