from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("web", "0001_initial")]

    operations = [
        migrations.RemoveConstraint("RateLimit", "one_allowance_per_key"),
        migrations.RenameField("RateLimit", "bucket", "scope"),
        migrations.AddConstraint(
            "RateLimit",
            models.UniqueConstraint(
                fields=["scope", "key"], name="one_rate_limit_per_key"
            ),
        ),
    ]
