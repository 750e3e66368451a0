from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [
        migrations.AddIndex(
            model_name="term",
            index=models.Index(
                condition=models.Q(("titles__gt", 0)), fields=["word", "titles"], name="term_in_titles"
            ),
        ),
    ]
