from django.urls import path

from kring.kinds.documents.views import document, library

urlpatterns = [
    path("g/<slug:slug>/documents/add/", library.add, name="documents_add"),
    path("g/<slug:slug>/documents/make/", library.make, name="documents_make"),
    path("g/<slug:slug>/documents/zip/", library.as_zip, name="documents_zip"),
    path("g/<slug:slug>/documents/folders/<int:id>/", library.folder, name="documents_folder"),
    path("c/<int:id>/replace/", document.replace, name="document_replace"),
    path("c/<int:id>/versions/", document.versions, name="document_versions"),
    path("c/<int:id>/versions/compare/", document.compare, name="document_compare"),
    path("c/<int:id>/versions/<int:revision_id>/go-back/", document.go_back, name="document_go_back"),
    path("c/<int:id>/versions/<int:revision_id>/picture/", document.picture, name="document_picture"),
    path("c/<int:id>/check-out/", document.check_out, name="document_check_out"),
    path("c/<int:id>/check-out/end/", document.end_check_out, name="document_end_check_out"),
    path("c/<int:id>/folder/", document.lay, name="document_lay"),
    path("c/<int:id>/preview/", document.coming, name="document_coming"),
]
