"""The table of Django's database cache: rate limits and used codes, seen by every process, lost in a crash."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("base", "0001_initial")]
    operations = [
        migrations.RunSQL(
            """
            CREATE UNLOGGED TABLE base_cache (
                cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamptz NOT NULL
            );
            CREATE INDEX base_cache_expires ON base_cache (expires);
            """,
            "DROP TABLE base_cache",
        )
    ]
