"""Files with figures that a team brings in."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("kern", "0002_levensteken"),
        ("wijken", "0005_uitnodiging"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Cijferbestand",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("naam", models.CharField(max_length=120)),
                ("jaar", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("wacht", "Wordt gelezen"),
                            ("gelezen", "Wacht op uw ja"),
                            ("bewaren", "Wordt bewaard"),
                            ("bewaard", "Bewaard"),
                            ("geweigerd", "Niet gelukt"),
                        ],
                        default="wacht",
                        max_length=10,
                    ),
                ),
                ("poging", models.PositiveSmallIntegerField(default=0)),
                ("lease_tot", models.DateTimeField(blank=True, null=True)),
                (
                    "verslag",
                    models.JSONField(
                        blank=True, default=dict, help_text="what was read, as the page shows it"
                    ),
                ),
                ("fout", models.CharField(blank=True, default="", max_length=400)),
                ("gevraagd_op", models.DateTimeField()),
                ("klaar_op", models.DateTimeField(blank=True, null=True)),
                (
                    "bestand",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="cijferbestand",
                        to="kern.bestand",
                    ),
                ),
                (
                    "gevraagd_door",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "wijk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="cijferbestanden",
                        to="wijken.wijk",
                    ),
                ),
            ],
            options={
                "ordering": ["-gevraagd_op"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("status__in", ["wacht", "bewaren"])),
                        fields=["status", "lease_tot"],
                        name="cijferbestand_wachtrij",
                    )
                ],
            },
        ),
    ]
