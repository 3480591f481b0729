"""The wall: keys between two tables with a wijk stay inside that wijk."""

from django.db import migrations

from kern.migratie import AddCompositeKey


class Migration(migrations.Migration):
    dependencies = [("rapportage", "0001_initial")]

    operations = [
        AddCompositeKey("Rapport", "agenda"),
        AddCompositeKey("Rapport", "versie"),
    ]
