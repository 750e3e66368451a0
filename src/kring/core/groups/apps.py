from django.apps import AppConfig


class Groups(AppConfig):
    name = "kring.core.groups"
    label = "groups"
