from django.apps import AppConfig


class Files(AppConfig):
    name = "kring.core.files"
    label = "files"
