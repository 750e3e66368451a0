"""The platform's key for push services is made when the database is prepared, so that nobody makes it by looking at a page."""

from django.db import migrations

from kring.core.push.keys import new


def make(apps, schema_editor):
    apps.get_model("push", "ServerKey").objects.get_or_create(pk=1, defaults={"private": new()})


class Migration(migrations.Migration):
    dependencies = [("push", "0001_initial")]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
