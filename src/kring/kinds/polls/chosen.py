"""What somebody did with a poll: whether they voted, and what they chose where that is kept."""

from kring.core.features.asked import Mine

MINE = (
    Mine("poll_voter", "polls_voter", content="ballot_id"),
    Mine("poll_vote", "votes_vote", "value || ':' || option"),
)
