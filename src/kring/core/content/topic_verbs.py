"""Saying what a topic is about, calling it otherwise, and making one of two."""

from django.apps import apps
from django.db import models, transaction
from django.utils.translation import gettext as _

from kring.core.activity.log import record
from kring.core.content.models import Content, Topic
from kring.core.content.topics import may_describe
from kring.core.people.words import index
from kring.core.refused import Refused


@transaction.atomic
def edit(topic: Topic, by, *, name: str | None = None, description: str) -> None:
    """Hosts and managers describe it; managers name it. Its address stays: it stands in texts."""
    if not may_describe(by):
        raise Refused(_("Hosts and managers describe topics."))
    name = name if name and by.is_manager else topic.name
    if (name, description) == (topic.name, topic.description):
        return
    renamed = name != topic.name
    Topic.objects.filter(pk=topic.pk).update(name=name, description=description)
    if renamed:
        _touch(topic)
        index(topic.experts.values_list("pk", flat=True))
    record("content.topic_edited", actor=by, data={"topic": topic.pk})


@transaction.atomic
def merge(topic: Topic, into: Topic, by) -> None:
    """Everything that is about `topic`, knows about it or follows it does so of `into`; its address leads there."""
    if not by.is_manager:
        raise Refused(_("Only a manager can do this."))
    if topic.pk == into.pk:
        raise Refused(_("Choose another topic: this is the same one."), 400)
    _touch(topic)
    knowers = list(topic.experts.values_list("pk", flat=True))
    for model, field in _rows_of_topics():
        _move(model, field, topic, into)
    index(knowers)  # people are found by what they know
    Topic.objects.filter(merged_into=topic).update(merged_into=into)
    Topic.objects.filter(pk=into.pk).update(merged_into=None)
    Topic.objects.filter(pk=topic.pk).update(merged_into=into)
    record("content.topic_merged", actor=by, data={"topic": topic.pk, "into": into.pk})


def _touch(topic: Topic) -> None:
    """The pages of what is about it show its name."""
    about = Content.objects.filter(topics=topic)  # seen: by nobody, only touched
    about.touch()


def _rows_of_topics():
    """Every table whose rows name a topic, those of features too."""
    for model in apps.get_models(include_auto_created=True):
        if model is not Topic and not model._meta.proxy:
            for field in model._meta.concrete_fields:
                if isinstance(field, models.ForeignKey) and field.related_model is Topic:
                    yield model, field.name


def _move(model, field: str, topic: Topic, into: Topic) -> None:
    """Where the other topic has the same row already, this one's goes."""
    for beside in _unique_with(model, field):
        same = {name: models.OuterRef(name) for name in beside}
        there = model.objects.filter(**{field: into}, **same)  # seen: by nobody, only moved
        model.objects.filter(models.Exists(there), **{field: topic}).delete()
    model.objects.filter(**{field: topic}).update(**{field: into})


def _unique_with(model, field: str) -> list[list[str]]:
    pairs = [set(pair) for pair in model._meta.unique_together]
    pairs += [set(c.fields) for c in model._meta.constraints if isinstance(c, models.UniqueConstraint)]
    return [sorted(pair - {field}) for pair in pairs if field in pair and len(pair) > 1]
