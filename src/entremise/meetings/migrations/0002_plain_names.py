from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("meetings", "0001_initial")]

    operations = [
        migrations.RenameField("Approach", "words", "message"),
        migrations.RenameField("Approach", "let_through_at", "forwarded_at"),
        migrations.RenameField("Approach", "decision_words", "decision_message"),
        migrations.RenameField("Meeting", "ended_words", "change_message"),
        migrations.RenameField("Meeting", "access", "directions"),
        migrations.RenameField("Debrief", "words", "comment"),
    ]
