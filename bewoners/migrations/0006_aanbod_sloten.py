"""The wall: keys between two tables with a wijk stay inside that wijk."""

from django.db import migrations

from kern.migratie import AddCompositeKey


class Migration(migrations.Migration):
    dependencies = [("bewoners", "0005_aanbod")]

    operations = [AddCompositeKey("Aanbod", "volgcode")]
