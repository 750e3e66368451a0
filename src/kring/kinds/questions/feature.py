"""Questions: somebody asks, colleagues answer, and the best answer stands on top."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from kring.core.features.hooks import (
    Ability,
    DigestPart,
    EventType,
    Fill,
    Handler,
    Kind,
    Overlay,
    Reason,
    Slot,
    Tell,
)
from kring.core.features.manifest import Feature


class Questions(Feature):
    name = "kring.kinds.questions"
    label = "questions"
    slug = "questions"
    title = _("Questions")
    description = _(
        "Ask what you don't know. Who asked chooses the best answer, so that the next one finds it."
    )
    icon = "circle-question-mark"
    requires = ("comments",)

    kinds = (
        Kind(
            slug="question",
            label=_("Question"),
            plural=_("Questions"),
            icon="circle-question-mark",
            hue=2,
            prompt=_("What would you like to know?"),
            model="kring.kinds.questions.models:Question",
            form="kring.kinds.questions.forms:QuestionForm",
            details="best_answer__comment__author",
            path="questions",
            listing="kring.kinds.questions.listing:Questions",
            data_in="kring.kinds.questions.models:data_in",
            data_out="kring.kinds.questions.models:data_out",
            room="kring.kinds.questions.paper:room",
            order=30,
        ),
    )
    abilities = (Ability("choose_answer", "kring.kinds.questions.verbs:check_choose"),)
    events = (
        EventType(
            "questions.answered", _("%(actor)s chose the best answer to %(content)s"), "check", live=True
        ),
        EventType(
            "questions.reopened", _("%(actor)s opened %(content)s again"), "circle-question-mark", live=True
        ),
    )
    handlers = (Handler("comments.deleted", "kring.kinds.questions.handlers:answer_deleted"),)
    reasons = (
        Reason("best_answer", _("my answer is chosen as the best one"), icon="check", push=True, order=35),
    )
    tells = (
        Tell(
            "comments.posted",
            "answered",
            "kring.kinds.questions.tells:who_asked",
            ngettext_lazy(
                "%(actors)s answered your question %(content)s",
                "%(actors)s answered your question %(content)s",
                "count",
            ),
        ),
        Tell(
            "questions.answered",
            "best_answer",
            "kring.kinds.questions.tells:who_answered",
            ngettext_lazy(
                "%(actors)s chose your answer to %(content)s as the best one",
                "%(actors)s chose your answer to %(content)s as the best one",
                "count",
            ),
        ),
    )
    fills = (
        Fill(Slot.COMMENT_BAR, "questions/mark.html", "kring.kinds.questions.overlay:where", order=40),
        Fill(Slot.HOME_ASIDE, "questions/widget.html", "kring.kinds.questions.waiting:at_home", order=30),
        Fill(Slot.GROUP_ASIDE, "questions/widget.html", "kring.kinds.questions.waiting:in_group", order=30),
    )
    digest_parts = (
        DigestPart(
            _("Questions you might answer"),
            "kring.kinds.questions.digest:lines",
            "circle-question-mark",
            order=30,
        ),
    )
    overlays = (Overlay("best_answer", "kring.kinds.questions.overlay:buttons"),)
