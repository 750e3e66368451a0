from django.urls import path

from kring.tools.messages import views

HERE = "messages/"
ONE = HERE + "<int:conversation_id>/"

urlpatterns = [
    path(HERE, views.inbox, name="messages"),
    path(HERE + "new/", views.start, name="message_start"),
    path(HERE + "people/", views.found, name="message_people"),
    path(HERE + "settings/", views.choose, name="message_settings"),
    path(ONE, views.conversation, name="conversation"),
    path(ONE + "news/", views.news, name="conversation_news"),
    path(ONE + "about/", views.about, name="conversation_about"),
    path(ONE + "add/", views.add, name="conversation_add"),
    path(ONE + "do/<slug:verb>/", views.do, name="conversation_do"),
    path(ONE + "<int:message_id>/edit/", views.edit, name="message_edit"),
    path(ONE + "<int:message_id>/delete/", views.delete, name="message_delete"),
    path("people/<str:handle>/message/", views.to, name="message_to"),
    path("people/<str:handle>/block/", views.block, name="message_block"),
]
