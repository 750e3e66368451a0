"""Topics: all that a person may know of, and the page of one."""

from django import forms
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from markupsafe import Markup

from kring.core.content import topic_verbs, topics
from kring.core.content.cards import cards
from kring.core.content.models import Topic
from kring.core.people.models import Person
from kring.core.refused import Refused
from kring.core.web.pages import page, signed_in

PAGE = 60
EXPERTS = 12


@signed_in
def every(request):
    """What is talked about, then all topics by name; `?q=` finds some, `?after=` continues."""
    words, after = request.GET.get("q", "").strip()[:80], request.GET.get("after", "")
    found = list(topics.by_name(request.user, words, after)[: PAGE + 1])
    first = not words and not after
    return page(
        request,
        "content/topics.html",
        words=words,
        lately=topics.lately(request.user) if first and not request.htmx else [],
        letters=topics.letters(found[:PAGE]),
        older=found[PAGE - 1].name if len(found) > PAGE else "",
        first=first,
    )


@signed_in
def topic(request, slug):
    """What is posted about it, who knows about it; `?before=` continues."""
    merged = Topic.objects.filter(slug=slug, merged_into__isnull=False).select_related("merged_into").first()
    if merged:
        return redirect(topics.access_topic(request.user, merged.merged_into.slug))
    found = topics.access_topic(request.user, slug)
    before = request.GET.get("before", "")
    posted = topics.items(request.user, found, before)
    experts = Person.objects.visible_to(request.user).active().filter(expertise=found)
    return page(
        request,
        "content/topic.html",
        rows=posted.rows,
        topic=found,
        cards=Markup("".join(cards(posted.rows))),
        older=posted.older,
        first=not before,
        experts=[] if before else list(experts.order_by("name")[:EXPERTS]),
        may_describe=topics.may_describe(request.user),
    )


class TopicForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=80)
    description = forms.CharField(
        label=_("What it is about"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        if not person.is_manager:
            del self.fields["name"]


@signed_in
def edit(request, slug):
    """Hosts and managers describe it, managers rename it too, and make one of two."""
    found = topics.access_topic(request.user, slug)
    if not topics.may_describe(request.user):
        raise Refused(_("Hosts and managers describe topics."))
    initial = {"name": found.name, "description": found.description}
    merging = "into" in request.POST
    form = TopicForm(None if merging else request.POST or None, person=request.user, initial=initial)
    if merging:
        into = _other(request.user, request.POST["into"])
        if into:
            topic_verbs.merge(found, into, request.user)
            return redirect(into)
    elif request.method == "POST" and form.is_valid():
        topic_verbs.edit(found, request.user, **form.cleaned_data)
        return redirect(found)
    error = _("There is no topic of that name.") if merging else ""
    status = 422 if request.method == "POST" else 200
    return page(request, "content/topic_edit.html", status, topic=found, form=form, error=error)


def _other(person, name: str) -> Topic | None:
    return topics.visible_topics(person).filter(name__iexact=name.strip().lstrip("#")).first()
