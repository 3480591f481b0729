from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("gebruikers", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Inlogpoging",
            fields=[
                ("sleutel", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("begin", models.DateTimeField()),
                ("aantal", models.PositiveIntegerField(default=0)),
            ],
        ),
    ]
