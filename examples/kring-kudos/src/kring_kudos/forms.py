from django import forms
from django.utils.translation import gettext_lazy as _

from kring.core.content.forms import PostForm
from kring.core.people.models import Person
from kring_kudos.models import KudoDetails


class KudoForm(PostForm):
    """A post, and who it thanks: somebody that the author may see."""

    to = forms.ModelChoiceField(Person.objects.none(), label=_("To"), to_field_name="handle")
    field_order = ["to"]

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, person=person, **kwargs)
        people = Person.objects.visible_to(person).active().exclude(pk=person.pk)
        self.fields["to"].queryset = people.order_by("name")
        if details := KudoDetails.objects.filter(content_id=self.instance.pk).select_related("to").first():
            self.initial["to"] = details.to.handle

    def save_details(self, content) -> None:
        KudoDetails.objects.update_or_create(content_id=content.pk, defaults={"to": self.cleaned_data["to"]})
