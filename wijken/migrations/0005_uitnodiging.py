import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("wijken", "0004_sociale_kaart"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Uitnodiging",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("email", models.EmailField(max_length=254)),
                (
                    "rol",
                    models.CharField(
                        choices=[
                            ("coordinator", "coördinator"),
                            ("teamlid", "teamlid"),
                            ("invoerder", "invoerder"),
                            ("partner", "partner"),
                        ],
                        max_length=12,
                    ),
                ),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("keer", models.PositiveSmallIntegerField(default=1)),
                ("verstuurd_op", models.DateField()),
                ("verloopt_op", models.DateField()),
                ("gebruikt_op", models.DateField(blank=True, null=True)),
                ("ingetrokken_op", models.DateField(blank=True, null=True)),
                (
                    "door",
                    models.ForeignKey(
                        blank=True,
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
                        related_name="uitnodigingen",
                        to="wijken.wijk",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("gebruikt_op__isnull", True), ("ingetrokken_op__isnull", True)),
                        fields=("wijk", "email"),
                        name="uitnodiging_een_open",
                        violation_error_message="Dit adres heeft al een uitnodiging.",
                    )
                ],
            },
        ),
    ]
