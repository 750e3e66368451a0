from django.urls import path

from kring.tools.sources.views import adding, deciding, keeping, showing

GROUP = "g/<slug:slug>/sources/"

urlpatterns = [
    path("sources/", showing.everywhere, name="sources"),
    path(GROUP, showing.in_group, name="group_sources"),
    path(f"{GROUP}decided/", showing.decided, name="group_sources_decided"),
    path(f"{GROUP}new/", adding.new, name="group_source_new"),
    path(f"{GROUP}new/<uuid:token>/", adding.found, name="group_source_found"),
    path(f"{GROUP}entries/", deciding.several, name="group_source_entries"),
    path(f"{GROUP}entries/<int:id>/", deciding.in_own_words, name="group_source_entry"),
    path(f"{GROUP}entries/<int:id>/wait/", deciding.wait, name="group_source_entry_wait"),
    path(f"{GROUP}<int:id>/", keeping.edit, name="group_source"),
    path(f"{GROUP}<int:id>/<slug:verb>/", keeping.do, name="group_source_do"),
]
