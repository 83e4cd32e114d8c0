import django.db.models.deletion
import entremise.foundation.kit.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('candidates', '0001_initial'),
        ('companies', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Approach',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=entremise.foundation.kit.models.new_code, editable=False, max_length=22, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('kind', models.CharField(choices=[('from_company', 'Une entreprise propose une rencontre'), ('introduction', 'Une mise en relation'), ('from_candidate', 'La personne va vers une entreprise')], max_length=15)),
                ('contact_name', models.CharField(blank=True, max_length=120)),
                ('contact_email', models.EmailField(blank=True, max_length=254)),
                ('contact_phone', models.CharField(blank=True, max_length=20)),
                ('message', models.TextField()),
                ('job_idea', models.CharField(blank=True, max_length=120)),
                ('place', models.CharField(blank=True, max_length=200)),
                ('wished_at', models.CharField(blank=True, max_length=200)),
                ('state', models.CharField(choices=[('held', 'L’équipe la relit'), ('let_through', 'Transmise à la personne'), ('accepted', 'Acceptée par la personne'), ('declined', 'Déclinée par la personne'), ('stopped', 'Arrêtée par l’équipe'), ('closed', 'Close')], default='held', max_length=12)),
                ('answer_by', models.DateField()),
                ('forwarded_at', models.DateTimeField(blank=True, null=True)),
                ('share_token', models.CharField(blank=True, max_length=8)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('decision_message', models.TextField(blank=True)),
                ('candidate', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='approaches', to='candidates.candidate')),
                ('company', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='approaches', to='companies.company')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='approaches_owned', to=settings.AUTH_USER_MODEL)),
                ('sender', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='approaches_sent', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name_plural': 'approaches',
                'ordering': ['answer_by', 'created_at'],
            },
        ),
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=entremise.foundation.kit.models.new_code, editable=False, max_length=22, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('kind', models.CharField(choices=[('coach_session', 'Rendez-vous avec le coach'), ('first', 'Première rencontre avec l’équipe'), ('three_way', 'Démarrage à trois'), ('transforming', 'Rencontre avec une entreprise'), ('visit', 'Visite d’entreprise'), ('immersion', 'Immersion'), ('interview', 'Entretien'), ('workshop', 'Atelier')], max_length=15)),
                ('state', models.CharField(choices=[('proposed', 'Proposée'), ('agreed', 'Convenue'), ('held', 'A eu lieu'), ('claimed', 'A eu lieu, à confirmer par l’autre côté'), ('no_show', 'Quelqu’un n’est pas venu'), ('cancelled', 'Annulée'), ('rescheduled', 'Reportée')], default='proposed', max_length=12)),
                ('starts_at', models.DateTimeField()),
                ('minutes', models.PositiveSmallIntegerField(default=60)),
                ('place', models.CharField(max_length=200)),
                ('directions', models.TextField(blank=True)),
                ('remote', models.BooleanField(default=False)),
                ('remote_reason', models.CharField(blank=True, max_length=200)),
                ('candidate_agreed_at', models.DateTimeField(blank=True, null=True)),
                ('other_agreed_at', models.DateTimeField(blank=True, null=True)),
                ('candidate_code', models.CharField(max_length=4)),
                ('other_code', models.CharField(max_length=4)),
                ('candidate_confirmed_at', models.DateTimeField(blank=True, null=True)),
                ('other_confirmed_at', models.DateTimeField(blank=True, null=True)),
                ('sequence', models.PositiveIntegerField(default=0)),
                ('change_message', models.TextField(blank=True)),
                ('missing_side', models.CharField(blank=True, choices=[('candidate', 'la personne'), ('other', 'l’autre côté')], max_length=9)),
                ('approach', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='meetings', to='meetings.approach')),
                ('brokered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='meetings_brokered', to=settings.AUTH_USER_MODEL)),
                ('candidate', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='meetings', to='candidates.candidate')),
                ('company', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='meetings', to='companies.company')),
                ('proposed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['starts_at'],
            },
        ),
        migrations.CreateModel(
            name='Debrief',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('side', models.CharField(choices=[('candidate', 'la personne'), ('other', 'l’autre côté')], max_length=9)),
                ('changed', models.TextField()),
                ('next_step', models.CharField(choices=[('second_meeting', 'Se revoir'), ('immersion', 'Une immersion'), ('job', 'Une proposition d’emploi'), ('sketch', 'Dessiner un poste ensemble'), ('network', 'Présenter quelqu’un d’autre'), ('nothing', 'En rester là')], max_length=15)),
                ('comment', models.TextField(blank=True)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='debriefs', to='meetings.meeting')),
            ],
        ),
        migrations.CreateModel(
            name='Attendance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(blank=True, max_length=120)),
                ('title', models.CharField(blank=True, max_length=120)),
                ('side', models.CharField(choices=[('candidate', 'la personne'), ('other', 'l’autre côté')], default='other', max_length=9)),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='attendances', to=settings.AUTH_USER_MODEL)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attendances', to='meetings.meeting')),
            ],
        ),
        migrations.CreateModel(
            name='Preparation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('side', models.CharField(choices=[('candidate', 'la personne'), ('other', 'l’autre côté')], max_length=9)),
                ('wants', models.TextField(blank=True)),
                ('needs', models.TextField(blank=True)),
                ('at', models.DateTimeField(auto_now=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='preparations', to='meetings.meeting')),
            ],
        ),
        migrations.AddIndex(
            model_name='approach',
            index=models.Index(condition=models.Q(('state__in', ('held', 'let_through'))), fields=['answer_by'], name='approach_waiting'),
        ),
        migrations.AddConstraint(
            model_name='approach',
            constraint=models.UniqueConstraint(condition=models.Q(('company__isnull', False), ('state__in', ('held', 'let_through'))), fields=('company', 'candidate'), name='one_waiting_approach'),
        ),
        migrations.AddIndex(
            model_name='meeting',
            index=models.Index(fields=['state', 'starts_at'], name='meeting_agenda'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'held'), _negated=True), models.Q(('candidate_confirmed_at__isnull', False), ('other_confirmed_at__isnull', False)), _connector='OR'), name='held_needs_both_sides'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(('remote', False), models.Q(('remote_reason', ''), _negated=True), _connector='OR'), name='remote_needs_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='debrief',
            constraint=models.UniqueConstraint(fields=('meeting', 'side'), name='one_debrief_per_side'),
        ),
        migrations.AddConstraint(
            model_name='attendance',
            constraint=models.UniqueConstraint(condition=models.Q(('user__isnull', False)), fields=('meeting', 'user'), name='once_per_meeting'),
        ),
        migrations.AddConstraint(
            model_name='preparation',
            constraint=models.UniqueConstraint(fields=('meeting', 'side'), name='one_preparation_per_side'),
        ),
    ]
