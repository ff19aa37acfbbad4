"""Goods that a side says it sent; and the first promised day as the day a case is due by, where none stood."""

from django.db import migrations, models
from django.db.models import Q

SENT = Q(sent_at=None, sent_on=None, denied_at=None) | Q(sent_at__isnull=False, sent_on__isnull=False)
DUE = """
UPDATE cases_case SET next_due_on = NULL, next_due_rule = '' WHERE next_due_rule = 'judicial_confirmation';
UPDATE cases_case SET next_due_on = owed.due_on, next_due_rule = 'promise' FROM (
 SELECT agreement.case_id, min(promise.due_on) AS due_on FROM agreements_promise promise
 JOIN agreements_agreement agreement ON agreement.id = promise.agreement_id AND agreement.state = 'effective'
 LEFT JOIN agreements_promise first ON first.id = promise.after_id
 WHERE promise.done_at IS NULL AND (first.id IS NULL OR first.done_at IS NOT NULL) GROUP BY agreement.case_id
) owed WHERE cases_case.id = owed.case_id AND cases_case.state = 'performing'
 AND (cases_case.next_due_on IS NULL OR cases_case.next_due_on > owed.due_on);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0005_one_current_again"),
        ("cases", "0012_states_by_what_falls_due"),
    ]
    operations = [
        migrations.AddField(
            "promise",
            "sent_on",
            models.DateField(null=True, help_text="the day on which its debtor says it was sent"),
        ),
        migrations.AddField(
            "promise",
            "sent_at",
            models.DateTimeField(null=True, help_text="when its debtor last said so"),
        ),
        migrations.AddField(
            "promise",
            "denied_at",
            models.DateTimeField(null=True, help_text="when the receiver said in time that it had not come"),
        ),
        migrations.AddConstraint("promise", models.CheckConstraint(condition=SENT, name="promise_sent_on_a_day")),
        migrations.RunSQL(DUE, migrations.RunSQL.noop),
    ]
