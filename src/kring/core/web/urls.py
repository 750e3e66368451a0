"""Core's own addresses; those of features are added by dispatch."""

from django.urls import path
from django.views.generic import RedirectView

from kring.core.content import suggest
from kring.core.content import views as content
from kring.core.files import views as files
from kring.core.groups import views as groups
from kring.core.people import account, accounts, invite, profile
from kring.core.web import home, palette, shortcuts

urlpatterns = [
    path("", home.home, name="home"),
    path("palette/", palette.palette, name="palette"),
    path("shortcuts/", shortcuts.page_of_shortcuts, name="shortcuts"),
    path("new/", content.new, name="new"),
    path("c/<int:id>/", content.item, name="content"),
    path("c/<int:id>/edit/", content.edit, name="content_edit"),
    path("c/<int:id>/history/", content.history, name="content_history"),
    path("c/<int:id>/history/compare/", content.compare, name="content_compare"),
    path("c/<int:id>/history/<int:revision_id>/", content.version, name="content_version"),
    path("c/<int:id>/history/<int:revision_id>/go-back/", content.go_back, name="content_go_back"),
    path("c/<int:id>/schedule/", content.draft.schedule, name="content_schedule"),
    path("c/<int:id>/actions/", content.actions, name="content_actions"),
    path("c/<int:id>/move/", content.move, name="content_move"),
    path("c/<int:id>/do/<slug:verb>/", content.do, name="content_do"),
    path("drafts/", content.draft.drafts, name="drafts"),
    path("drafts/save/", content.draft.save, name="draft_save"),
    path("drafts/load/", content.draft.load, name="draft_load"),
    path("drafts/<int:id>/throw/", content.draft.throw, name="draft_throw"),
    path("drafts/<int:id>/fetch-back/", content.draft.fetch_back, name="draft_fetch_back"),
    path("bin/", content.bin, name="bin"),
    path("topics/", content.every, name="topics"),
    path("topics/<slug:slug>/", content.topic, name="topic"),
    path("topics/<slug:slug>/edit/", content.edit_topic, name="topic_edit"),
    path("g/", groups.overview, name="groups"),
    path("groups/", RedirectView.as_view(pattern_name="groups", query_string=True)),
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
    path("settings/presence/", account.presence, name="settings_presence"),
    path("settings/theme/", account.theme, name="settings_theme"),
    path("suggest/people/", suggest.people, name="suggest_people"),
    path("suggest/topics/", suggest.topics, name="suggest_topics"),
    path("suggest/markdown/", suggest.markdown, name="suggest_markdown"),
    path("suggest/tools/", suggest.tools, name="suggest_tools"),
    path("files/", files.upload, name="upload"),
    path("files/<int:id>/<path:name>", files.download, name="file"),
    path("avatars/<str:name>", files.avatar, name="avatar"),
    path("covers/<str:name>", files.cover, name="cover"),
]
