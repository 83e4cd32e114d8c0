from django.db import migrations

from . import _triggers


def create(apps, schema_editor):
    for sql in getattr(_triggers, f"{schema_editor.connection.vendor}_create")():
        schema_editor.execute(sql)


def drop(apps, schema_editor):
    for sql in getattr(_triggers, f"{schema_editor.connection.vendor}_drop")():
        schema_editor.execute(sql)


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]

    operations = [migrations.RunPython(create, drop)]
