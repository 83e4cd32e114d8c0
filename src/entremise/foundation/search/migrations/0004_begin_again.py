"""What is written in the index weighs otherwise now: it is emptied, and the next start writes it again."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def empty(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    for name in ("Posting", "Facet", "Word", "Document"):
        apps.get_model("search", name).objects.all().delete()
    apps.get_model("search", "Stamp").objects.exclude(kind="labels").delete()  # names of trades stay as imported


class Migration(migrations.Migration):
    dependencies = [("search", "0003_words")]
    operations = [migrations.RunPython(empty, migrations.RunPython.noop, elidable=True)]
