from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("search", "0005_covering_indexes")]

    operations = [
        migrations.RenameModel("Stamp", "IndexVersion"),
        migrations.RenameModel("Label", "TradeLabel"),
        migrations.RenameModel("Mobility", "TradeMobility"),
    ]
