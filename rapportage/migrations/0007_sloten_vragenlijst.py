"""The wall: a pile of questionnaires and a list with its report are of the same wijk."""

from django.db import migrations

from kern.migratie import AddCompositeKey


class Migration(migrations.Migration):
    dependencies = [("rapportage", "0006_vragenlijst")]

    operations = [
        AddCompositeKey("Rapport", "drukronde"),
        AddCompositeKey("Rapport", "lijst"),
    ]
