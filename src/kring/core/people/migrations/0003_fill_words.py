from django.db import migrations

from kring.core.people.words import rows_of


def fill(apps, schema_editor):
    """Whoever is here already is found as well."""
    person, row = apps.get_model("people", "Person"), apps.get_model("people", "PersonWord")
    last = 0
    while people := list(
        person.objects.filter(pk__gt=last).order_by("pk").prefetch_related("expertise")[:500]
    ):
        row.objects.bulk_create(rows_of(people, row), batch_size=2_000, ignore_conflicts=True)
        last = people[-1].pk


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_found_by"),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
