from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("oversight", "0001_initial"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="done",
            name="done_office",
        ),
        migrations.AddIndex(
            model_name="done",
            index=models.Index(fields=["office", "done_at"], include=("rule", "due_on"), name="done_office"),
        ),
    ]
