from kring.core.content.models import Content


class Update(Content):
    """An update has no columns of its own: everything it is, Content is."""

    class Meta:
        proxy = True
