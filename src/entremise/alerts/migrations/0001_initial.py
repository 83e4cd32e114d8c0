import django.db.models.deletion
import entremise.foundation.kit.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('companies', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='SavedSearch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=entremise.foundation.kit.models.new_code, editable=False, max_length=22, unique=True)),
                ('name', models.CharField(max_length=80)),
                ('text', models.CharField(blank=True, max_length=100)),
                ('facets', models.JSONField(blank=True, default=dict)),
                ('around', models.PositiveSmallIntegerField(default=0)),
                ('exact', models.BooleanField(default=False)),
                ('every_days', models.PositiveSmallIntegerField(choices=[(0, 'Jamais'), (30, 'Une fois par mois au plus'), (7, 'Une fois par semaine au plus')], default=30)),
                ('since', models.DateTimeField()),
                ('previous_since', models.DateTimeField(blank=True, null=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('company', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='saved_searches', to='companies.company')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='saved_searches', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['name', 'pk'],
                'indexes': [models.Index(condition=models.Q(('every_days', 0), _negated=True), fields=['since'], name='letter_due')],
            },
        ),
    ]
