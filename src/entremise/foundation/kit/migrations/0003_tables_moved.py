from django.db import migrations

from entremise.foundation.kit.migration_operations import ForgetModel


class Migration(migrations.Migration):
    dependencies = [("kit", "0002_stamp")]

    operations = [
        ForgetModel("Allowance"),
        ForgetModel("OutboxMessage"),
        ForgetModel("Stamp"),
        ForgetModel("SubmittedForm"),
    ]
