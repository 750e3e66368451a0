import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def by_bytes(apps, schema_editor):
    """A range of words is a range of bytes; PostgreSQL would sort them as a dictionary does."""
    if schema_editor.connection.vendor == "postgresql":
        for column, length in (("word", 140), ("name", 120)):
            schema_editor.execute(
                f'ALTER TABLE people_personword ALTER COLUMN {column} TYPE varchar({length}) COLLATE "C"'
            )


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="person",
            name="shortcuts",
            field=models.BooleanField(
                default=True,
                help_text="Single keys that do things, such as L for Like.",
                verbose_name="keyboard shortcuts",
            ),
        ),
        migrations.CreateModel(
            name="PersonWord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("active", models.BooleanField()),
                ("word", models.CharField(max_length=140)),
                ("name", models.CharField(max_length=120)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="words",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("active", "word", "name", "person"), name="people_by_word"
                    )
                ],
            },
        ),
        migrations.RunPython(by_bytes, migrations.RunPython.noop),
    ]
