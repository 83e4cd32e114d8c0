from django.db import migrations

from entremise.foundation.kit.migration_operations import ForgetModel


class Migration(migrations.Migration):
    dependencies = [("sharing", "0005_cards")]

    operations = [
        ForgetModel("Card"),
        ForgetModel("Draw"),
        ForgetModel("Exposure"),
        ForgetModel("Standing"),
    ]
