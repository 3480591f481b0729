from django.contrib.postgres.indexes import GinIndex
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("wijken", "0002_grenzen")]

    operations = [
        migrations.RemoveField(model_name="wijkregio", name="naam"),
        migrations.CreateModel(
            name="Roepnaam",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("naam", models.CharField(max_length=80)),
                (
                    "zoeknaam",
                    models.CharField(
                        help_text="naam without accents and capitals, filled in Python", max_length=80
                    ),
                ),
                (
                    "regio",
                    models.ForeignKey(on_delete=models.PROTECT, related_name="+", to="wijken.regio"),
                ),
                (
                    "wijk",
                    models.ForeignKey(on_delete=models.CASCADE, related_name="roepnamen", to="wijken.wijk"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Straat",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("naam", models.CharField(max_length=80)),
                (
                    "zoeknaam",
                    models.CharField(
                        help_text="naam without accents and capitals, filled in Python", max_length=80
                    ),
                ),
                ("postcode", models.CharField(blank=True, default="", max_length=4)),
                (
                    "buurt",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=models.PROTECT, related_name="+", to="wijken.regio"
                    ),
                ),
                (
                    "wijk",
                    models.ForeignKey(on_delete=models.CASCADE, related_name="straten", to="wijken.wijk"),
                ),
            ],
            options={"ordering": ["zoeknaam", "pk"]},
        ),
        migrations.CreateModel(
            name="OudAdres",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(max_length=60, unique=True)),
                ("sinds", models.DateField(help_text="the day on which the wijk got another address")),
                (
                    "wijk",
                    models.ForeignKey(
                        on_delete=models.CASCADE, related_name="oude_adressen", to="wijken.wijk"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="roepnaam",
            constraint=models.UniqueConstraint(fields=("wijk", "regio"), name="roepnaam_uniek"),
        ),
        migrations.AddIndex(
            model_name="roepnaam",
            index=GinIndex(fields=["zoeknaam"], name="roepnaam_zoeknaam", opclasses=["gin_trgm_ops"]),
        ),
        migrations.AddIndex(
            model_name="straat",
            index=GinIndex(fields=["zoeknaam"], name="straat_zoeknaam", opclasses=["gin_trgm_ops"]),
        ),
        migrations.AddIndex(
            model_name="straat",
            index=models.Index(
                condition=models.Q(("postcode", ""), _negated=True),
                fields=["postcode"],
                name="straat_postcode",
            ),
        ),
    ]
