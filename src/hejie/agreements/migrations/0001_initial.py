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
            name='Agreement',
            fields=[
                ('id', models.UUIDField(default=hejie.base.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.TextField()),
                ('state', models.TextField(default='signing')),
                ('terms', hejie.base.fields.SealedJSONField(help_text='as rules.remedies writes them')),
                ('clauses', hejie.base.fields.SealedTextField(default='', help_text='further clauses in words, one a line')),
                ('body_sha256', models.CharField(max_length=64)),
                ('made_at', models.DateTimeField()),
                ('effective_at', models.DateTimeField(null=True)),
                ('paper_id', models.UUIDField(help_text='the signed paper, see documents', null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='cases.case')),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.caserecord')),
            ],
        ),
        migrations.CreateModel(
            name='Promise',
            fields=[
                ('id', models.UUIDField(default=hejie.base.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('index', models.PositiveSmallIntegerField()),
                ('debtor', models.TextField()),
                ('receiver', models.TextField()),
                ('what', hejie.base.fields.SealedJSONField(help_text='{zh, en}')),
                ('amount', models.DecimalField(decimal_places=2, help_text='yuan', max_digits=11, null=True)),
                ('due_on', models.DateField()),
                ('done_at', models.DateTimeField(null=True)),
                ('reminded_at', models.DateTimeField(null=True)),
                ('missed_at', models.DateTimeField(help_text='when the sweep recorded that the day had passed', null=True)),
                ('reported_at', models.DateTimeField(help_text='when the receiver first said that nothing came', null=True)),
                ('after', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agreements.promise')),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='promises', to='agreements.agreement')),
                ('confirmed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.caserecord')),
            ],
        ),
        migrations.CreateModel(
            name='Rating',
            fields=[
                ('id', models.UUIDField(default=hejie.base.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('role', models.TextField()),
                ('solved', models.BooleanField()),
                ('score', models.PositiveSmallIntegerField()),
                ('comment', hejie.base.fields.SealedTextField(default='')),
                ('at', models.DateTimeField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='cases.case')),
            ],
        ),
        migrations.CreateModel(
            name='Signature',
            fields=[
                ('id', models.UUIDField(default=hejie.base.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('role', models.TextField()),
                ('person_id', models.UUIDField(help_text='null for the holder of a link', null=True)),
                ('name', hejie.base.fields.SealedTextField()),
                ('signed_at', models.DateTimeField()),
                ('drawing', hejie.base.fields.SealedTextField(help_text='PNG as a data: URL', null=True)),
                ('challenge', models.UUIDField(help_text='the code that was given back; it signs once', unique=True)),
                ('body_sha256', models.CharField(max_length=64)),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='signatures', to='agreements.agreement')),
            ],
        ),
        migrations.AddIndex(
            model_name='agreement',
            index=models.Index(fields=['case', 'made_at'], name='agreement_latest'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ('signing', 'effective'))), fields=('case',), name='agreement_one_current'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ('settlement', 'mediation'))), name='agreement_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ('signing', 'effective', 'void', 'unkept'))), name='agreement_state_known'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('effective_at', None), ('state__in', ['signing', 'void'])), models.Q(('effective_at__isnull', False), ('state__in', ['effective', 'unkept'])), _connector='OR'), name='agreement_effective_since'),
        ),
        migrations.AddIndex(
            model_name='promise',
            index=models.Index(condition=models.Q(('done_at', None), ('missed_at', None)), fields=['due_on', 'id'], name='promise_to_sweep'),
        ),
        migrations.AddConstraint(
            model_name='promise',
            constraint=models.UniqueConstraint(fields=('agreement', 'index'), name='promise_index_once'),
        ),
        migrations.AddConstraint(
            model_name='promise',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('confirmed_by', None), ('done_at', None)), models.Q(('confirmed_by__isnull', False), ('done_at__isnull', False)), _connector='OR'), name='promise_done_when_confirmed'),
        ),
        migrations.AddConstraint(
            model_name='rating',
            constraint=models.UniqueConstraint(fields=('case', 'role'), name='rating_once_a_side'),
        ),
        migrations.AddConstraint(
            model_name='rating',
            constraint=models.CheckConstraint(condition=models.Q(('score__range', (1, 5))), name='rating_score_one_to_five'),
        ),
        migrations.AddConstraint(
            model_name='signature',
            constraint=models.UniqueConstraint(fields=('agreement', 'role'), name='signature_once_a_role'),
        ),
    ]
