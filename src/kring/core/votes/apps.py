from django.apps import AppConfig


class Votes(AppConfig):
    name = "kring.core.votes"
    label = "votes"
