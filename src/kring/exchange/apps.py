from django.apps import AppConfig


class Exchange(AppConfig):
    name = "kring.exchange"
    label = "exchange"
