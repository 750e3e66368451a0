from django.urls import path

from kring.tools.manage import views

urlpatterns = [
    path("manage/", views.overview, name="manage"),
    path("manage/features/", views.features, name="manage_features"),
    path("manage/features/<slug:slug>/", views.switch, name="manage_switch"),
    path("manage/groups/", views.groups, name="manage_groups"),
    path("manage/groups/<slug:slug>/host/", views.become_host, name="manage_become_host"),
    path("manage/people/", views.people, name="manage_people"),
    path("manage/searches/", views.searches, name="manage_searches"),
    path("manage/mail/", views.mail, name="manage_mail"),
    path("manage/mail-in/", views.mail_in, name="manage_mail_in"),
    path("manage/components/", views.components, name="manage_components"),
    path("manage/organisation/", views.organisation, name="manage_organisation"),
]
