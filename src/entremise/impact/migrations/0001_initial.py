import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Target',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('indicator', models.CharField(max_length=40)),
                ('value', models.PositiveIntegerField()),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField()),
                ('zone', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, to='accounts.zone')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('indicator', 'starts_on', 'zone'), name='one_target_per_zone'), models.UniqueConstraint(condition=models.Q(('zone', None)), fields=('indicator', 'starts_on'), name='one_target_for_all')],
            },
        ),
    ]
