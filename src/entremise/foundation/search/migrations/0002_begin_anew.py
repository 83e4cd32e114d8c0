"""The index is made from what was published: what an older shape of it held is dropped, `entremise search rebuild` fills it."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def empty(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    for name in ("Posting", "Facet", "Word", "Document"):
        apps.get_model("search", name).objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(empty, migrations.RunPython.noop, elidable=True)]
