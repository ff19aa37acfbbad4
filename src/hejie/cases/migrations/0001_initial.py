import django.db.models.deletion
import django.db.models.functions.datetime
import hejie.base.fields
import hejie.base.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('places', '0001_initial'),
        ('traders', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CalendarYear',
            fields=[
                ('year', models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                ('data', models.JSONField()),
                ('changed_at', models.DateTimeField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('changed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': [models.OrderBy(models.F('year'))],
            },
        ),
        migrations.CreateModel(
            name='Case',
            fields=[
                ('id', models.UUIDField(default=hejie.base.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('ref', models.CharField(max_length=12, unique=True)),
                ('kind', models.TextField()),
                ('edition', models.TextField()),
                ('state', models.TextField()),
                ('state_since', models.DateTimeField()),
                ('channel', models.TextField(default='web')),
                ('is_direct', models.BooleanField(help_text='the consumer chose to settle directly first')),
                ('filed_at', models.DateTimeField()),
                ('received_at', models.DateTimeField(help_text='receipt by the authority; null while the sides negotiate', null=True)),
                ('closed_at', models.DateTimeField(null=True)),
                ('title', models.CharField(max_length=120)),
                ('category', models.TextField()),
                ('problem', models.TextField()),
                ('amount', models.DecimalField(decimal_places=2, help_text='yuan in dispute', max_digits=11, null=True)),
                ('wanted', models.JSONField(default=list, help_text='remedies asked for, as rules.remedies writes them')),
                ('story', hejie.base.fields.SealedTextField(help_text='what the complainant says happened')),
                ('details', hejie.base.fields.SealedJSONField(help_text='order number, dates, goods: what the form asked')),
                ('may_publish', models.BooleanField(default=True)),
                ('may_delegate', models.BooleanField(default=False)),
                ('is_erased', models.BooleanField(default=False)),
                ('seq', models.PositiveIntegerField(default=0)),
                ('head', models.CharField(default='', max_length=64)),
                ('next_due_on', models.DateField(help_text='earliest open deadline, kept by cases.actions for the inboxes', null=True)),
                ('next_due_rule', models.TextField(default='')),
                ('filing_key', models.CharField(max_length=80, null=True, unique=True)),
                ('mediator', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.authority')),
                ('officer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('trader', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='traders.trader')),
            ],
        ),
        migrations.CreateModel(
            name='CaseRecord',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('seq', models.PositiveIntegerField()),
                ('at', models.DateTimeField()),
                ('fact', models.TextField()),
                ('source', models.TextField(help_text='state before')),
                ('target', models.TextField(help_text='state after')),
                ('role', models.TextField()),
                ('person_id', models.UUIDField(help_text='who acted: a pseudonym that survives erasure', null=True)),
                ('visible_to', models.TextField(default='all')),
                ('data', models.JSONField(default=dict)),
                ('content_digest', models.CharField(default='', max_length=64)),
                ('prev', models.CharField(max_length=64)),
                ('hash', models.CharField(max_length=64)),
                ('key', models.CharField(help_text="the client's key of this act: a repeat finds it", max_length=80, null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='records', to='cases.case')),
            ],
        ),
        migrations.CreateModel(
            name='Deadline',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('rule', models.TextField()),
                ('edition', models.TextField()),
                ('of', models.TextField(help_text='role whose duty it is')),
                ('started_at', models.DateTimeField()),
                ('pauses', models.JSONField(default=list, help_text='[first day, last day or null], days not counted')),
                ('is_extended', models.BooleanField(default=False)),
                ('due_on', models.DateField()),
                ('is_provisional', models.BooleanField(default=False)),
                ('named_on', models.DateField(help_text='last day that a notice named itself, where the law sets none', null=True)),
                ('is_paused', models.BooleanField(default=False)),
                ('missed_at', models.DateTimeField(help_text='when the sweep first found it late', null=True)),
                ('closed_at', models.DateTimeField(null=True)),
                ('closed_as', models.TextField(default='', help_text='met, late or dropped')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deadlines', to='cases.case')),
            ],
        ),
        migrations.CreateModel(
            name='DeadlineStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stage', models.TextField()),
                ('due_on', models.DateField()),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('deadline', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='cases.deadline')),
            ],
        ),
        migrations.CreateModel(
            name='Party',
            fields=[
                ('id', models.UUIDField(default=hejie.base.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('side', models.TextField()),
                ('name', hejie.base.fields.SealedTextField()),
                ('phone', hejie.base.fields.SealedTextField(null=True)),
                ('phone_index', hejie.base.fields.BlindIndexField(db_index=True, purpose='phone', source='phone')),
                ('id_number', hejie.base.fields.SealedTextField(null=True)),
                ('address', hejie.base.fields.SealedTextField(null=True)),
                ('identity_checked_at', models.DateTimeField(null=True)),
                ('reached_at', models.DateTimeField(help_text='first proof that the notice was seen', null=True)),
                ('answered_at', models.DateTimeField(help_text='first act of this side', null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parties', to='cases.case')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('trader', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='traders.trader')),
            ],
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.UUIDField(default=hejie.base.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('secret_hash', models.CharField(max_length=64, unique=True)),
                ('made_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('opened_at', models.DateTimeField(null=True)),
                ('revoked_at', models.DateTimeField(null=True)),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='cases.party')),
            ],
        ),
        migrations.CreateModel(
            name='RecordContent',
            fields=[
                ('id', models.UUIDField(default=hejie.base.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('salt', models.CharField(max_length=32)),
                ('body', hejie.base.fields.SealedJSONField()),
                ('record', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='content', to='cases.caserecord')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('closed_at', None)), fields=['office', 'next_due_on', 'id'], name='case_office_due'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('closed_at', None)), fields=['trader', 'next_due_on', 'id'], name='case_trader_due'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('closed_at', None)), fields=['mediator', 'next_due_on', 'id'], name='case_mediator_due'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['office', 'state', 'id'], name='case_office_state'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['trader', 'state', 'id'], name='case_trader_state'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['state', 'id'], name='case_state'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(('amount__isnull', True), ('amount__gte', 0), _connector='OR'), name='case_amount_not_negative'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['complaint', 'report', 'enquiry'])), name='case_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='caserecord',
            constraint=models.UniqueConstraint(fields=('case', 'seq'), name='record_seq_once'),
        ),
        migrations.AddConstraint(
            model_name='caserecord',
            constraint=models.UniqueConstraint(fields=('case', 'key'), name='record_key_once'),
        ),
        migrations.AddIndex(
            model_name='deadline',
            index=models.Index(condition=models.Q(('closed_at', None), ('missed_at', None)), fields=['due_on', 'id'], name='deadline_to_sweep'),
        ),
        migrations.AddConstraint(
            model_name='deadline',
            constraint=models.UniqueConstraint(condition=models.Q(('closed_at', None)), fields=('case', 'rule'), name='one_open_deadline_a_rule'),
        ),
        migrations.AddConstraint(
            model_name='deadline',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_as', ''), ('closed_at', None)), models.Q(('closed_at__isnull', False), models.Q(('closed_as', ''), _negated=True)), _connector='OR'), name='closed_deadline_says_how'),
        ),
        migrations.AddConstraint(
            model_name='deadlinestep',
            constraint=models.UniqueConstraint(fields=('deadline', 'stage', 'due_on'), name='step_once'),
        ),
        migrations.AddIndex(
            model_name='party',
            index=models.Index(fields=['person', 'case'], name='party_person'),
        ),
        migrations.AddConstraint(
            model_name='party',
            constraint=models.UniqueConstraint(fields=('case', 'side'), name='one_party_a_side'),
        ),
    ]
