from pathlib import Path

from django.apps import apps
from django.contrib.staticfiles.storage import HashedFilesMixin
from whitenoise.storage import CompressedManifestStaticFilesStorage

from kring.core.features.manifest import Feature

IMPORTS = HashedFilesMixin._js_module_import_aggregation_patterns[1]


def own_folders() -> set[str]:
    """Where Kring's own files and those of features stand below /static/."""
    own = [app for app in apps.get_app_configs() if app.name.startswith("kring.") or isinstance(app, Feature)]
    return {folder.name for app in own for folder in (Path(app.path) / "static").glob("*")}


class HashedStatic(CompressedManifestStaticFilesStorage):
    """Static files under names that hold their hash, also where one of our modules imports another: a module that has two
    addresses runs twice. (Other packages' modules may import by bare names, which no file has.)"""

    def __init__(self, *args, **kwargs):
        modules = [(f"{folder}/*.js", IMPORTS) for folder in sorted(own_folders())]
        self.patterns = (*CompressedManifestStaticFilesStorage.patterns, *modules)
        super().__init__(*args, **kwargs)
