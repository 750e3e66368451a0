from django.apps import AppConfig


class People(AppConfig):
    name = "kring.core.people"
    label = "people"
