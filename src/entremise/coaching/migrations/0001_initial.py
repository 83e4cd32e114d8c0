import django.db.models.deletion
import entremise.foundation.kit.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        ('candidates', '0001_initial'),
        ('meetings', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Coach',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=entremise.foundation.kit.models.new_code, editable=False, max_length=22, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('capacity', models.PositiveSmallIntegerField(default=1)),
                ('languages', models.CharField(blank=True, max_length=120)),
                ('about', models.TextField(blank=True)),
                ('state', models.CharField(choices=[('active', 'Coach'), ('paused', 'En pause'), ('ended', 'A arrêté')], default='active', max_length=10)),
                ('charter_version', models.CharField(blank=True, max_length=20)),
                ('charter_accepted_at', models.DateTimeField(blank=True, null=True)),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='coach', to=settings.AUTH_USER_MODEL)),
                ('zone', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='coaches', to='accounts.zone')),
            ],
            options={
                'verbose_name_plural': 'coaches',
                'ordering': ['user__first_name', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='CoachApplication',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=entremise.foundation.kit.models.new_code, editable=False, max_length=22, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('first_name', models.CharField(max_length=80)),
                ('last_name', models.CharField(max_length=80)),
                ('email', models.EmailField(max_length=254)),
                ('phone', models.CharField(blank=True, max_length=20)),
                ('languages', models.CharField(blank=True, max_length=120)),
                ('about', models.TextField()),
                ('capacity', models.PositiveSmallIntegerField(default=1)),
                ('language', models.CharField(default='fr', max_length=8)),
                ('state', models.CharField(choices=[('received', 'À rencontrer'), ('accepted', 'Acceptée'), ('declined', 'Déclinée')], default='received', max_length=10)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('decision_message', models.TextField(blank=True)),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('zone', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='coach_applications', to='accounts.zone')),
            ],
            options={
                'ordering': ['created_at'],
            },
        ),
        migrations.CreateModel(
            name='Pairing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=entremise.foundation.kit.models.new_code, editable=False, max_length=22, unique=True)),
                ('started_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('end_reason', models.CharField(blank=True, choices=[('goal', 'Le but est atteint'), ('term', 'Les six mois sont passés'), ('candidate', 'À la demande de la personne'), ('coach', 'À la demande du coach'), ('team', 'Décision de l’équipe')], max_length=10)),
                ('end_comment', models.TextField(blank=True)),
                ('candidate', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pairings', to='candidates.candidate')),
                ('coach', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pairings', to='coaching.coach')),
                ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('start_meeting', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='meetings.meeting')),
                ('started_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-started_at'],
            },
        ),
        migrations.CreateModel(
            name='SessionLog',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=entremise.foundation.kit.models.new_code, editable=False, max_length=22, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('on', models.DateField()),
                ('minutes', models.PositiveSmallIntegerField(default=120)),
                ('in_person', models.BooleanField(default=True)),
                ('mood', models.CharField(choices=[('good', 'Ça avance'), ('slow', 'C’est lent'), ('hard', 'C’est difficile')], max_length=4)),
                ('did', models.TextField()),
                ('next_step', models.CharField(blank=True, max_length=200)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL)),
                ('meeting', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='meetings.meeting')),
                ('pairing', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sessions', to='coaching.pairing')),
            ],
            options={
                'ordering': ['-on', '-pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='pairing',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('candidate',), name='one_live_coach'),
        ),
    ]
