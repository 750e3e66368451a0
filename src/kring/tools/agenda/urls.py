from django.urls import path

from kring.tools.agenda.views import moving, prompting, showing

GROUP = "g/<slug:slug>/agenda/"

urlpatterns = [
    path("agenda/", showing.everywhere, name="agenda"),
    path("agenda/<int:id>/move/", moving.move, name="agenda_move"),
    path(GROUP, showing.in_group, name="group_agenda"),
    path(f"{GROUP}prompts/", prompting.prompts, name="group_prompts"),
    path(f"{GROUP}prompts/new/", prompting.new, name="group_prompt_new"),
    path(f"{GROUP}prompts/<int:id>/", prompting.edit, name="group_prompt"),
    path(f"{GROUP}prompts/<int:id>/<slug:verb>/", prompting.do, name="group_prompt_do"),
]
