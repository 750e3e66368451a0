"""`@` and `#` in a text: links to those who may be seen, plain words otherwise."""

import pytest

from kring.core.content import naming, text, verbs
from kring.core.content.models import Topic


def post(cast, body, who="member", group="open", **fields):
    return verbs.post(cast[who], cast.groups[group], "update", body=body, **fields)


def typed(source: str) -> str:
    return text.from_markdown(source, names=True)


def test_a_handle_becomes_a_mention(cast):
    item = post(cast, typed("Ask @host, not host@kring.test or @nobody."))
    person = cast.host
    assert (
        f'<a href="/people/host/" data-person="{person.pk}" rel="nofollow noopener">@{person.name}</a>'
        in item.body
    )
    assert "@nobody." in item.body and item.body.count("data-person") == 1


def test_a_guest_names_only_whom_they_see(cast):
    item = post(cast, typed("@outsider @host"), who="guest", group="project")
    assert "@outsider " in item.body and cast.outsider.name not in item.body
    assert item.body.count("data-person") == 1


@pytest.mark.parametrize(
    "link",
    [
        '<a href="/people/host/" data-person="999999">@Host</a>',
        '<a href="https://evil.example/" data-person="@ghost">@Host</a>',
        '<a href="/x" data-person="-1">@Host</a>',
        '<a data-person="999999">@Host</a>',
        '<a data-person="999999" data-topic="12">@Host</a>',
        '<a href="/x" data-person="99999999999999999999999">@Host</a>',
        '<a href="/x" data-topic="--">@Host</a>',
        '<a href="/x" data-topic="12">@Host</a>',
    ],
)
def test_a_mark_that_means_nobody_leaves_its_words(cast, link):
    assert post(cast, text.clean(f"<p>{link}</p>")).body == "<p>@Host</p>"


def test_a_mark_leads_where_it_says(cast):
    lie = f'<p><a href="https://evil.example/" data-person="{cast.host.pk}">@Boss</a></p>'
    body = post(cast, text.clean(lie)).body
    assert 'href="/people/host/"' in body and "evil" not in body
    assert text.clean(body) == body
    bare = post(cast, f'<p><a data-person="{cast.host.pk}">@Boss</a></p>')
    assert 'href="/people/host/"' in bare.body


def test_topics_of_a_text_are_the_items(cast):
    item = post(cast, typed("About #open-source and #Nieuws, #1 and C#"))
    assert {topic.slug for topic in item.topics.all()} == {"open-source", "nieuws"}
    assert 'href="/topics/nieuws/"' in item.body
    item.edit(cast.member, title="", body=typed("Only #nieuws and #more"))
    assert {topic.slug for topic in item.topics.all()} == {"nieuws", "more"}
    kept = Topic.objects.create(slug="kept", name="Kept")
    item.edit(cast.member, title="", body="<p>None</p>", topics=[kept])
    assert {topic.slug for topic in item.topics.all()} == {"kept"}


def test_what_stood_there_stays_to_the_letter(cast):
    """Also when whom it names can no longer be seen, or is called otherwise now."""
    was = f'<p><a href="/people/host/" data-person="{cast.host.pk}" rel="nofollow noopener">@H. Old</a></p>'
    type(cast.host).objects.filter(pk=cast.host.pk).update(is_active=False)
    assert naming.settled(was + "<p>More</p>", cast.member, was) == was + "<p>More</p>"
    again = typed(text.to_markdown(was) + "\n\nMore")
    assert naming.settled(again, cast.member, was) == was + "\n<p>More</p>"


def test_an_earlier_version_comes_back_to_the_letter(cast):
    item = post(cast, typed("Ask @host"))
    was = item.body
    item.edit(cast.member, title="", body="<p>Ask nobody</p>")
    type(cast.host).objects.filter(pk=cast.host.pk).update(is_active=False)
    item.edit(cast.member, title="", body=was, apart=True)
    assert item.body == was


def test_names_cost_three_queries_however_many(cast, django_assert_max_num_queries):
    body = typed(" ".join(f"@host @member @outsider @x{n}" for n in range(200)))
    with django_assert_max_num_queries(3):
        naming.settled(body, cast.member)
    with django_assert_max_num_queries(0):
        naming.settled("<p>Nobody</p>", cast.member)


def test_a_comment_names_people_and_topics(cast):
    from kring.interactions.comments import verbs as comments

    said = comments.post(cast.host, cast.items["open", "published"], typed("Thanks @member #praise"))
    assert f'data-person="{cast.member.pk}"' in said.body
    assert Topic.objects.filter(slug="praise").exists()
