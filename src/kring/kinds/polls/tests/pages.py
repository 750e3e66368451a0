PAGES = {
    "host": ["/polls/", "/polls/?view=closed", "/new/?kind=poll", "/c/{poll}/", "/c/{poll}/poll/voters/", "/c/{dates}/", "/c/{ranking}/"],
    "member": ["/c/{secretly}/", "/c/{poll}/edit/", "/c/{dates}/"],
}  # fmt: skip


def make() -> dict[str, int]:
    from kring.core.groups.models import Group
    from kring.core.people.models import Person
    from kring.kinds.polls import verbs
    from kring.kinds.polls.tests.asking import ask, fresh, ids

    group = Group.objects.get(slug="open")
    host, member = Person.objects.get(handle="host"), Person.objects.get(handle="member")
    poll = ask(member, group, title="What shall we drink at the opening?", quorum=1, quorum_of="number")
    verbs.vote(host, poll, {ids(poll)[1]: 1})
    days = [{"starts_at": "2030-03-01T20:30:00+00:00"}, {"day": "2030-03-02"}, {"day": "2030-03-03"}]
    dates = ask(member, group, days, title="When do we meet?", way="dates")
    verbs.vote(member, dates, {id: n % 3 for n, id in enumerate(ids(dates))})
    ranking = ask(member, group, title="In which order?", way="ranked")
    secretly = ask(member, group, title="Is it quiet enough?", anonymous=True)
    verbs.vote(member, secretly, {ids(secretly)[0]: 1})
    verbs.vote(host, secretly, {ids(secretly)[0]: 1})
    verbs.close(fresh(secretly), by=member)
    return {"poll": poll.pk, "dates": dates.pk, "ranking": ranking.pk, "secretly": secretly.pk}
