"""The wall: keys between two tables with a wijk stay inside that wijk."""

from django.db import migrations

from kern.migratie import AddCompositeKey


class Migration(migrations.Migration):
    dependencies = [("agenda", "0001_initial")]

    operations = [
        AddCompositeKey("Agendapunt", "agenda"),
        AddCompositeKey("Actie", "agendapunt"),
        AddCompositeKey("Verzoek", "agendapunt"),
        AddCompositeKey("Onderbouwing", "agendapunt"),
        AddCompositeKey("Onderbouwing", "bundel"),
        AddCompositeKey("Onderbouwing", "inbreng"),
        AddCompositeKey("Terugkoppeling", "bundel"),
        AddCompositeKey("AgendaVersie", "agenda"),
        AddCompositeKey("Aanbieding", "versie"),
        AddCompositeKey("Voortgang", "agenda"),
    ]
