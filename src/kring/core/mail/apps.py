from django.apps import AppConfig


class Mail(AppConfig):
    name = "kring.core.mail"
    label = "mail"
