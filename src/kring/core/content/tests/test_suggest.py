"""What the editor asks: everybody gets only what they may see."""

import pytest

from tests.cast import WHO


def names(answer) -> set[str]:
    return {item.get("handle") or item["id"] for item in answer.json()["items"]}


@pytest.mark.parametrize("path", ["/suggest/people/?q=o", "/suggest/topics/?q=zq", "/suggest/tools/"])
def test_everybody_gets_their_own_answer(cast, path):
    for who, answer in cast.as_each("get", path).items():
        assert answer.status_code == (302 if who == "nobody" else 200)
        assert cast.leaks(who, answer.content.decode()) == []


def test_people_by_the_beginning_of_their_name(cast):
    client = cast.client("member")
    assert names(client.get("/suggest/people/?q=out")) == {"outsider"}
    assert names(client.get("/suggest/people/?q=@OUT")) == {"outsider"}
    assert names(client.get("/suggest/people/?q=utsider")) == set()
    assert names(cast.client("guest").get("/suggest/people/?q=out")) == set()
    option = client.get("/suggest/people/?q=out").json()["items"][0]
    assert option["words"] == f"@{cast.outsider.name}" and cast.outsider.name in option["html"]


def test_a_bare_sign_offers_the_group_posted_in(cast):
    group = cast.groups["project"].pk
    assert names(cast.client("member").get(f"/suggest/people/?group={group}")) == {"host", "guest"}
    assert names(cast.client("outsider").get(f"/suggest/people/?group={group}")) == set()
    assert names(cast.client("member").get("/suggest/people/")) == set()
    item = cast.items["project", "published"].pk
    assert names(cast.client("member").get(f"/suggest/people/?content={item}")) == {"host", "guest"}
    assert names(cast.client("outsider").get(f"/suggest/people/?content={item}")) == set()


@pytest.mark.parametrize("group", ["x", "-1", "9" * 30, "²"])
def test_a_group_that_is_none(cast, group):
    assert cast.client("member").get("/suggest/people/", {"q": "out", "group": group}).status_code == 200


def test_topics_and_the_new_one(cast):
    item = cast.items["open", "published"]
    topic = item.topics.get()
    found = cast.client("member").get("/suggest/topics/", {"q": topic.name[:3]}).json()["items"]
    assert topic.slug in {one["id"] for one in found}
    assert [one["id"] for one in found if one["new"]] == [topic.name[:3].lower()]
    assert not any(
        one["new"] for one in cast.client("member").get("/suggest/topics/", {"q": topic.name}).json()["items"]
    )
    assert topic.slug in names(cast.client("member").get("/suggest/topics/"))


@pytest.mark.parametrize("typed", ["", "%", "'", "#", "1", "😀", "x" * 500])
def test_odd_words_are_only_words(cast, typed):
    for path in ("/suggest/topics/", "/suggest/people/"):
        assert cast.client("member").get(path, {"q": typed}).status_code == 200


def test_markdown_comes_back_clean(cast):
    client = cast.client("member")
    html = client.post("/suggest/markdown/", {"text": "# Hi @host\n<script>x</script>"}).json()["html"]
    assert html.startswith("<h2") and f'data-person="{cast.host.pk}"' in html and "script" not in html
    assert client.post("/suggest/markdown/", {"text": "x" * 100_001}).status_code == 413
    assert set(cast.statuses("get", "/suggest/markdown/", who=WHO[:-1]).values()) == {405}


def test_the_questions_cost_a_fixed_number_of_queries(cast, django_assert_max_num_queries):
    client = cast.client("member")
    client.get("/suggest/tools/")
    group = cast.groups["open"].pk
    for path in (f"/suggest/people/?q=h&group={group}", "/suggest/topics/?q=zq", "/suggest/topics/"):
        with django_assert_max_num_queries(5):
            client.get(path)


def test_a_guest_finds_the_topics_of_their_groups(cast):
    topic = cast.items["project", "published"].topics.get()
    hidden = cast.items["open", "published"].topics.get()
    client = cast.client("guest")
    assert topic.slug in names(client.get("/suggest/topics/", {"q": topic.name[:4]}))
    assert not [
        one for one in client.get("/suggest/topics/", {"q": hidden.name}).json()["items"] if not one["new"]
    ]
