from django.apps import AppConfig


class Search(AppConfig):
    name = "kring.core.search"
    label = "search"
