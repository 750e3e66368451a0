from django.contrib.staticfiles.storage import HashedFilesMixin
from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStatic(CompressedManifestStaticFilesStorage):
    """Static files under names that hold their hash, also where one of our modules imports another. (Other packages'
    modules may import by bare names, which no file has.)"""

    patterns = (
        *CompressedManifestStaticFilesStorage.patterns,
        ("web/*.js", HashedFilesMixin._js_module_import_aggregation_patterns[1]),
    )
