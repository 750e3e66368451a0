from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("groups", "0002_initial")]

    operations = [migrations.AddField("membership", "welcomed_at", models.DateTimeField(null=True))]
