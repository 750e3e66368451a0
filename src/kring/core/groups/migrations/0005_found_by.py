from django.db import migrations, models

from kring.core.groups.models import Group


def fill(apps, schema_editor):
    """Groups that are here already are found as well."""
    groups = apps.get_model("groups", "Group").objects
    for group in groups.only("name", "kind", "description").iterator():
        words = Group(name=group.name, kind=group.kind, description=group.description).words
        groups.filter(pk=group.pk).update(found_by=words)


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0004_fewer_indexes"),
    ]

    operations = [
        migrations.AddField(
            model_name="group",
            name="found_by",
            field=models.TextField(default="", editable=False),
        ),
        migrations.AddIndex(
            model_name="membership",
            index=models.Index(fields=["group", "-joined_at"], name="newest_of_group"),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
