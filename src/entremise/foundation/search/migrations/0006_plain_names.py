from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("search", "0005_covering_indexes")]

    operations = [
        migrations.RenameModel("Stamp", "IndexVersion"),
        migrations.RenameModel("Label", "TradeLabel"),
        migrations.RenameModel("Mobility", "TradeMobility"),
        migrations.RemoveConstraint("TradeLabel", "one_label_per_code"),
        migrations.RenameField("TradeLabel", "words", "text"),
        migrations.AddConstraint(
            "TradeLabel",
            models.UniqueConstraint(
                fields=["code", "text"], name="one_label_per_code"
            ),
        ),
    ]
