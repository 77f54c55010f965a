"""Settings, each read from the environment; README.md lists them all."""

from pathlib import Path

from django.urls import reverse_lazy
from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from delegation.environment import (
    address,
    cache,
    choice,
    contact_email,
    contact_phone,
    database,
    env,
    flag,
    mailer,
    months,
    origins,
    secret_key,
)
from delegation.unfold import configuration, label_in_language

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / ".data"))).absolute()

DEBUG = flag("DEBUG", default=False)
DEMO = flag("DEMO", default=False)
SITE_URL = address("SITE_URL", default="http://127.0.0.1:8000")
SECURE_SITE = SITE_URL.startswith("https://")
SECOND_FACTOR_REQUIRED = not (DEBUG or DEMO)
SECRET_KEY = secret_key("SECRET_KEY", folder=DATA_DIR)
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = [SITE_URL]

AGENCY_NAME = env.str("AGENCY_NAME", default="Ceipiemonte")
AGENCY_OWNER = env.str("AGENCY_OWNER", default="Regione Piemonte")
ACCESSIBILITY_STATEMENT_URL = address("ACCESSIBILITY_STATEMENT_URL", default="")
TRANSPARENCY_URL = address("TRANSPARENCY_URL", default="")
CONTACT_EMAIL = contact_email("CONTACT_EMAIL")
CONTACT_PHONE = contact_phone("CONTACT_PHONE")
EMBED_ORIGINS = origins("EMBED_ORIGINS")
PRIVACY = {
    "controller": env.str("PRIVACY_CONTROLLER", default=""),
    "officer": env.str("PRIVACY_OFFICER", default=""),
    "notice_url": address("PRIVACY_NOTICE_URL", default=""),
    "months": months("PRIVACY_MONTHS"),
}

INSTALLED_APPS = [
    "modeltranslation",
    "unfold.apps.BasicAppConfig",
    "unfold.contrib.filters",
    "unfold.contrib.forms",
    "unfold.contrib.inlines",
    "delegation.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_countries",
    "phonenumber_field",
    "simple_history",
    "timezone_field",
    "bootstrap_italia_template",
    "companies",
    "delegation.apps.DelegationConfig",
    "agenda",
    "django_tasks_db",  # after the agenda, whose worker goes before this one's
]

MIDDLEWARE = [
    "delegation.headers.complete_headers",
    "delegation.health.answer_health",
    "agenda.site.page_counts.count_pages",
    "agenda.site.kept_answers.serve_kept",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "delegation.static_compression.compress_static",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]

ROOT_URLCONF = "delegation.urls"
WSGI_APPLICATION = "delegation.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "delegation.context.site",
            ],
        },
    }
]

DATABASES = {"default": database("DATABASE_URL", default=f"sqlite:///{DATA_DIR}/db.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": cache("CACHE_URL", default="locmemcache://")}
MAILERS = {"default": mailer("EMAIL_URL", default=f"filemail://{DATA_DIR}/mails")}
DEFAULT_FROM_EMAIL = env.str("EMAIL_FROM", default="missioni@localhost")
TASKS_BACKEND = choice("TASKS", among=["immediate", "database"], default="immediate")
TASKS = {
    "default": {
        "BACKEND": "django.tasks.backends.immediate.ImmediateBackend"
        if TASKS_BACKEND == "immediate"
        else "django_tasks_db.DatabaseBackend"
    }
}

LANGUAGE_CODE = "it"
LANGUAGES = [("it", _("Italian")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "delegation" / "locale"]
MODELTRANSLATION_DEFAULT_LANGUAGE = "it"
MODELTRANSLATION_FALLBACK_LANGUAGES = ("it", "en")
MODELTRANSLATION_BUILD_LOCALIZED_VERBOSE_NAME = label_in_language
JQUERY_UI_URL = "desk/translation-tabs.js"
TIME_ZONE = "UTC"
USE_TZ = True
PHONENUMBER_DEFAULT_REGION = "IT"
PHONENUMBER_DEFAULT_FORMAT = "INTERNATIONAL"

AUTHENTICATION_BACKENDS = [
    "delegation.roles.RoleBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
CSRF_FAILURE_VIEW = "delegation.views.stale_form"
LOGIN_URL = reverse_lazy("account_login")
LOGIN_REDIRECT_URL = reverse_lazy("admin:index")
ACCOUNT_ADAPTER = "delegation.sign_in.OrganiserAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
MFA_ADAPTER = "delegation.second_factor.SecondFactorAdapter"
MFA_TOTP_ISSUER = AGENCY_NAME
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_TOLERANCE = 1

UNFOLD = configuration(AGENCY_NAME)

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "delegation.design_system.UsedStylesFinder",
]
STATICFILES_DIRS = [BASE_DIR / "delegation" / "static"]
STATIC_COLLECTED = (STATIC_ROOT / "staticfiles.json").exists()
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = not STATIC_COLLECTED
if STATIC_COLLECTED:  # pragma: no cover - tests run where nothing has been collected
    MIDDLEWARE.remove("delegation.static_compression.compress_static")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if STATIC_COLLECTED or flag("COLLECTING_STATIC", default=False)
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

SECURE_CSP = {
    "default-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF, "data:"],
    "base-uri": [CSP.NONE],
    "object-src": [CSP.NONE],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000  # the travel times between 70 venues on one page
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if SECURE_SITE else 0
# Other sites of the agency's domain are not ours to bind: these two are for whoever owns it.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SITE
ALLAUTH_TRUSTED_PROXY_COUNT = int(flag("BEHIND_PROXY", default=False))
if ALLAUTH_TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

LOG_LEVEL = choice("LOG_LEVEL", among=["DEBUG", "INFO", "WARNING", "ERROR"], default="INFO")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "delegation.log.LineFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
    "loggers": {
        "django": {"handlers": [], "level": LOG_LEVEL, "propagate": True},
        "django.server": {"handlers": [], "level": LOG_LEVEL, "propagate": True},
    },
}
