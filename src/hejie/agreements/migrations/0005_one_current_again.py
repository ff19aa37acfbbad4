"""At most one agreement of a case is being signed or in effect.

The index that says so had gone from databases migrated before: Django drops every index of a key's column, also one that
is a constraint, when the key gives up its own.
"""

from django.db import migrations

AGAIN = """
CREATE UNIQUE INDEX IF NOT EXISTS agreement_one_current ON agreements_agreement (case_id)
 WHERE state IN ('signing', 'effective');
"""


class Migration(migrations.Migration):
    dependencies = [("agreements", "0001_initial")]
    operations = [migrations.RunSQL(AGAIN, migrations.RunSQL.noop)]
