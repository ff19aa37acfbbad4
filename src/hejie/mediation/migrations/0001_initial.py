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
            name='Draft',
            fields=[
                ('id', models.UUIDField(default=hejie.base.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('text', hejie.base.fields.SealedTextField()),
                ('version', models.PositiveIntegerField()),
                ('edited_by', models.TextField(help_text='role')),
                ('edited_at', models.DateTimeField()),
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='cases.case')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Consent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.TextField()),
                ('at', models.DateTimeField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='cases.case')),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.caserecord')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('case', 'role'), name='consent_once_a_side')],
            },
        ),
    ]
