"""The signing key of an installation that didn't set one: made once, kept in the data folder, readable by its owner."""

import os
import secrets
from pathlib import Path


def secret_key(data: Path) -> str:
    path = data / "secret-key"
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
    except FileExistsError:
        pass
    return path.read_text().strip()
