from django.apps import AppConfig


class Features(AppConfig):
    name = "kring.core.features"
    label = "features"

    def ready(self):
        from kring.core.features import checks  # noqa: F401  registers the system checks
