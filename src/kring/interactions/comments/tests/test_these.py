"""Some comments by themselves, for a page that is open."""

import re

from kring.interactions.comments import verbs


def test_those_who_see_the_item_get_its_comments_and_no_others(cast):
    item, other = cast.items["secret", "published"], cast.items["open", "published"]
    ids = ".".join(str(one.pk) for one in (*item.comments.all(), *other.comments.all()))
    answers = cast.as_each("get", f"/c/{item.pk}/comments/these/?ids={ids}")
    assert {who for who, answer in answers.items() if answer.status_code == 200} == {"host", "member"}
    for who, answer in answers.items():
        assert not cast.leaks(who, answer.content.decode()), who
    found = re.findall(rb'data-comment="(\d+)"', answers["member"].content)
    assert {int(pk) for pk in found} == set(item.comments.values_list("pk", flat=True))


def test_where_each_belongs_and_which_are_gone(cast):
    item = cast.items["open", "published"]
    above = cast.comments["open", "published"]
    answer = verbs.post(cast.host, item, "<p>Yes.</p>", parent=above)
    alone = verbs.post(cast.host, item, "<p>No.</p>")
    for one in (above, alone):
        one.content = item
        verbs.delete(one, one.author)
    html = cast.client("member").get(f"/c/{item.pk}/comments/these/?ids={above.pk}.{alone.pk}.{answer.pk}")
    html = html.content.decode()
    assert f'data-comment="{answer.pk}" data-parent="{above.pk}"' in html
    assert f'data-comment="{above.pk}" data-gone="place"' in html
    assert f'data-comment="{alone.pk}" data-gone="whole"' in html
    assert "No." not in html


def test_after_a_comment_come_those_that_are_newer(cast):
    item = cast.items["open", "published"]
    last = item.comments.latest("pk").pk
    new = verbs.post(cast.host, item, "<p>Newest.</p>")
    html = cast.client("member").get(f"/c/{item.pk}/comments/these/?after={last}&plain=1").content.decode()
    assert re.findall(r'data-comment="(\d+)"', html) == [str(new.pk)] and "comment-bar" not in html
