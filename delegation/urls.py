"""Every address of the site."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView
from django.views.i18n import set_language

from agenda.urls import private, public
from delegation import views
from delegation.accounts import accounts

urlpatterns = [
    path("admin/", admin.site.urls),
    path("accounts/", include(accounts)),
    path("language/", set_language, name="set_language"),
    *private,
    *i18n_patterns(
        path("", RedirectView.as_view(pattern_name="missions"), name="home"),
        path("privacy/", views.privacy, name="privacy"),
        path("accessibility/", views.accessibility, name="accessibility"),
        *public,
    ),
]
