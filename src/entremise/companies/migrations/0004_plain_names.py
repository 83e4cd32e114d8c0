from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("companies", "0003_obstacles_removed")]

    operations = [
        migrations.RenameField("Company", "removed", "removed_obstacles"),
        migrations.RenameField("Company", "decision_words", "decision_message"),
    ]
