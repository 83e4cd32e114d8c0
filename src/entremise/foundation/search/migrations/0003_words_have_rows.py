from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("search", "0002_begin_anew")]
    operations = [migrations.DeleteModel("Posting")]
