from django.urls import path

from kring.kinds.thanks import views

urlpatterns = [path("people/<str:handle>/thanks/", views.of_person, name="thanks_of_person")]
