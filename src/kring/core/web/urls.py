"""Core's own addresses; those of features are added by dispatch."""

from django.urls import path

from kring.core.content import views as content
from kring.core.files import views as files
from kring.core.groups import views as groups
from kring.core.people import account, accounts, invite, profile
from kring.core.web import home

urlpatterns = [
    path("", home.home, name="home"),
    path("new/", content.new, name="new"),
    path("c/<int:id>/", content.item, name="content"),
    path("c/<int:id>/edit/", content.edit, name="content_edit"),
    path("c/<int:id>/history/", content.history, name="content_history"),
    path("c/<int:id>/actions/", content.actions, name="content_actions"),
    path("c/<int:id>/move/", content.move, name="content_move"),
    path("c/<int:id>/do/<slug:verb>/", content.do, name="content_do"),
    path("drafts/", content.drafts, name="drafts"),
    path("bin/", content.bin, name="bin"),
    path("g/", groups.directory, name="groups"),
    path("g/new/", groups.start, name="group_start"),
    path("g/<slug:slug>/", groups.stream, name="group"),
    path("g/<slug:slug>/members/", groups.members, name="group_members"),
    path("g/<slug:slug>/about/", groups.about, name="group_about"),
    path("g/<slug:slug>/settings/", groups.settings, name="group_settings"),
    path("g/<slug:slug>/settings/features/", groups.features, name="group_features"),
    path("g/<slug:slug>/invite/", groups.invite, name="group_invite"),
    path("g/<slug:slug>/requests/<int:id>/", groups.answer, name="group_answer"),
    path("g/<slug:slug>/members/<str:handle>/", groups.member, name="group_member"),
    path("g/<slug:slug>/do/<slug:verb>/", groups.do, name="group_do"),
    path("people/invite/", invite.invite, name="invite"),
    path("people/invite/<int:id>/withdraw/", invite.withdraw, name="invitation_withdraw"),
    path("people/<str:handle>/", profile.person, name="person"),
    path("people/<str:handle>/role/", accounts.role, name="person_role"),
    path("people/<str:handle>/end/", accounts.end, name="person_end"),
    path("people/<str:handle>/reopen/", accounts.reopen, name="person_reopen"),
    path("settings/", account.profile, name="settings"),
    path("settings/picture/", account.avatar, name="settings_avatar"),
    path("settings/colleagues/", account.colleagues, name="settings_colleagues"),
    path("settings/account/", account.account, name="settings_account"),
    path("settings/sessions/", account.sessions, name="settings_sessions"),
    path("settings/theme/", account.theme, name="settings_theme"),
    path("files/<int:id>/<path:name>", files.download, name="file"),
    path("avatars/<str:name>", files.avatar, name="avatar"),
    path("covers/<str:name>", files.cover, name="cover"),
]
