"""Why a feed can't be read, in words for the host who wants it."""

from django.utils.translation import gettext_lazy as _

from kring.core.outside.fetching import Unreachable

SENTENCES = {
    "address": _(
        "This isn’t the address of a website that everybody can reach. It begins with https://, and holds no name, password or port."
    ),
    "none": _(
        "There is no feed at this address, and the page names none. Look on the website for “RSS” or “Atom”, and give that address."
    ),
    "private": _(
        "This address leads into a private network. Kring only reads what stands on the open internet."
    ),
    "name": _("Nobody knows this website. Is the address typed well?"),
    "way": _(
        "This server has no way out to the internet, so it can’t read what stands there. Who looks after Kring can change that."
    ),
    "time": _("The website took too long to answer. Try again later."),
    "large": _(
        "What stands there is too large to be a feed. Does the website have one with only its latest items?"
    ),
    "answer": _("The website doesn’t answer. Is the address typed well? Else try again later."),
    "login": _(
        "The website wants a login, or refuses to answer Kring. Only what everybody may read can be a source."
    ),
    "missing": _("The website says that there is nothing at this address. Is it typed well?"),
    "gone": _("The website says that this feed is gone for good."),
    "busy": _("The website has a problem, or is too busy. Try again later."),
    "broken": _("What stands there begins as a feed, but can’t be read. Tell the people of that website."),
}
STATUSES = {401: "login", 402: "login", 403: "login", 407: "login", 451: "login", 404: "missing", 410: "gone"}


class Problem(Exception):
    """`code` is one of the above; `after`: seconds that the website asks us to wait."""

    def __init__(self, code: str, after: int = 0):
        super().__init__(code)
        self.code, self.after = code, after

    @classmethod
    def of(cls, why: Unreachable) -> "Problem":
        if why.reason == "status":
            return cls(STATUSES.get(why.status, "busy"), why.after)
        return cls({"sort": "none"}.get(why.reason, why.reason))


def sentence(code: str) -> str:
    return str(SENTENCES.get(code, SENTENCES["answer"]))
