"""What somebody knows is also changed on their profile, and topics are made one: what was confirmed follows."""

from django.db.models import Exists, OuterRef

from kring.tools.knowledge import counting, verbs
from kring.tools.knowledge.models import Claim, Confirmation


def profile_changed(event) -> None:
    """What somebody no longer says that they know, nobody confirms."""
    claimed = Claim.objects.filter(person=OuterRef("person"), topic=OuterRef("topic"))
    verbs.lapse(Confirmation.objects.filter(~Exists(claimed), person=event.person_id))


def topics_merged(event) -> None:
    """Both had numbers; who confirmed both did so once."""
    counting.again(topics=[event.data["topic"], event.data["into"]])
