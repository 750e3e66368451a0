from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("live", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="livemessage",
            name="key",
            field=models.CharField(max_length=40, null=True, unique=True),
        ),
    ]
