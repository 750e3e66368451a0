import pytest
from django.test import Client

from tests.cast import PASSWORD


@pytest.fixture
def browser():
    """A browser in which nobody is signed in."""
    return Client(HTTP_USER_AGENT="Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")


@pytest.fixture
def enter():
    """Sign in through the page, and return the answer."""

    def enter(browser, name, password=PASSWORD, **more):
        return browser.post("/accounts/login/", {"login": name, "password": password, **more})

    return enter


@pytest.fixture
def letters(db, mailoutbox):
    """Do the worker's work, and return the letters that went out."""
    from django_tasks_db.models import DBTaskResult

    from kring.core.mail.sending import send_waiting

    def letters():
        for task in DBTaskResult.objects.ready().filter(task_path__startswith="kring.core.people.mail"):
            task.task.func(*task.args_kwargs["args"], **task.args_kwargs["kwargs"])
            task.delete()
        send_waiting()
        return list(mailoutbox)

    return letters
