"""The wall: keys between two tables with a wijk stay inside that wijk."""

from django.db import migrations

from kern.migratie import AddCompositeKey


class Migration(migrations.Migration):
    dependencies = [("agenda", "0006_koers")]

    operations = [
        AddCompositeKey("Wijkagenda", "vorige"),
        AddCompositeKey("Fasekeuze", "agenda"),
        AddCompositeKey("Zelfscanscore", "zelfscan"),
    ]
