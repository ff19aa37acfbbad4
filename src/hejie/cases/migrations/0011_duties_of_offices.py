"""Clocks know the office whose they are, so that a board counts them by an index; lists beside complaints get theirs.

Who brings a case to another office, ends it or opens it again need not think of its clocks: a trigger does.
"""

import django.db.models.deletion
from django.db import migrations, models

from hejie.base.tables import FirstTables

HOUSE = ("officer", "head", "mediator", "operator")
FOLLOW = """
ALTER TABLE cases_deadline ADD COLUMN office_id uuid NULL;
UPDATE cases_deadline d SET office_id = c.office_id FROM cases_case c
  WHERE c.id = d.case_id AND c.closed_at IS NULL AND d.closed_at IS NULL;
CREATE INDEX deadline_of_office ON cases_deadline (office_id, due_on, id) INCLUDE (rule)
  WHERE closed_at IS NULL AND NOT is_paused AND "of" IN ('officer', 'head', 'mediator', 'operator');
CREATE FUNCTION cases_clocks_go_with_the_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE cases_deadline SET office_id = CASE WHEN NEW.closed_at IS NULL THEN NEW.office_id END
    WHERE case_id = NEW.id AND closed_at IS NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER case_takes_its_clocks AFTER UPDATE OF office_id, closed_at ON cases_case FOR EACH ROW
  WHEN (OLD.office_id <> NEW.office_id OR (OLD.closed_at IS NULL) <> (NEW.closed_at IS NULL))
  EXECUTE FUNCTION cases_clocks_go_with_the_case();
"""
STAY = """
DROP TRIGGER case_takes_its_clocks ON cases_case;
DROP FUNCTION cases_clocks_go_with_the_case();
ALTER TABLE cases_deadline DROP COLUMN office_id;
"""
LISTS = """
CREATE INDEX case_of_other_kinds ON cases_case (office_id, next_due_on, id)
  WHERE closed_at IS NULL AND kind IN ('report', 'enquiry');
DROP INDEX case_bounced;
CREATE INDEX case_bounced ON cases_case (office_id, bounces) WHERE closed_at IS NULL AND bounces > 0;
"""
NO_LISTS = """
DROP INDEX case_of_other_kinds;
DROP INDEX case_bounced;
CREATE INDEX case_bounced ON cases_case (office_id, id) WHERE closed_at IS NULL AND bounces > 0;
"""


class Migration(FirstTables):
    dependencies = [("cases", "0001_initial"), ("places", "0001_initial")]

    operations = [
        migrations.RunSQL(
            FOLLOW,
            STAY,
            state_operations=[
                migrations.AddField(
                    "deadline",
                    "office",
                    models.ForeignKey(
                        to="places.authority",
                        on_delete=django.db.models.deletion.PROTECT,
                        null=True,
                        related_name="+",
                        db_index=False,
                        db_constraint=False,
                        help_text="where the case lies while it and this clock run: a trigger of the case keeps it so",
                    ),
                ),
                migrations.AddIndex(
                    "deadline",
                    models.Index(
                        fields=["office", "due_on", "id"],
                        name="deadline_of_office",
                        condition=models.Q(closed_at=None, is_paused=False, of__in=HOUSE),
                        include=["rule"],
                    ),
                ),
            ],
        ),
        migrations.RunSQL(
            LISTS,
            NO_LISTS,
            state_operations=[
                migrations.RemoveIndex("case", "case_bounced"),
                migrations.AddIndex(
                    "case",
                    models.Index(
                        fields=["office", "bounces"],
                        name="case_bounced",
                        condition=models.Q(closed_at=None, bounces__gt=0),
                    ),
                ),
                migrations.AddIndex(
                    "case",
                    models.Index(
                        fields=["office", "next_due_on", "id"],
                        name="case_of_other_kinds",
                        condition=models.Q(closed_at=None, kind__in=["report", "enquiry"]),
                    ),
                ),
            ],
        ),
    ]
