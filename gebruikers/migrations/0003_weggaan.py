from django.db import migrations, models

import kern.klok


class Migration(migrations.Migration):
    dependencies = [
        ("gebruikers", "0002_inlogpoging"),
    ]

    operations = [
        migrations.AddField(
            model_name="gebruiker",
            name="rol_gewijzigd_op",
            field=models.DateField(default=kern.klok.today),
        ),
        migrations.AddField(
            model_name="gebruiker",
            name="sessienummer",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="gebruiker",
            name="gewist_op",
            field=models.DateField(blank=True, null=True),
        ),
    ]
