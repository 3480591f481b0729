"""Each tab of a browser has a half-filled form of its own."""

from __future__ import annotations

import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("bewoners", "0002_sloten"),
        ("wijken", "0001_initial"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="concept",
            name="concept_uniek",
        ),
        migrations.AlterField(
            model_name="concept",
            name="verzend_id",
            field=models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
        ),
        migrations.AddIndex(
            model_name="concept",
            index=models.Index(fields=["datum"], name="concept_datum"),
        ),
    ]
