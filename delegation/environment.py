"""Settings read from the environment; a wrong value is refused with a sentence."""

import re
import secrets
from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off", ""}
CACHES = {
    "locmemcache": "locmem.LocMemCache",
    "dbcache": "db.DatabaseCache",
    "redis": "redis.RedisCache",
    "rediss": "redis.RedisCache",
    "valkey": "redis.RedisCache",
    "valkeys": "redis.RedisCache",
}
MAIL_SERVER_ANSWERS_WITHIN_SECONDS = 20
DATABASES = ("sqlite://", "postgres://", "postgresql://")
env = environ.Env()


def flag(name: str, *, default: bool) -> bool:
    """Return a yes-or-no setting.

    Raises:
        ImproperlyConfigured: the value is neither.
    """
    value = env.str(name, default=str(default)).strip().lower()
    if value not in TRUE | FALSE:
        raise ImproperlyConfigured(f"{name} is “{value}”: write true or false.")
    return value in TRUE


def choice(name: str, *, among: list[str], default: str) -> str:
    """Return one of the words that a setting may have.

    Raises:
        ImproperlyConfigured: it is none of them.
    """
    value = env.str(name, default=default).strip()
    if value not in among:
        raise ImproperlyConfigured(f"{name} is “{value}”: write one of {', '.join(among)}.")
    return value


def address(name: str, *, default: str) -> str:
    """Return a web address without its last slash; empty stays empty.

    Raises:
        ImproperlyConfigured: it doesn't begin with http:// or https:// and a host.
    """
    value = env.str(name, default=default).strip().rstrip("/")
    parts = urlsplit(value)
    if value and not (parts.scheme in {"http", "https"} and parts.hostname):
        raise ImproperlyConfigured(
            f"{name} is “{value}”: write an address like https://example.org."
        )
    return value


def origins(name: str) -> list[str]:
    """Return the sites that a setting names, by commas: ``https://example.org``; none if empty.

    Raises:
        ImproperlyConfigured: one is no address of a site, or has more than host and port.
    """
    values = [value.strip().rstrip("/") for value in env.list(name, default=[]) if value.strip()]
    for value in values:
        parts = urlsplit(value)
        host = (parts.hostname or "").removeprefix("*.").replace("-", "").replace(".", "")
        is_plain = value == f"{parts.scheme}://{parts.netloc}" and "@" not in parts.netloc
        if not (parts.scheme in {"http", "https"} and host.isalnum() and is_plain):
            raise ImproperlyConfigured(
                f"{name} has “{value}”: write sites like https://example.org, by commas."
            )
    return values


def contact_email(name: str) -> str:
    """Return an e-mail address, empty where none was given.

    Raises:
        ImproperlyConfigured: it is none.
    """
    value = env.str(name, default="").strip()
    if value:
        try:
            validate_email(value)
        except ValidationError as error:
            raise ImproperlyConfigured(
                f"{name} is “{value}”: write an e-mail address like missions@example.org."
            ) from error
    return value


def contact_phone(name: str) -> str:
    """Return a telephone number as ``+39 011 1234567``, empty where none was given.

    Raises:
        ImproperlyConfigured: it has no country code, or more than digits and spaces.
    """
    value = env.str(name, default="").strip()
    if value and not re.fullmatch(r"\+[0-9 ]{6,20}", value):
        raise ImproperlyConfigured(f"{name} is “{value}”: write a number like +39 011 1234567.")
    return value


def months(name: str) -> int | None:
    """Return a number of months, None where nobody said one.

    Raises:
        ImproperlyConfigured: it is no whole number above zero.
    """
    value = env.str(name, default="").strip()
    if value and not (value.isascii() and value.isdecimal() and int(value)):
        raise ImproperlyConfigured(f"{name} is “{value}”: write a number of months, like 60.")
    return int(value) if value else None


def database(name: str, *, default: str) -> dict[str, object]:
    """Return Django's description of the database named by an address.

    Raises:
        ImproperlyConfigured: it is neither SQLite nor PostgreSQL.
    """
    value = env.str(name, default=default).strip()
    if not value.startswith(DATABASES):
        raise ImproperlyConfigured(
            f"{name} must begin with one of {', '.join(DATABASES)}: "
            "for example postgres://user:password@host:5432/name."
        )
    described = env.db_url_config(value)
    if described["ENGINE"].endswith("sqlite3"):
        described["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        }
    else:
        described["OPTIONS"] = {**described.get("OPTIONS", {}), "pool": {"timeout": 10}}
    return described


def cache(name: str, *, default: str) -> dict[str, object]:
    """Return Django's description of the cache named by an address.

    Raises:
        ImproperlyConfigured: the address names no cache that is known.
    """
    value = env.str(name, default=default).strip()
    scheme, separator, rest = value.partition("://")
    if not separator or scheme not in CACHES:
        raise ImproperlyConfigured(
            f"{name} must begin with one of {', '.join(f'{known}://' for known in CACHES)}: "
            "for example redis://host:6379/1."
        )
    if CACHES[scheme].startswith("redis"):
        rest = f"{scheme.replace('valkey', 'redis')}://{rest}"
    return {"BACKEND": f"django.core.cache.backends.{CACHES[scheme]}", "LOCATION": rest}


def mailer(name: str, *, default: str) -> dict[str, object]:
    """Return how mails leave, as Django's MAILERS wants it.

    Raises:
        ImproperlyConfigured: the address names no way of sending that is known.
    """
    value = env.str(name, default=default).strip()
    try:
        known = env.email_url_config(value)
    except (ImproperlyConfigured, KeyError, ValueError):
        known = {}
    if not known.get("EMAIL_BACKEND"):
        raise ImproperlyConfigured(
            f"{name} is not understood: write smtp+tls://user:password@host:587, or filemail:///folder."
        )
    if known["EMAIL_BACKEND"].endswith("filebased.EmailBackend"):
        options = {"file_path": f"/{known['EMAIL_FILE_PATH']}"}
    elif known["EMAIL_BACKEND"].endswith("smtp.EmailBackend"):
        options = {
            "host": known["EMAIL_HOST"],
            "port": known["EMAIL_PORT"] or 25,
            "username": known["EMAIL_HOST_USER"] or "",
            "password": known["EMAIL_HOST_PASSWORD"] or "",
            "use_tls": known.get("EMAIL_USE_TLS", False),
            "use_ssl": known.get("EMAIL_USE_SSL", False),
            "timeout": MAIL_SERVER_ANSWERS_WITHIN_SECONDS,
        }
    else:
        options = {}
    return {"BACKEND": known["EMAIL_BACKEND"], "OPTIONS": options}


def secret_key(name: str, *, folder: Path) -> str:
    """Return the key that signs sessions and personal links.

    Without the setting, a random one is made once and kept in the folder.

    Raises:
        ImproperlyConfigured: it is too short, or can't be kept.
    """
    value = env.str(name, default="")
    if not value:
        return kept_secret_key(folder / "secret_key")
    if len(value) < 50:
        raise ImproperlyConfigured(f"{name} is too short: it needs 50 characters or more.")
    return value


def kept_secret_key(kept: Path) -> str:
    """Return the key in this file, written there first where there is none.

    Raises:
        ImproperlyConfigured: the folder can't be written.
    """
    try:
        if not kept.exists():
            kept.parent.mkdir(parents=True, exist_ok=True)
            new = kept.with_name(f"{kept.name}.{secrets.token_hex(4)}")
            new.touch(mode=0o600)
            new.write_text(secrets.token_urlsafe(50), encoding="ascii")
            new.rename(kept)
        return kept.read_text(encoding="ascii")
    except OSError as error:
        raise ImproperlyConfigured(
            f"The folder {kept.parent} can't be written ({error.strerror}): "
            "give the right to write there, or name another folder with DATA_DIR."
        ) from error
