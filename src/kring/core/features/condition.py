"""A condition written as SQL that the ORM takes as one of its own: made once, not built anew from parts for each query."""

from collections.abc import Sequence

from django.db.models import BooleanField, Expression, F


class Condition(Expression):
    """A condition on the rows of one table, for `filter`. `{row}` in its text is where the row stands in the query; `params`
    are what its `%s` are."""

    conditional = True
    output_field = BooleanField()

    def __init__(self, text: str, params: Sequence = ()):
        super().__init__()
        self.text, self.params = text, tuple(params)
        self.row = F("pk")

    def get_source_expressions(self):
        return [self.row]

    def set_source_expressions(self, found):
        (self.row,) = found

    def as_sql(self, compiler, connection):
        alias = compiler.quote_name_unless_alias(self.row.alias)
        return self.text.replace("{row}", alias), list(self.params)
