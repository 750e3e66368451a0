PAGES = {
    "host": [
        "/ideas/",
        "/ideas/?look=board",
        "/ideas/?view=closed",
        "/g/open/ideas/?challenge={challenge}",
        "/c/{challenge}/",
        "/c/{idea}/",
        "/c/{idea}/merge/",
        "/new/?kind=idea&challenge={challenge}",
        "/new/?kind=challenge",
        "/c/{closed}/outcome/",
        "/c/{explained}/",
        "/c/{explained}/outcome/earlier/",
        "/outcomes/",
        "/outcomes/owed/",
        "/g/open/outcomes/",
    ],
    "outsider": ["/ideas/?view=rising", "/c/{idea}/", "/outcomes/owed/", "/outcomes/?decision=no"],
}


def make() -> dict[str, int]:
    from kring.core.content import verbs as posting
    from kring.core.groups.models import Group
    from kring.core.people.models import Person
    from kring.interactions.outcomes import verbs as outcomes
    from kring.kinds.ideas import verbs
    from kring.kinds.ideas.models import ChallengeDetails, IdeaDetails

    group = Group.objects.get(slug="open")
    host, member = Person.objects.get(handle="host"), Person.objects.get(handle="member")
    challenge = posting.post(
        host, group, "challenge", title="How do we save water?", body="<p>Every drop counts.</p>"
    )
    steps = {"step": "collect", "mode": "budget", "budget": 5}
    ChallengeDetails.objects.update_or_create(content_id=challenge.pk, defaults=steps)
    long = "Collect the rain from the roof of the waterworkscompanyheadquarters in barrels for the gardeners"
    titles = ("Rain barrels", long, "Shorter showers", "Meters at every tap")
    made = [posting.post(member, group, "idea", title=title, body="<p>Why not?</p>") for title in titles]
    for item in made:
        IdeaDetails.objects.update_or_create(
            content_id=item.pk, defaults={"asked_in": None if item is made[0] else challenge}
        )
    verbs.vote(host, made[0])
    verbs.join(host, made[0])
    for item in made[2:]:
        verbs.close(item, host)
    outcomes.explain(made[3], host, decision="partly", reason="<p>In the kitchens first.</p>", owner=member)
    return {"challenge": challenge.pk, "idea": made[0].pk, "closed": made[2].pk, "explained": made[3].pk}
