"""The page of one kind: everything of it that a person may read, on the platform or in one group."""


class Listing:
    """What `/<path>/` and `/g/<slug>/<path>/` of a kind show. Subclass it where newest first isn't enough."""
