"""`/healthz`: this process answers. `/readyz`: it can do its work too. Both for machines, so no host name is asked."""

from django.db import Error, connection
from django.http import HttpResponse, JsonResponse
from django.utils import timezone

_migrated = False


def alive(request) -> HttpResponse:
    return HttpResponse("ok\n", content_type="text/plain", headers={"Cache-Control": "no-store"})


def ready(request) -> JsonResponse:
    """503 with what is missing, one entry for each part; "ok" where there is nothing to say."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        parts = {"database": "doesn't answer"}
    else:
        parts = {"database": "ok", "migrations": migrations(), "worker": worker()}
    good = all(state == "ok" for state in parts.values())
    return JsonResponse(
        {"ready": good, **parts}, status=200 if good else 503, headers={"Cache-Control": "no-store"}
    )


def migrations() -> str:
    """What has been applied stays so while this process lives: asked until the answer is yes."""
    global _migrated
    if not _migrated:
        from django.db.migrations.executor import MigrationExecutor

        try:
            executor = MigrationExecutor(connection)
            waiting = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
        except Error:
            return "can't be read"
        if waiting:
            return f"{waiting} to apply"
        _migrated = True
    return "ok"


def worker() -> str:
    from kring.core.live import heartbeat

    try:
        seen = heartbeat.last()
    except Error:
        return "can't be read"
    if seen is None:
        return "never seen"
    ago = timezone.now() - seen
    return "ok" if ago < heartbeat.MISSING_AFTER else f"not seen for {int(ago.total_seconds())} s"


PROBES = {"/healthz": alive, "/readyz": ready}
