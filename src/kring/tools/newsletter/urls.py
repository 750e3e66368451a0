from django.urls import path

from kring.tools.newsletter import views

ONE = "newsletters/<int:newsletter_id>/"

urlpatterns = [
    path("newsletters/", views.overview, name="newsletters"),
    path("newsletters/new/", views.start, name="newsletter_start"),
    path(ONE, views.newsletter, name="newsletter"),
    path(f"{ONE}write/", views.write, name="newsletter_write"),
    path(f"{ONE}choose/", views.choose, name="newsletter_choose"),
    path(f"{ONE}add/", views.add, name="newsletter_add"),
    path(f"{ONE}order/", views.order, name="newsletter_order"),
    path(f"{ONE}parts/<int:part_id>/<slug:verb>/", views.change, name="newsletter_part"),
    path(f"{ONE}look/", views.look, name="newsletter_look"),
    path(f"{ONE}letter/", views.letter, name="newsletter_letter"),
    path(f"{ONE}do/<slug:verb>/", views.do, name="newsletter_do"),
    path(f"{ONE}to/<int:content_id>/", views.to_item, name="newsletter_item"),
]
