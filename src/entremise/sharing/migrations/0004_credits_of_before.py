"""Contacts made before credits existed: those that carried the link of their person owe it to that link."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def credit(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    credits = apps.get_model("sharing", "Credit").objects
    links = {(link.token, link.candidate_id): link for link in apps.get_model("sharing", "ShareLink").objects.all()}
    carried = apps.get_model("meetings", "Approach").objects.exclude(share_token="").filter(credits=None)
    for approach in carried.iterator():
        if link := links.get((approach.share_token, approach.candidate_id)):
            credits.create(approach=approach, link=link, how="carried")


class Migration(migrations.Migration):
    dependencies = [("sharing", "0003_share_words"), ("meetings", "0001_initial")]
    operations = [migrations.RunPython(credit, migrations.RunPython.noop, elidable=True)]
