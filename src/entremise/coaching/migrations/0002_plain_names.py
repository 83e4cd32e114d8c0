from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("coaching", "0001_initial")]

    operations = [
        migrations.RenameField("CoachApplication", "decision_words", "decision_message"),
        migrations.RenameField("Pairing", "end_words", "end_comment"),
    ]
