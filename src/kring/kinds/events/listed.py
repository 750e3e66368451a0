"""The attendance list as a file for a spreadsheet."""

import csv
import io

from django.utils.translation import gettext as _

from kring.kinds.events import coming
from kring.kinds.events.models import Answer, Details

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def safe(value) -> str:
    """What somebody typed never runs as a formula: a spreadsheet shows what begins with an apostrophe as it stands."""
    text = str(value)
    return f"'{text}" if text.lstrip().startswith(FORMULA) or text.startswith(FORMULA) else text


def table(plan: Details, key) -> str:
    out = io.StringIO()
    rows = csv.writer(out)
    heads = [_("Name"), _("E-mail"), _("Department"), _("Answer"), _("Guests"), _("Attended")]
    rows.writerow([safe(head) for head in (*heads, *plan.questions)])
    for row in coming.answers(plan.pk, key):
        person = row.person
        there = {True: _("yes"), False: _("no"), None: ""}[row.attended]
        told = [person.name, person.email or "", person.department, _said(row), row.guests, there]
        rows.writerow([safe(value) for value in (*told, *(row.remarks.get(q, "") for q in plan.questions))])
    return "\ufeff" + out.getvalue()


def _said(row: Answer) -> str:
    return _("waiting") if row.group == "waiting" else str(row.get_answer_display())
