"""The wall: a value stays inside the wijk of its agenda."""

from django.db import migrations

from kern.migratie import AddCompositeKey


class Migration(migrations.Migration):
    dependencies = [("agenda", "0010_kernwaarde")]

    operations = [AddCompositeKey("Kernwaarde", "agenda")]
