"""What comes in, and that it comes in once."""

import io
import random

import pytest
from PIL import Image

from kring.core.activity.models import Event
from kring.core.content.models import Archival, Comment, Content, Pin, Revision, Topic
from kring.core.features.models import GroupSwitch
from kring.core.files.models import File
from kring.core.groups.models import Group, Membership
from kring.core.groups.verbs import everyone
from kring.core.people import verbs as people
from kring.core.people.models import Person
from kring.exchange import intake
from kring.exchange.interchange import take_in
from kring.exchange.models import KeptRecord
from kring.exchange.tests.packages import AT, comment, content, everything, group, package, person, zipped
from kring.interactions.reactions.models import Reaction

pytestmark = pytest.mark.django_db
LATER = "2024-03-05T10:00:00Z"


def picture(format="JPEG", size=(60, 40)) -> bytes:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "a secret place"
    Image.new("RGB", size, "teal").save(out, format, exif=exif)
    return out.getvalue()


RECORDS = [
    person("anna", manager="bob", expertise=["Gardens", "C++", "C"], avatar="anna.jpg", title="Gardener", role="manager"),
    person("bob", joined_at=AT),
    person("gus", role="guest"),
    person("old", active=False),
    {"type": "topic", "id": "t1", "name": "Gardens", "description": "What grows"},
    group("garden", parent="outside", access="closed", features={"updates": "on", "polls": "off"}, created_at=AT),
    group("outside", cover="anna.jpg"),
    {"type": "membership", "group": "garden", "person": "bob", "role": "host", "joined_at": AT},
    {"type": "membership", "group": "garden", "person": "gus"},
    content("c1", group="garden", title="Roses", topics=["t1"], pinned=True, url="https://example.org/roses", updated_at=LATER),
    content("c2", title="Draft", state="draft"),
    content("c3", title="Old", state="archived", comments_open=False, review_at="2030-01-01"),
    content("c4", title="Missed", state="scheduled", published_at=LATER),
    content("c5", title="Coming", state="scheduled", published_at="2190-01-01T00:00:00Z"),
    content("c6", title="Page", parent="c1", body="See [roses](kring:c1), kring:@anna and [all](kring:c7#the-rest)."),
    content("c7", title="Big", body="# The rest\n\n![rose](files/rose.jpg) [paper](files/a%20b.pdf) ![no](files/broken.png)",
            files=[{"path": "a b.pdf", "name": "Paper.pdf", "caption": "Read me"}]),
    comment("m3", parent="m2", author="gus", created_at=LATER),
    comment("m1", body="Hello kring:@bob, and @anna"),
    comment("m2", parent="m1", author="bob", best=True, updated_at=LATER),
    {"type": "reaction", "person": "bob", "content": "c1", "created_at": AT},
    {"type": "reaction", "person": "bob", "content": "c1", "emoji": "tada"},
    {"type": "reaction", "person": "anna", "comment": "m1", "emoji": "heart", "created_at": AT},
    {"type": "revision", "content": "c1", "author": "bob", "created_at": AT, "body": "Old *words*", "format": "markdown"},
    {"type": "event", "verb": "content.published", "actor": "anna", "created_at": AT, "content": "c1", "data": {"x": 1}},
    {"type": "vote", "person": "bob", "content": "c1", "created_at": AT},
    {"type": "attendance", "person": "bob", "content": "c1", "answer": "yes"},
]  # fmt: skip
FILES = {
    "anna.jpg": picture(),
    "rose.jpg": picture(),
    "a b.pdf": b"%PDF-1.4 words",
    "broken.png": b"\x89PNG broken",
}


@pytest.fixture
def taken_in(tmp_path):
    return take_in(package(tmp_path / "p", *RECORDS, files=FILES))


def test_everything_came_in(taken_in):
    assert taken_in.reasons == []
    assert taken_in.total("read") == len(RECORDS)
    assert taken_in.total("kept") == 1  # bob's second reaction
    assert taken_in.total("created") == len(RECORDS) - 1


def test_people(taken_in):
    anna = Person.objects.get(handle="anna")
    assert (anna.manager.handle, anna.title, anna.role) == ("bob", "Gardener", "manager")
    assert sorted(anna.expertise.values_list("name", flat=True)) == ["C", "C++", "Gardens"]
    assert anna.avatar and not anna.has_usable_password()
    assert not Person.objects.get(handle="old").is_active
    in_everyone = everyone().memberships.values_list("person__handle", "role")
    assert sorted(in_everyone) == [("anna", "host"), ("bob", "member")]


def test_groups(taken_in):
    garden = Group.objects.get(slug="garden")
    assert (garden.access, garden.parent.slug, garden.member_count) == ("closed", "outside", 2)
    assert garden.last_post_at == Content.objects.get(title="Roses").published_at
    assert Group.objects.get(slug="outside").cover
    assert sorted(garden.memberships.values_list("person__handle", "role")) == [
        ("bob", "host"),
        ("gus", "member"),
    ]
    assert sorted(GroupSwitch.objects.values_list("feature", "state")) == [
        ("polls", "off"),
        ("updates", "on"),
    ]


def test_content(taken_in):
    roses = Content.objects.get(title="Roses")
    assert (roses.group.slug, roses.state, roses.is_pinned, roses.comment_count, roses.reaction_count) == (
        "garden", "published", True, 3, 1,
    )  # fmt: skip
    assert (
        roses.published_at == roses.created_at
        and roses.edited_at
        and roses.origin_url == "https://example.org/roses"
    )
    assert roses.last_activity_at == Comment.objects.get(author__handle="gus").created_at
    assert list(roses.topics.values_list("name", flat=True)) == ["Gardens"]
    assert Pin.objects.get().content == roses
    states = dict(Content.objects.values_list("title", "state"))
    assert (states["Draft"], states["Old"], states["Missed"], states["Coming"]) == (
        "draft", "archived", "published", "scheduled",
    )  # fmt: skip
    old = Content.objects.get(title="Old")
    assert Archival.objects.get().content == old and not old.comments_open and old.review_at.year == 2030
    assert old.group == everyone()
    assert Revision.objects.get().body == "<p>Old <em>words</em></p>"
    assert Topic.objects.get(slug="gardens").description == "What grows"


def test_links_mentions_and_files(taken_in):
    page, roses, big = (Content.objects.get(title=title) for title in ("Page", "Roses", "Big"))
    anna, bob = Person.objects.get(handle="anna"), Person.objects.get(handle="bob")
    assert page.parent == roses
    assert f'href="/c/{roses.pk}/"' in page.body
    assert f'<a href="/people/anna/" data-person="{anna.pk}" rel="nofollow noopener">@Anna</a>' in page.body
    assert f'href="/c/{big.pk}/#s-the-rest"' in page.body
    assert "@Anna" in page.excerpt and "kring:" not in page.body
    hello = Comment.objects.get(author=anna)
    assert f'data-person="{bob.pk}"' in hello.body and "and @anna" in hello.body
    rose, paper, broken = (File.objects.get(name=name) for name in ("rose.jpg", "Paper.pdf", "broken.png"))
    assert f'<img src="/files/{rose.pk}/rose.jpg" alt="rose">' in big.body
    assert f'href="/files/{paper.pk}/Paper.pdf"' in big.body
    assert f'<a href="/files/{broken.pk}/broken.png" rel="nofollow noopener">no</a>' in big.body
    assert (rose.width, rose.height, rose.media_type, rose.content) == (60, 40, "image/jpeg", big)
    assert (paper.caption, paper.media_type) == ("Read me", "application/pdf")
    assert broken.media_type == "application/octet-stream"
    from django.core.files.storage import default_storage

    assert b"secret place" not in default_storage.open(rose.path).read()


def test_comments_are_one_level_deep(taken_in):
    first = Comment.objects.get(author__handle="anna")
    assert set(Comment.objects.exclude(pk=first.pk).values_list("parent", flat=True)) == {first.pk}
    assert Comment.objects.get(is_best=True).author.handle == "bob"


def test_reactions(taken_in):
    assert sorted(Reaction.objects.values_list("person__handle", "emoji")) == [
        ("anna", "love"),
        ("bob", "like"),
    ]
    assert Comment.objects.get(author__handle="anna").reaction_count == 1
    assert KeptRecord.objects.get(type="reaction").reason == "second"


def test_nobody_is_told(taken_in):
    from django.core import mail
    from django_tasks_db.models import DBTaskResult

    event = Event.objects.get()
    assert event.fanned_out_at and event.data == {"x": 1}
    tasks = DBTaskResult.objects.exclude(task_path__startswith="kring.core.search.")
    assert not tasks.exists() and not mail.outbox


def test_again_changes_nothing(tmp_path, taken_in):
    before = everything()
    again = take_in(tmp_path / "p")
    assert again.total("unchanged") == len(RECORDS)
    assert again.total("created") == again.total("updated") == again.total("kept") == 0
    assert everything() == before


def test_order_and_batches_make_no_difference(tmp_path, monkeypatch, taken_in):
    before = everything()
    for seed, size in ((1, 1), (2, 3), (3, 1000)):
        Event.objects.all().delete()
        wipe()
        monkeypatch.setattr(intake, "RECORDS", size)
        shuffled = [r for r in RECORDS if r.get("emoji") != "tada"]
        random.Random(seed).shuffle(shuffled)
        # the second reaction stays the second: which one counts is the package's order
        path = package(tmp_path / f"p{seed}", *shuffled, RECORDS[20], files=FILES)
        take_in(zipped(path, tmp_path / f"p{seed}.zip"))
        after = everything()
        for what in before:
            assert after[what] == before[what], what


def wipe():
    from kring.exchange.models import Source

    for model in (
        Source,
        Reaction,
        Comment,
        Revision,
        File,
        Content,
        Membership,
        Topic,
        GroupSwitch,
        Group,
        Person,
    ):
        model.objects.all().delete()


def test_what_changed_is_updated(tmp_path, taken_in):
    roses = Content.objects.get(title="Roses")
    changed = [dict(r) for r in RECORDS]
    for record in changed:
        match record.get("id"):
            case "c1":
                record |= {"title": "Red roses", "pinned": False, "topics": []}
            case "m1":
                record["body"] = "Changed"
            case "anna":
                record |= {"name": "Anna Rose", "manager": None, "expertise": ["Bees"]}
            case "bob":
                record["role"] = "guest"
            case "garden":
                record |= {"name": "The garden", "parent": None}
    report = take_in(package(tmp_path / "p", *changed))
    assert report.total("updated") == 5
    assert report.total("created") == 0
    now = Content.objects.get(pk=roses.pk)
    assert (
        now.title == "Red roses"
        and now.version > roses.version
        and not now.is_pinned
        and not Pin.objects.exists()
    )
    assert not now.topics.exists() and now.comment_count == 3 and now.reaction_count == 1
    anna = Person.objects.get(handle="anna")
    assert anna.name == "Anna Rose" and anna.manager is None
    assert list(anna.expertise.values_list("name", flat=True)) == ["Bees"]
    assert not everyone().memberships.filter(person__handle="bob").exists()
    assert everyone().member_count == everyone().memberships.count()
    garden = Group.objects.get(slug="garden")
    assert garden.name == "The garden" and garden.parent is None
    assert Comment.objects.filter(body="<p>Changed</p>").count() == 1


def test_people_who_are_here_already(tmp_path):
    here = people.arrive(
        name="Anna here", handle="anna.h", email="Anna@Example.org", password="a long secret", bio="Mine"
    )
    other = people.arrive(name="Another Bob", handle="bob", email="other@example.org")
    report = take_in(
        package(tmp_path / "p", person("anna", role="manager", bio="Theirs", title="Gardener", active=False), person("bob"),
                content(body="Ask kring:@bob or kring:@anna"))
    )  # fmt: skip
    here.refresh_from_db()
    assert (here.name, here.handle, here.role, here.bio, here.title, here.is_active) == (
        "Anna here", "anna.h", "member", "Mine", "Gardener", True,
    )  # fmt: skip
    assert here.check_password("a long secret")
    bob = Person.objects.get(email="bob@example.org")
    assert bob.pk != other.pk and bob.handle == "bob2"
    assert any("@bob2" in note for note in report.notes)
    body = Content.objects.get().body
    assert f'data-person="{bob.pk}"' in body and f'data-person="{here.pk}"' in body
    assert everyone().member_count == 3 == everyone().memberships.count()


def test_two_sources_do_not_meet(tmp_path):
    take_in(package(tmp_path / "p", person(), group(), content()))
    take_in(package(tmp_path / "p", person(), group(), content()), source="elsewhere")
    assert Person.objects.count() == 1  # the same address
    assert sorted(Group.objects.values_list("slug", flat=True)) == ["everyone", "garden", "garden-2"]
    assert Content.objects.count() == 2


def test_unknown_fields_are_kept_and_said(tmp_path):
    report = take_in(
        package(
            tmp_path / "p",
            person(shoe_size=44),
            content(mood="good", title="x" * 300),
            {"type": "recipe", "id": "r"},
        )
    )
    item = Content.objects.get()
    assert item.data["kring_fields"] == {"mood": "good", "title": "x" * 300}
    assert len(item.title) == 250
    assert KeptRecord.objects.get(type="person").payload == {"shoe_size": 44}
    assert KeptRecord.objects.get(type="recipe").reason == "type"
    assert any("mood" in note for note in report.notes) and any("shoe_size" in note for note in report.notes)
