"""Django, set up once, for commands and servers that need it."""

import os


def start_django(pool: bool = False) -> None:
    """`pool`: share database connections between threads, as the pages do; who works in one thread keeps its own."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kring.project.settings")
    if not pool and (url := os.environ.get("KRING_DATABASE_URL")):
        os.environ["KRING_DATABASE_URL"] = url.partition("?")[0] + "?pool=0"
    import django

    django.setup()
