from django.urls import path

from kring.kinds.events.views import answering, attending, feeds, importing, organising

urlpatterns = [
    path("c/<int:id>/answer/", answering.answer, name="event_answer"),
    path("c/<int:id>/sign-up/", answering.sign_up, name="event_sign_up"),
    path("c/<int:id>/coming/", answering.who, name="event_coming"),
    path("c/<int:id>/dates/", answering.all_dates, name="event_dates"),
    path("c/<int:id>/dates/move/", organising.move, name="event_move"),
    path("c/<int:id>/organise/", organising.organise, name="event_organise"),
    path("c/<int:id>/cancel/", organising.cancel, name="event_cancel"),
    path("c/<int:id>/event.ics", feeds.one, name="event_ics"),
    path("c/<int:id>/invite/", organising.invite, name="event_invite"),
    path("c/<int:id>/papers/", organising.paper, name="event_papers"),
    path("c/<int:id>/check-in/", attending.screen, name="event_screen"),
    path("c/<int:id>/attended/", attending.mark, name="event_mark"),
    path("c/<int:id>/coming.csv", attending.table, name="event_table"),
    path("here/<str:token>/", attending.here, name="event_here"),
    path("people/<str:handle>/trainings/", attending.trainings, name="person_trainings"),
    path("events/import/", importing.bring_in, name="event_import"),
    path("events/feeds/", feeds.addresses, name="event_feeds"),
    path("events/feed/<str:token>/mine.ics", feeds.feed, {"what": "mine"}, name="event_feed_mine"),
    path("events/feed/<str:token>/all.ics", feeds.feed, {"what": "all"}, name="event_feed_all"),
    path("events/feed/<str:token>/g/<slug:slug>.ics", feeds.feed, {"what": "group"}, name="event_feed_group"),
]
