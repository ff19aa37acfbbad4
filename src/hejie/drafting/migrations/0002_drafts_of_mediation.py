"""The texts that were written as one piece become the first version of a draft by clauses: one clause a line."""

from django.db import migrations

from hejie.drafting.records import Clause, text_hash, to_rows


def take_over(apps, schema_editor):
    """A draft nobody has words in (erased, or empty) is left behind."""
    old, new = apps.get_model("mediation", "Draft"), apps.get_model("drafting", "DraftVersion")
    records = apps.get_model("cases", "CaseRecord")
    for draft in old.objects.iterator():
        lines = [line.strip() for line in draft.text.splitlines() if line.strip()]
        record = records.objects.filter(case=draft.case_id, fact="draft_edited").order_by("-seq").first()
        if not lines or record is None:
            continue
        clauses = [Clause(f"{record.seq}-{place}", line) for place, line in enumerate(lines)]
        new.objects.create(
            case_id=draft.case_id, number=draft.version, clauses=to_rows(clauses), sha256=text_hash(clauses), points=0,
            changed=[one.id for one in clauses], by=draft.edited_by, at=draft.edited_at, record=record,
        )


class Migration(migrations.Migration):

    dependencies = [
        ("drafting", "0001_initial"),
        ("mediation", "0002_delegation"),
    ]

    operations = [migrations.RunPython(take_over, migrations.RunPython.noop)]
