"""The wall: keys between two tables with a wijk stay inside that wijk."""

from django.db import migrations

from kern.migratie import AddCompositeKey

KEYS = [
    ("Agendagroeplid", "link"),
    ("Groepskeuze", "lid"),
    ("Groepskeuze", "agendapunt"),
    ("Groepsstem", "lid"),
    ("Groepsstem", "agenda"),
    ("Teamvraag", "agenda"),
    ("Reactieronde", "agenda"),
    ("Reactie", "agenda"),
    ("Reactie", "ronde"),
    ("Reactie", "lid"),
    ("Steun", "agenda"),
    ("Behoefte", "agenda"),
    ("Toezegging", "agenda"),
    ("Toezegging", "behoefte"),
    ("Toezegging", "aanbod"),
    ("Toezegging", "link"),
    ("Verzoekvraag", "verzoek"),
    ("Verzoekvraag", "link"),
    ("Voortgangsvraag", "agenda"),
    ("Voortgangsvraag", "link"),
    ("Volger", "link"),
    ("Actieoordeel", "agenda"),
    ("Actieoordeel", "lid"),
    ("Succesverhaal", "agenda"),
]


class Migration(migrations.Migration):
    dependencies = [("agenda", "0008_samen"), ("bewoners", "0006_aanbod_sloten")]

    operations = [AddCompositeKey(model, field) for model, field in KEYS]
