from django.db import migrations


def begin(apps, schema_editor):
    apps.get_model("features", "Generation").objects.get_or_create(pk=1)


class Migration(migrations.Migration):
    dependencies = [("features", "0002_initial")]

    operations = [migrations.RunPython(begin, migrations.RunPython.noop)]
