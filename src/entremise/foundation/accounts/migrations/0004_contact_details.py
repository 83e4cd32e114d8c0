from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_entry_link")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="contact_email",
            field=models.EmailField(blank=True, max_length=254),
        ),
        migrations.AddField(
            model_name="user",
            name="contact_phone",
            field=models.CharField(blank=True, max_length=20),
        ),
    ]
