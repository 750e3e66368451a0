def whose_album(event) -> list[int]:
    """Who made it, of what others add."""
    return [event.content.author_id]
