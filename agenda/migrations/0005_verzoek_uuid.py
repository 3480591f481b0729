"""A stable key for what is asked of a party, so that its answer lives on beside an adopted agenda."""

import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("agenda", "0004_toch_reden")]

    operations = [
        migrations.AddField("Verzoek", "uuid", models.UUIDField(null=True)),
        migrations.RunSQL("UPDATE agenda_verzoek SET uuid = gen_random_uuid()", migrations.RunSQL.noop),
        migrations.AlterField(
            "Verzoek", "uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
        ),
    ]
