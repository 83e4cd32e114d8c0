import django.db.models.deletion
import entremise.foundation.kit.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('candidates', '0001_initial'),
        ('companies', '0001_initial'),
        ('meetings', '0001_initial'),
        ('opportunities', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Hire',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=entremise.foundation.kit.models.new_code, editable=False, max_length=22, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('employer_name', models.CharField(blank=True, max_length=120)),
                ('title', models.CharField(max_length=120)),
                ('contract', models.CharField(choices=[('cdi', 'CDI'), ('cdd_long', 'CDD de plus de 6 mois'), ('cdd_short', 'CDD de 6 mois ou moins'), ('cddi', 'Contrat d’insertion (CDDI)'), ('apprenticeship', 'Alternance'), ('temporary', 'Intérim'), ('internship', 'Stage'), ('training', 'Formation certifiante'), ('immersion', 'Immersion (PMSMP)'), ('other', 'Autre')], max_length=15)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField(blank=True, null=True)),
                ('weekly_hours', models.DecimalField(decimal_places=1, default=35, max_digits=4)),
                ('built_for_person', models.BooleanField(default=False)),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('end_reason', models.CharField(blank=True, choices=[('term', 'Fin prévue du contrat'), ('trial_employer', 'Fin de la période d’essai par l’employeur'), ('trial_employee', 'Fin de la période d’essai par la personne'), ('resigned', 'La personne a choisi de partir'), ('dismissed', 'Rupture par l’employeur'), ('agreed', 'Départ d’un commun accord'), ('better', 'A trouvé mieux')], max_length=15)),
                ('end_comment', models.TextField(blank=True)),
                ('buddy', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='companies.companymember')),
                ('candidate', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='hires', to='candidates.candidate')),
                ('company', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='hires', to='companies.company')),
                ('manager', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='companies.companymember')),
                ('meeting', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='hires', to='meetings.meeting')),
                ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='hires_owned', to=settings.AUTH_USER_MODEL)),
                ('proposal', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='hire', to='opportunities.proposal')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-starts_on'],
            },
        ),
        migrations.CreateModel(
            name='CheckIn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=entremise.foundation.kit.models.new_code, editable=False, max_length=22, unique=True)),
                ('milestone', models.CharField(choices=[('d-14', '14 jours avant'), ('d1', 'Premier jour'), ('w1', 'Première semaine'), ('w2', 'Deuxième semaine'), ('m1', '1 mois'), ('m3', '3 mois'), ('m6', '6 mois'), ('m9', '9 mois'), ('m12', '12 mois')], max_length=5)),
                ('respondent', models.CharField(choices=[('manager', 'Manager'), ('employee', 'La personne embauchée'), ('coach', 'Coach')], max_length=8)),
                ('due_on', models.DateField()),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('weather', models.CharField(blank=True, choices=[('sunny', 'Ça va bien'), ('cloudy', 'Des choses à régler'), ('stormy', 'C’est difficile')], max_length=6)),
                ('good', models.TextField(blank=True)),
                ('hard', models.TextField(blank=True)),
                ('wants_call', models.BooleanField(default=False)),
                ('still_in_job', models.BooleanField(blank=True, null=True)),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('hire', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='check_ins', to='onboarding.hire')),
            ],
            options={
                'ordering': ['due_on', 'respondent'],
            },
        ),
        migrations.CreateModel(
            name='PlanStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=entremise.foundation.kit.models.new_code, editable=False, max_length=22, unique=True)),
                ('milestone', models.CharField(choices=[('d-14', '14 jours avant'), ('d1', 'Premier jour'), ('w1', 'Première semaine'), ('w2', 'Deuxième semaine'), ('m1', '1 mois'), ('m3', '3 mois'), ('m6', '6 mois'), ('m9', '9 mois'), ('m12', '12 mois')], max_length=5)),
                ('key', models.CharField(max_length=30)),
                ('due_on', models.DateField()),
                ('done_at', models.DateTimeField(blank=True, null=True)),
                ('done_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('hire', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='onboarding.hire')),
            ],
            options={
                'ordering': ['due_on', 'pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='hire',
            constraint=models.UniqueConstraint(fields=('candidate', 'company', 'starts_on'), name='hired_once_a_day'),
        ),
        migrations.AddConstraint(
            model_name='hire',
            constraint=models.CheckConstraint(condition=models.Q(('ended_on', None), models.Q(('end_reason', ''), _negated=True), _connector='OR'), name='an_end_has_its_reason'),
        ),
        migrations.AddConstraint(
            model_name='hire',
            constraint=models.CheckConstraint(condition=models.Q(('company__isnull', False), models.Q(('employer_name', ''), _negated=True), _connector='OR'), name='hired_by_somebody'),
        ),
        migrations.AddIndex(
            model_name='checkin',
            index=models.Index(condition=models.Q(('answered_at', None)), fields=['due_on'], name='check_in_waiting'),
        ),
        migrations.AddConstraint(
            model_name='checkin',
            constraint=models.UniqueConstraint(fields=('hire', 'milestone', 'respondent'), name='each_question_once'),
        ),
        migrations.AddConstraint(
            model_name='planstep',
            constraint=models.UniqueConstraint(fields=('hire', 'key'), name='each_step_once'),
        ),
    ]
