"""The database itself refuses to change or delete a case's records, whoever asks."""

from django.db import migrations

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


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]

    operations = [migrations.RunSQL(FORBID, ALLOW)]
