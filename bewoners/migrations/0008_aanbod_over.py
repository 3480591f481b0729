"""An offer remembers for which action of the agenda it was made."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("bewoners", "0007_aanbod_link")]

    operations = [
        migrations.AddField(
            model_name="aanbod",
            name="over",
            field=models.UUIDField(blank=True, help_text="key of an action of the agenda", null=True),
        ),
    ]
