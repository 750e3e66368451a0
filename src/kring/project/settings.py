"""Django's settings, built from `KRING_…` (see config.py)."""

import hashlib
from importlib.metadata import entry_points
from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from kring.core.web import logs
from kring.project import config as configuration
from kring.project import mail, production
from kring.project.secret import secret_key

CONFIG = configuration.read()
if wrong := production.problems(CONFIG):
    raise ImproperlyConfigured("\n".join(wrong))
DATA = Path(CONFIG.data).absolute()
DATA.mkdir(parents=True, exist_ok=True)
SOURCE = Path(__file__).resolve().parent.parent

DEBUG = CONFIG.debug
SECRET_KEY = CONFIG.secret_key or secret_key(DATA)
# Tells platforms apart that use one Redis.
INSTALLATION = hashlib.sha256(f"installation:{SECRET_KEY}".encode()).hexdigest()[:12]
BASE_URL = (CONFIG.url or f"http://localhost:{CONFIG.port}").rstrip("/")
ALLOWED_HOSTS = [h.strip() for h in CONFIG.allowed_hosts.split(",") if h.strip()] or (
    [] if CONFIG.production else ["*"]
)
CSRF_TRUSTED_ORIGINS = [BASE_URL]

# Features arrive by entry point only, Kring's own and a third party's alike. Sorted, so that two processes agree.
FEATURES = sorted(point.value.replace(":", ".") for point in entry_points(group="kring.features"))

INSTALLED_APPS = [
    "kring.core.web.apps.Web",
    "kring.core.features.apps.Features",
    "kring.core.people.apps.People",
    "kring.core.groups.apps.Groups",
    "kring.core.content.apps.ContentApp",
    "kring.core.votes.apps.Votes",
    "kring.core.files.apps.Files",
    "kring.core.activity.apps.Activity",
    "kring.core.live.apps.Live",
    "kring.core.search.apps.Search",
    "kring.core.notify.apps.Notify",
    "kring.core.mail.apps.Mail",
    "kring.core.letterbox.apps.Letterbox",
    "kring.core.push.apps.Push",
    "kring.exchange.apps.Exchange",
    *FEATURES,
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "django_htmx",
    "django_prose_editor",
    "django_tasks",
    "django_tasks_db",
    "csp",
]

MIDDLEWARE = [
    "kring.core.web.middleware.RequestLog",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "kring.core.web.policy.Policy",
    "kring.core.people.middleware.SignedIn",
    "kring.core.web.middleware.Language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "kring.core.web.middleware.Refusals",
]

ROOT_URLCONF = "kring.project.urls"
WSGI_APPLICATION = "kring.project.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = {"default": configuration.database(CONFIG)}
CACHES = {
    "default": (
        {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": CONFIG.redis_url,
            "KEY_PREFIX": INSTALLATION,
        }
        if CONFIG.redis_url
        else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 20_000}}
    )
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "ENQUEUE_ON_COMMIT": False}}

TEMPLATES = [
    {
        "BACKEND": "kring.core.web.jinja.KringTemplates",
        "NAME": "jinja2",
        "APP_DIRS": True,
        "OPTIONS": {"environment": "kring.core.web.jinja.environment"},
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]

LOGGING = logs.configure(CONFIG.log_level, CONFIG.log_format)
EMAIL_BACKEND, EMAIL = mail.backend(CONFIG.email_url, DATA)
for name, value in EMAIL.items():
    globals()[name] = value
DEFAULT_FROM_EMAIL = SERVER_EMAIL = CONFIG.email_from or "Kring <kring@localhost>"

LANGUAGE_CODE = CONFIG.language
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
LOCALE_PATHS = [SOURCE / "locale"]
TIME_ZONE = CONFIG.time_zone
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
MEDIA_ROOT = DATA / "files"
MEDIA_URL = "/files/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "kring.core.web.storage.HashedStatic"},
}
WHITENOISE_USE_FINDERS = DEBUG
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["kring.core.people.sign_in.ByHandleOrEmail"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("handle", "name", "email")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = 86400
ACCOUNT_ADAPTER = "kring.core.people.sign_in.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "handle"
ACCOUNT_LOGIN_METHODS = {"email", "username"}
ACCOUNT_SIGNUP_FIELDS = ["email", "username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL = "account_login"
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"
# A whole office may share one address; a name has its own, stricter count.
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": "20/m/ip,5/300s/key"}
ACCOUNT_FORMS = {
    "login": "kring.core.people.forms.SignIn",
    "reset_password": "kring.core.people.forms.ForgottenPassword",
    "reset_password_from_key": "kring.core.people.forms.NewPassword",
}
LOGIN_REDIRECT_URL = "/"

SESSION_ENGINE = "kring.core.people.sessions"
SESSION_COOKIE_AGE = CONFIG.session_days * 86400
SESSION_COOKIE_NAME = "kring_session"
CSRF_COOKIE_NAME = "kring_csrf"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BASE_URL.startswith("https:")
CSRF_FAILURE_VIEW = "kring.core.web.errors.stale_form"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"

SECURE_HSTS_SECONDS = 31536000 if CONFIG.production else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if CONFIG.forwarded_for:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        # Without a proxy the live server is another origin: the next port of whatever name this host goes by.
        "connect-src": [SELF] if CONFIG.url else [SELF, f"http://*:{CONFIG.port + 1}"],
        "worker-src": [SELF],
        "manifest-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
