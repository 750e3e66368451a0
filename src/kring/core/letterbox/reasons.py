"""Why a message was not taken: in a manager's words, and (where there is an answer at all) in the sender's."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Reason:
    """`words` for managers; `answer` for who wrote, "" where nobody is told. `gives_back`: their text goes along."""

    words: object
    answer: object = ""
    gives_back: bool = True


REASONS = {
    # ignored: nobody is told
    "automatic": Reason(_("An automatic answer")),
    "loop": Reason(_("Our own mail came back")),
    "stranger": Reason(_("Nobody here has this address")),
    "ended": Reason(_("The account of this person has ended")),
    "forged": Reason(_("The sender’s own mail server says that it isn’t theirs (DMARC)")),
    "nobody": Reason(_("Not one clear sender")),
    "bounce": Reason(_("A mail that couldn’t be delivered")),
    "unknown": Reason(_("No address of ours")),
    # refused: who wrote is told
    "other": Reason(
        _("The answer came from another address than the person’s own"),
        _(
            "Only who that mail was sent to can answer it, and only from that address. Write from there, or answer on the page."
        ),
        gives_back=False,
    ),
    "late": Reason(
        _("The address was older than half a year"),
        _(
            "The mail that you answered is older than half a year, and its address no longer holds. Answer on the page instead."
        ),
    ),
    "gone": Reason(
        _("What was written to isn’t there for this person"),
        _("What you wrote to isn’t there any more, or it takes no mail from you."),
    ),
    "forbidden": Reason(_("This person may not do that there")),
    "empty": Reason(
        _("No text above the quote"),
        _("We found no words of yours in it: write them above the mail that you answer."),
    ),
    "long": Reason(
        _("The text was too long"), _("It is longer than what can be posted by mail. Post it on the page.")
    ),
    # refused or failed: who wrote is told of one of them a day
    "unreadable": Reason(
        _("The message couldn’t be read"),
        _("We couldn’t read it. Write it on the page, or in a new mail with nothing but text."),
    ),
    "often": Reason(
        _("Very many mails from this person"),
        _(
            "So many mails came from you that we take no more for now. Send it again tomorrow, or write it on the page."
        ),
    ),
    "failed": Reason(
        _("Something went wrong, several times"),
        _("Something went wrong here, several times. Send it again, or write it on the page."),
    ),
    "unanswered": Reason(
        _("More refused mails than are answered in a day"),
        _(
            "Several of your mails weren’t posted today. Look on the page which are missing, and write those there."
        ),
    ),
    # taken, with something to tell
    "files": Reason(
        _("Not every attachment could be kept"),
        _("What you wrote by mail is posted, but this couldn’t be kept:"),
    ),
    "unproven": Reason(
        _("Kept as a draft: nothing proves who sent it"),
        _(
            "A mail in your name came for a group. Nothing proves that you sent it, so it waits in your drafts: post it there if it "
            "is yours, or throw it away."
        ),
    ),
}
ONCE_A_DAY = ("unreadable", "often", "failed", "unanswered")
