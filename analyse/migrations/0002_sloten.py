"""The wall: keys between two tables with a wijk stay inside that wijk."""

from django.db import migrations

from kern.migratie import AddCompositeKey

KEYS = [
    ("Vraag", "lijst"),
    ("Inzending", "lijst"),
    ("Inzending", "volgcode"),
    ("Inzending", "drukronde"),
    ("Inzending", "deurronde"),
    ("Inzending", "bestand"),
    ("Antwoord", "inzending"),
    ("Antwoord", "vraag"),
    ("Antwoord", "inbreng"),
    ("Drukronde", "lijst"),
    ("Invoeravond", "lijst"),
    ("Invoeravond", "link"),
    ("Lijstinvoer", "inzending"),
    ("Lijstinvoer", "avond"),
    ("Deurronde", "lijst"),
    ("Straatdeel", "ronde"),
    ("Antwoordbestand", "lijst"),
    ("Uitslag", "vraag"),
]


class Migration(migrations.Migration):
    dependencies = [("analyse", "0001_vragenlijst")]

    operations = [AddCompositeKey(model, field) for model, field in KEYS]
