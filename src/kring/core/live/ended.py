"""What a person may hear has changed (a session or an account ended, a group was left): live servers ask again at once."""

from kring.core.live import bus


def ask_again(*people: int) -> None:
    """After the commit at hand."""
    bus.publish({"type": "ask again", "people": list(people)})
