"""What features bring to the head of every page, while they are on somewhere."""

from functools import lru_cache

from django.templatetags.static import static
from markupsafe import Markup

from kring.core.features import registry, switches

STYLE = Markup('<link rel="stylesheet" href="{}">')
MODULE = Markup('<script type="module" src="{}"></script>')


@lru_cache(maxsize=4)
def head(_generation) -> Markup:
    """Kept until a switch moves."""
    found = (asset.path for feature, asset in registry.declared("assets") if switches.is_on(feature.slug))
    return Markup("").join(
        (STYLE if path.endswith(".css") else MODULE).format(static(path)) for path in found
    )
