"""Sessions opened by a card before the card was kept with them: nobody knows by whose card."""

from django.db import migrations
from django.utils import timezone


def end_card_sessions(apps, schema_editor):
    apps.get_model("accounts", "UserSession").objects.filter(
        method="card", ended_at=None
    ).update(ended_at=timezone.now())


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0006_card_sessions"),
    ]

    operations = [
        migrations.RunPython(end_card_sessions, migrations.RunPython.noop),
    ]
