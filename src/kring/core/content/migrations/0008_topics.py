import django.db.models.deletion
from django.db import migrations, models
from django.db.models.functions import Lower


class Migration(migrations.Migration):
    """The newest items of a topic, also of one that a hundred thousand are about, come from an index."""

    dependencies = [("content", "0007_is_open")]

    operations = [
        migrations.AddField(
            model_name="topic",
            name="merged_into",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="content.topic",
            ),
        ),
        migrations.AddIndex(model_name="topic", index=models.Index(Lower("name"), name="topic_by_name")),
        migrations.RunSQL(
            "CREATE INDEX newest_of_topic ON content_content_topics (topic_id, content_id)",
            "DROP INDEX newest_of_topic",
        ),
    ]
