from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("candidates", "0004_cv_by_state")]

    operations = [
        migrations.RenameModel("ReadTranslation", "ApprovedTranslation"),
    ]
