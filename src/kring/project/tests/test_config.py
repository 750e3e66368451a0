"""Settings: typed, documented, and refused where they would be insecure."""

from dataclasses import fields
from pathlib import Path

import pytest

from kring.project import config as configuration
from kring.project.config import Config, ConfigError, variable
from kring.project.mail import backend
from kring.project.production import problems

DOCUMENT = Path(__file__).parents[4] / "docs" / "admin" / "settings.md"
GOOD = {
    "production": True,
    "secret_key": "Zq8vN2xK5mW9rT3yB7cF1gH4jL6pD0sA-eUiOaQwXzVbNmKlJh",
    "allowed_hosts": "kring.example.org",
    "url": "https://kring.example.org",
    "forwarded_for": True,
}


def shown(value) -> str:
    if value is True or value is False:
        return f"`{int(value)}`"
    return f"`{value}`" if value != "" else "empty"


@pytest.mark.parametrize("item", fields(Config), ids=lambda item: item.name)
def test_every_setting_is_documented_with_its_default(item):
    row = f"| `{variable(item.name)}` | {item.type} | {shown(item.default)} | {item.metadata['help']} |"
    assert row in DOCUMENT.read_text().splitlines()


def test_no_setting_is_documented_that_is_not_there():
    rows = [line.split("`")[1] for line in DOCUMENT.read_text().splitlines() if line.startswith("| `KRING_")]
    assert rows == [variable(item.name) for item in fields(Config)]


def test_values_have_their_type():
    config = configuration.read(
        {"KRING_PORT": "9000", "KRING_DEBUG": "true", "KRING_DATA": "/srv/kring", "KRING_NAME": ""}
    )
    assert (config.port, config.debug, config.data, config.name) == (9000, True, Path("/srv/kring"), "Kring")


@pytest.mark.parametrize(("name", "value"), [("KRING_PORT", "eight"), ("KRING_DEBUG", "perhaps")])
def test_a_value_of_the_wrong_sort_names_its_variable(name, value):
    with pytest.raises(ConfigError, match=f"{name} is “{value}”"):
        configuration.read({name: value})


def test_a_good_production_has_no_problems():
    assert problems(Config(**GOOD)) == []


@pytest.mark.parametrize(
    ("changed", "word"),
    [
        ({"debug": True}, "KRING_DEBUG is on"),
        ({"secret_key": ""}, "KRING_SECRET_KEY is missing"),
        ({"secret_key": "secret"}, "KRING_SECRET_KEY is too easy"),
        ({"secret_key": "a" * 60}, "KRING_SECRET_KEY is too easy"),
        ({"allowed_hosts": ""}, "KRING_ALLOWED_HOSTS is missing"),
        ({"allowed_hosts": "*"}, "KRING_ALLOWED_HOSTS lets in"),
        ({"allowed_hosts": "other.example.org"}, "doesn't hold the host of KRING_URL"),
        ({"url": ""}, "KRING_URL is missing"),
        ({"url": "http://kring.example.org"}, "KRING_URL doesn't begin with https"),
        ({"forwarded_for": False}, "KRING_FORWARDED_FOR is off"),
        ({"port": 65535}, "KRING_PORT should be"),
        ({"processes": 4}, "KRING_PROCESSES is more than 1"),
        ({"log_format": "xml"}, "KRING_LOG_FORMAT"),
        ({"language": "fy"}, "KRING_LANGUAGE"),
    ],
)
def test_each_weakness_is_refused_with_one_sentence(changed, word):
    found = problems(Config(**{**GOOD, **changed}))
    assert len(found) == 1, found
    assert word in found[0]
    assert found[0].endswith(".")


def test_outside_production_convenience_is_fine():
    assert problems(Config()) == []


def test_a_database_address_is_read_with_its_odd_characters():
    entry = configuration.database(Config(database_url="postgres://us%40er:p%2Fw@db:5433/kr%20ing"))
    assert (entry["USER"], entry["PASSWORD"], entry["HOST"], entry["PORT"], entry["NAME"]) == (
        "us@er", "p/w", "db", 5433, "kr ing",
    )  # fmt: skip
    with pytest.raises(ConfigError, match="KRING_DATABASE_URL"):
        configuration.database(Config(database_url="mysql://db/kring"))


def test_mail_addresses():
    assert backend("", Path("/d"))[1] == {"EMAIL_FILE_PATH": Path("/d/mail")}
    settings = backend("smtp://me:pass@mail:2525?tls=1", Path("/d"))[1]
    assert (settings["EMAIL_HOST"], settings["EMAIL_PORT"], settings["EMAIL_USE_TLS"]) == ("mail", 2525, True)
    assert backend("smtps://mail", Path("/d"))[1]["EMAIL_PORT"] == 465
    with pytest.raises(ConfigError):
        backend("mail.example.org", Path("/d"))
