from django_tasks import task

from kring.tools.sources import adding, fetching


@task()
def look(token: str) -> None:
    """Somebody waits for this."""
    adding.see(token)


@task(priority=-10)
def fetch(source_id: int) -> None:
    """Nobody waits for this: what people did goes first."""
    fetching.look_in_on(source_id)
