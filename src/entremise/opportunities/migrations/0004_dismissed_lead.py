from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("opportunities", "0003_words_of_set_aside")]

    operations = [
        migrations.RenameModel("SetAside", "DismissedLead"),
    ]
