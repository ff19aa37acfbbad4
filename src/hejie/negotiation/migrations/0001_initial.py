import django.db.models.deletion
import hejie.base.fields
import hejie.base.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('cases', '0002_append_only'),
    ]

    operations = [
        migrations.CreateModel(
            name='Offer',
            fields=[
                ('id', models.UUIDField(default=hejie.base.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('by', models.TextField(help_text='role of the side that made it')),
                ('terms', hejie.base.fields.SealedJSONField()),
                ('total', models.DecimalField(decimal_places=2, max_digits=14)),
                ('note', hejie.base.fields.SealedTextField(default='')),
                ('state', models.TextField(default='open')),
                ('made_at', models.DateTimeField()),
                ('answered_at', models.DateTimeField(null=True)),
                ('answer_record', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.caserecord')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='cases.case')),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.caserecord')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('case', 'number'), name='offer_number_once'), models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('case',), name='offer_one_open'), models.CheckConstraint(condition=models.Q(('state__in', ('open', 'accepted', 'rejected', 'countered', 'withdrawn', 'expired'))), name='offer_state_known'), models.CheckConstraint(condition=models.Q(models.Q(('answered_at', None), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), ('answered_at__isnull', False)), _connector='OR'), name='offer_answered_unless_open'), models.CheckConstraint(condition=models.Q(('total__gte', 0)), name='offer_total_not_negative')],
            },
        ),
    ]
