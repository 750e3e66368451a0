from django.urls import path

from kring.tools.knowledge import doing, views

urlpatterns = [
    path("knowledge/", views.every, name="knowledge"),
    path("knowledge/subject/<int:subject_id>/", views.told, name="knowledge_told"),
    path("knowledge/<slug:slug>/", views.subject, name="knowledge_subject"),
    path("knowledge/<slug:slug>/ask/", views.ask, name="knowledge_ask"),
    path("knowledge/<slug:slug>/know/", doing.know, name="knowledge_know"),
    path("knowledge/<slug:slug>/decline/", doing.decline, name="knowledge_decline"),
    path("people/<str:handle>/knows/<slug:slug>/", views.confirmers, name="knowledge_of"),
    path("people/<str:handle>/knows/<slug:slug>/confirm/", doing.confirm, name="knowledge_confirm"),
    path("people/<str:handle>/suggest-knowledge/", doing.suggest, name="knowledge_suggest"),
]
