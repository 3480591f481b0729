"""Why an agenda was adopted although something was missing; a counter of saves on what the municipality said."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("agenda", "0003_versieslot")]

    operations = [
        migrations.AddField(
            model_name="agendaversie",
            name="toch_reden",
            field=models.CharField(
                blank=True, default="", max_length=300, verbose_name="waarom toch vaststellen"
            ),
        ),
        migrations.AddField(
            model_name="aanbieding",
            name="revisie",
            field=models.PositiveIntegerField(default=1),
        ),
    ]
