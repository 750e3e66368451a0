from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("files", "0004_place"),
    ]

    operations = [
        migrations.AddField(
            model_name="file",
            name="replaced_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="file",
            name="scan",
            field=models.CharField(
                choices=[
                    ("", "not asked"),
                    ("waiting", "waits until it can be asked"),
                    ("clean", "found nothing"),
                    ("infected", "found something"),
                ],
                default="",
                max_length=8,
            ),
        ),
    ]
