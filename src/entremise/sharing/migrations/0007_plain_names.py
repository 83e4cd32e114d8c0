from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("sharing", "0006_gallery_moved")]

    operations = [
        migrations.RenameModel("Greedy", "SuspectedScraper"),
        migrations.RenameModel("ShareWords", "ShareMessage"),
    ]
