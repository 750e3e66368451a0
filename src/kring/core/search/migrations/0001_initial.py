import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

SQLITE = """CREATE VIRTUAL TABLE search_words USING fts5(
    title, body, stems, marks, content='', columnsize=0, tokenize='ascii')"""
POSTGRESQL = (
    "CREATE TABLE search_words (id bigint PRIMARY KEY, vector tsvector NOT NULL)",
    "ALTER TABLE search_words ALTER COLUMN vector SET STATISTICS 0",
    "CREATE INDEX search_words_vector ON search_words USING gin (vector) WITH (fastupdate = off)",
    'ALTER TABLE search_term ALTER COLUMN word TYPE varchar(40) COLLATE "C"',
    'ALTER TABLE search_term ALTER COLUMN backwards TYPE varchar(40) COLLATE "C"',
)


def full_text(apps, schema_editor):
    """The words of a document are the row with its number, on both databases."""
    statements = POSTGRESQL if schema_editor.connection.vendor == "postgresql" else (SQLITE,)
    for statement in statements:
        schema_editor.execute(statement)


def no_full_text(apps, schema_editor):
    schema_editor.execute("DROP TABLE search_words")


class Migration(migrations.Migration):
    initial = True

    dependencies = [("files", "0003_loose_and_moving")]

    operations = [
        migrations.CreateModel(
            name="FileText",
            fields=[
                (
                    "file",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="text",
                        serialize=False,
                        to="files.file",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("read", "Its text can be found"),
                            ("empty", "There is no text in it"),
                            ("other", "We can’t read files of this sort"),
                            ("locked", "It is locked with a password"),
                            ("large", "It is too large to read"),
                            ("broken", "It is damaged"),
                        ],
                        max_length=6,
                    ),
                ),
                ("chars", models.PositiveIntegerField(default=0)),
                ("read_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.CreateModel(
            name="FileWords",
            fields=[
                (
                    "file",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="search_words",
                        serialize=False,
                        to="files.file",
                    ),
                ),
                ("packed", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="Document",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("what", models.CharField(max_length=8)),
                ("object_id", models.BigIntegerField()),
                ("content_id", models.BigIntegerField(null=True)),
                ("group_id", models.BigIntegerField(null=True)),
                ("author_id", models.BigIntegerField(null=True)),
                ("kind", models.CharField(blank=True, max_length=40)),
                ("digest", models.BigIntegerField(default=0)),
                ("words", models.BinaryField(default=bytes)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("content_id__isnull", False)),
                        fields=["content_id"],
                        name="documents_of",
                    )
                ],
                "constraints": [models.UniqueConstraint(fields=("what", "object_id"), name="one_document")],
            },
        ),
        migrations.CreateModel(
            name="SearchTally",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField()),
                ("words", models.CharField(max_length=80)),
                ("who", models.CharField(max_length=16)),
                ("nothing", models.BooleanField(default=False)),
            ],
            options={
                "indexes": [models.Index(fields=["day"], name="searched_on")],
                "constraints": [models.UniqueConstraint(fields=("words", "who", "day"), name="once_a_day")],
            },
        ),
        migrations.CreateModel(
            name="Term",
            fields=[
                ("word", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("backwards", models.CharField(max_length=40)),
                ("documents", models.IntegerField(default=0)),
                ("titles", models.IntegerField(default=0)),
            ],
            options={"indexes": [models.Index(fields=["backwards"], name="term_by_end")]},
        ),
        migrations.RunPython(full_text, no_full_text),
    ]
