import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('candidates', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='RankingRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slot', models.PositiveIntegerField(unique=True)),
                ('started_at', models.DateTimeField()),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name='GalleryCard',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fingerprint', models.CharField(max_length=32)),
                ('content', models.BinaryField()),
                ('publication', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='card', to='candidates.publication')),
            ],
        ),
        migrations.CreateModel(
            name='GalleryRank',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slot', models.PositiveIntegerField()),
                ('rank', models.BigIntegerField()),
                ('publication', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='gallery_ranks', to='candidates.publication')),
            ],
            options={
                'indexes': [models.Index(fields=['slot', 'rank', 'publication'], name='gallery_rank_order')],
                'constraints': [models.UniqueConstraint(fields=('publication', 'slot'), name='one_gallery_rank_per_slot')],
            },
        ),
        migrations.CreateModel(
            name='ImpressionCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slot', models.PositiveIntegerField()),
                ('shown', models.PositiveIntegerField(default=0)),
                ('candidate', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='impression_counts', to='candidates.candidate')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('slot', 'candidate'), name='one_impression_count_per_slot')],
            },
        ),
    ]
