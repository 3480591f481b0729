"""An offer can be kept longer, or taken away, by a link in a mail."""

import django.db.models.deletion
from django.db import migrations, models

from kern.migratie import AddCompositeKey


class Migration(migrations.Migration):
    dependencies = [("bewoners", "0006_aanbod_sloten"), ("wijken", "0007_toegangslink")]

    operations = [
        migrations.AddField(
            model_name="aanbod",
            name="link",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="aanbod",
                to="wijken.toegangslink",
            ),
        ),
        AddCompositeKey("Aanbod", "link"),
    ]
