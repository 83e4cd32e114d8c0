from django.db import migrations

from entremise.foundation.kit.migration_operations import ForgetModel


class Migration(migrations.Migration):
    dependencies = [("messaging", "0001_initial")]

    operations = [
        ForgetModel("Task"),
    ]
