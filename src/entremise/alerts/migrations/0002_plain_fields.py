from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("alerts", "0001_initial")]
    operations = [
        migrations.RenameField("SavedSearch", "words", "text"),
        migrations.RenameField("SavedSearch", "before", "previous_since"),
    ]
