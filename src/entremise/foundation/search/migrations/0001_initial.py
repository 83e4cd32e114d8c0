import django.db.models.deletion
import entremise.foundation.search.models
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='IndexVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20, unique=True)),
                ('epoch', models.CharField(default=entremise.foundation.search.models.new_epoch, max_length=16)),
                ('changes', models.PositiveBigIntegerField(default=0)),
                ('losses', models.PositiveBigIntegerField(default=0)),
                ('documents', models.PositiveBigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20)),
                ('key', models.CharField(max_length=22)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('kind', 'key'), name='one_document_per_key')],
            },
        ),
        migrations.CreateModel(
            name='TradeLabel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=10)),
                ('text', models.CharField(max_length=160)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('code', 'text'), name='one_label_per_code')],
            },
        ),
        migrations.CreateModel(
            name='TradeMobility',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=10)),
                ('to', models.CharField(max_length=10)),
                ('kind', models.CharField(choices=[('near', 'métier proche'), ('evolution', 'évolution possible')], max_length=10)),
            ],
            options={
                'verbose_name_plural': 'mobilities',
                'constraints': [models.UniqueConstraint(fields=('code', 'to'), name='one_mobility_per_pair')],
            },
        ),
        migrations.CreateModel(
            name='Word',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20)),
                ('term', models.CharField(max_length=60)),
                ('form', models.CharField(max_length=60)),
                ('documents', models.PositiveIntegerField(default=0)),
                ('changed', models.PositiveBigIntegerField(default=0)),
            ],
            options={
                'indexes': [models.Index(fields=['kind', 'changed'], name='word_by_change')],
                'constraints': [models.UniqueConstraint(fields=('kind', 'term'), name='one_word_per_term')],
            },
        ),
        migrations.CreateModel(
            name='Facet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20)),
                ('name', models.CharField(max_length=20)),
                ('value', models.CharField(max_length=60)),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='facets', to='search.document')),
            ],
            options={
                'indexes': [models.Index(fields=['kind', 'name', 'value', 'document'], name='facet_by_value')],
            },
        ),
        migrations.CreateModel(
            name='Posting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('weight', models.FloatField()),
                ('document', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='postings', to='search.document')),
                ('word', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='postings', to='search.word')),
            ],
            options={
                'indexes': [models.Index(fields=['word', '-weight', 'document'], name='posting_by_weight'), models.Index(fields=['document', 'word', 'weight'], name='posting_by_document')],
            },
        ),
    ]
