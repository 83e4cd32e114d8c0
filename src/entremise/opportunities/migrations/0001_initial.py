import django.db.models.deletion
import entremise.foundation.kit.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        ('candidates', '0001_initial'),
        ('companies', '0001_initial'),
        ('meetings', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Opportunity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=entremise.foundation.kit.models.new_code, editable=False, max_length=22, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('kind', models.CharField(choices=[('posted', 'Une annonce'), ('sketch', 'Un poste dessiné pour une personne'), ('external', 'Trouvée ailleurs')], max_length=10)),
                ('employer_name', models.CharField(blank=True, max_length=120)),
                ('external_url', models.URLField(blank=True)),
                ('title', models.CharField(max_length=120)),
                ('family', models.CharField(blank=True, choices=[('logistics', 'Logistique et approvisionnement'), ('administration', 'Assistanat et administratif'), ('construction', 'Bâtiment'), ('food', 'Restauration et hôtellerie'), ('retail', 'Commerce et distribution'), ('care', 'Aide et service à la personne'), ('cleaning', 'Propreté'), ('industry', 'Maintenance et industrie'), ('craft', 'Artisanat'), ('transport', 'Transport'), ('digital', 'Informatique et digital'), ('security', 'Sécurité'), ('communication', 'Communication et marketing'), ('culture', 'Culture et art'), ('nature', 'Agriculture et espaces verts'), ('social', 'Social et associatif'), ('finance', 'Finance, juridique et RH'), ('health', 'Santé')], max_length=20)),
                ('rome', models.CharField(blank=True, max_length=5)),
                ('contract', models.CharField(blank=True, choices=[('cdi', 'CDI'), ('cdd_long', 'CDD de plus de 6 mois'), ('cdd_short', 'CDD de 6 mois ou moins'), ('cddi', 'Contrat d’insertion (CDDI)'), ('apprenticeship', 'Alternance'), ('temporary', 'Intérim'), ('internship', 'Stage'), ('training', 'Formation certifiante'), ('immersion', 'Immersion (PMSMP)'), ('other', 'Autre')], max_length=15)),
                ('place', models.CharField(blank=True, max_length=200)),
                ('hours', models.CharField(blank=True, max_length=120)),
                ('description', models.TextField(blank=True)),
                ('languages', models.JSONField(blank=True, default=list)),
                ('licences', models.JSONField(blank=True, default=list)),
                ('does_well', models.TextField(blank=True)),
                ('left_undone', models.TextField(blank=True)),
                ('state', models.CharField(choices=[('draft', 'En préparation'), ('held', 'L’équipe le relit'), ('open', 'Ouvert'), ('refused', 'Non retenu'), ('closed', 'Clos'), ('filled', 'Pourvu')], default='draft', max_length=10)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('decision_message', models.TextField(blank=True)),
                ('born_from', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='opportunities', to='meetings.meeting')),
                ('company', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='opportunities', to='companies.company')),
                ('created_for', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='sketches', to='candidates.candidate')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('proposed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('zone', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='opportunities', to='accounts.zone')),
            ],
            options={
                'verbose_name_plural': 'opportunities',
                'ordering': ['-created_at'],
            },
        ),
        migrations.CreateModel(
            name='DismissedLead',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=entremise.foundation.kit.models.new_code, editable=False, max_length=22, unique=True)),
                ('reason', models.CharField(choices=[('not_for_me', 'Cela ne convient pas'), ('not_now', 'Pas maintenant'), ('too_far', 'C’est trop loin'), ('hours', 'Les horaires ne vont pas'), ('done_with', 'Plus envie de ce métier')], max_length=12)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('candidate', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='dismissed_leads', to='candidates.candidate')),
                ('company', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='dismissed_leads', to='companies.company')),
                ('opportunity', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='dismissed_leads', to='opportunities.opportunity')),
            ],
            options={
                'verbose_name_plural': 'dismissed leads',
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Proposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=entremise.foundation.kit.models.new_code, editable=False, max_length=22, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('state', models.CharField(choices=[('to_consider', 'À regarder'), ('interested', 'Intéresse la personne'), ('contacted', 'Contact pris'), ('meeting', 'Rencontre'), ('trial', 'Essai ou immersion'), ('offered', 'Embauche proposée'), ('hired', 'Embauche'), ('declined', 'Déclinée par la personne'), ('closed', 'Close par l’employeur')], default='to_consider', max_length=12)),
                ('message', models.TextField(blank=True)),
                ('answer_by', models.DateField()),
                ('closing_reason', models.CharField(blank=True, choices=[('filled', 'Le poste est pourvu'), ('stopped', 'Le poste n’existe plus'), ('skills', 'Il manque un savoir-faire indispensable'), ('language', 'Le poste demande plus de français à l’écrit'), ('hours', 'Les horaires ou le lieu ne conviennent pas'), ('project', 'Le projet de la personne est ailleurs'), ('other', 'Autre')], max_length=10)),
                ('employer_message', models.TextField(blank=True)),
                ('closing_message', models.TextField(blank=True)),
                ('told_at', models.DateTimeField(blank=True, null=True)),
                ('candidate', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='proposals', to='candidates.candidate')),
                ('meeting', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='proposals', to='meetings.meeting')),
                ('opportunity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='proposals', to='opportunities.opportunity')),
                ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='proposals_owned', to=settings.AUTH_USER_MODEL)),
                ('told_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['answer_by', 'created_at'],
            },
        ),
        migrations.CreateModel(
            name='ProposalMove',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('was', models.CharField(blank=True, choices=[('to_consider', 'À regarder'), ('interested', 'Intéresse la personne'), ('contacted', 'Contact pris'), ('meeting', 'Rencontre'), ('trial', 'Essai ou immersion'), ('offered', 'Embauche proposée'), ('hired', 'Embauche'), ('declined', 'Déclinée par la personne'), ('closed', 'Close par l’employeur')], max_length=12)),
                ('became', models.CharField(choices=[('to_consider', 'À regarder'), ('interested', 'Intéresse la personne'), ('contacted', 'Contact pris'), ('meeting', 'Rencontre'), ('trial', 'Essai ou immersion'), ('offered', 'Embauche proposée'), ('hired', 'Embauche'), ('declined', 'Déclinée par la personne'), ('closed', 'Close par l’employeur')], max_length=12)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL)),
                ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='moves', to='opportunities.proposal')),
            ],
            options={
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='opportunity',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'sketch'), _negated=True), ('created_for__isnull', False), ('state__in', ['closed', 'filled']), _connector='OR'), name='a_sketch_is_for_somebody'),
        ),
        migrations.AddConstraint(
            model_name='dismissedlead',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('company__isnull', False), ('opportunity', None)), models.Q(('company', None), ('opportunity__isnull', False)), _connector='OR'), name='dismissed_lead_is_one_thing'),
        ),
        migrations.AddConstraint(
            model_name='dismissedlead',
            constraint=models.UniqueConstraint(fields=('candidate', 'opportunity'), name='opportunity_dismissed_once'),
        ),
        migrations.AddConstraint(
            model_name='dismissedlead',
            constraint=models.UniqueConstraint(fields=('candidate', 'company'), name='company_dismissed_once'),
        ),
        migrations.AddIndex(
            model_name='proposal',
            index=models.Index(condition=models.Q(('state__in', ('to_consider', 'interested', 'contacted', 'meeting', 'trial', 'offered'))), fields=['answer_by'], name='proposal_waiting'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.UniqueConstraint(fields=('opportunity', 'candidate'), name='proposed_once'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'closed'), _negated=True), models.Q(('closing_reason', ''), _negated=True), _connector='OR'), name='closing_has_its_reason'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(('told_at', None), models.Q(('closing_message', ''), _negated=True), _connector='OR'), name='told_with_a_message'),
        ),
    ]
