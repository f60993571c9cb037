"""Errors are reported to Sentry where SENTRY_DSN is set; without it nothing of this is even imported."""

from __future__ import annotations

import logging
import os
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

logger = logging.getLogger(__name__)

HIDDEN = "[secret]"
SECRET_NAMES = re.compile(r"PASSWORD|SECRET|API_KEY|TOKEN|DSN")
LOGIN = re.compile(r"(?<=://)[^/@\s]+(?=@)")
SHORTEST = 4  # what is shorter is found in other words, too


def report_errors(part: str, **about: str) -> None:
    """From now on, report what is logged as an error, and what ends the process; `about` are tags.

    A SENTRY_DSN that cannot be used is told in the log, and stops nothing.
    """
    address = os.environ.get("SENTRY_DSN", "").strip()
    if not address:
        return
    try:
        _begin(address)
    except ImportError:
        logger.warning("SENTRY_DSN is set, and sentry-sdk is not installed: pip install 'goodseed-workers[sentry]'")
    except ValueError as error:  # BadDsn is one
        logger.warning("SENTRY_DSN cannot be used, errors are not reported: %s", str(error).replace(address, HIDDEN))
    else:
        from sentry_sdk import set_tags

        set_tags({"part": part, **about})


def report(error: BaseException | str) -> None:
    """Report an error that was caught, or one that has only words. Nothing, where errors are not reported."""
    if not os.environ.get("SENTRY_DSN", "").strip():
        return
    try:
        import sentry_sdk
    except ImportError:  # told at the start
        return
    if isinstance(error, str):
        sentry_sdk.capture_message(error, level="error")
    else:
        sentry_sdk.capture_exception(error)


def _begin(address: str) -> None:
    import sentry_sdk
    from sentry_sdk.integrations.argv import ArgvIntegration
    from sentry_sdk.integrations.stdlib import StdlibIntegration

    sentry_sdk.init(
        dsn=address,
        before_send=_clean,
        send_default_pii=False,
        include_local_variables=False,  # connections and requests, with their logins, are among them
        auto_enabling_integrations=False,  # each statement and request would be a crumb
        disabled_integrations=[ArgvIntegration(), StdlibIntegration()],
        auto_session_tracking=False,
        send_client_reports=False,
    )


def _clean(event: Any, _hint: Any) -> Any:
    return hide(event, tuple(find_secrets(os.environ)))


def hide(value: Any, secrets: tuple[str, ...]) -> Any:
    """A value of lists, dictionaries and texts without these secrets and without the logins of addresses.

    >>> hide({"a": ["no s3cret here", 7, "smtp://me:pass@host:25"]}, ("s3cret",))
    {'a': ['no [secret] here', 7, 'smtp://[secret]@host:25']}
    """
    if isinstance(value, dict):
        return {name: hide(item, secrets) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [hide(item, secrets) for item in value]
    if not isinstance(value, str):
        return value
    for secret in secrets:
        value = value.replace(secret, HIDDEN)
    return LOGIN.sub(HIDDEN, value)


def find_secrets(variables: Mapping[str, str]) -> Iterator[str]:
    """What must not be told: values of variables that are called so, and the passwords in addresses.

    >>> sorted(find_secrets({"DATABASE_URL": "postgres://me:p%40ss@host/db", "SECRET_KEY": "signs", "PORT": "6800"}))
    ['p%40ss', 'p@ss', 'signs']
    """
    for name, value in variables.items():
        found = {value.strip()} if SECRET_NAMES.search(name) else set()
        for address in re.split(r"[,\s]+", value) if "://" in value else ():
            found |= _passwords(address)
        yield from (secret for secret in found if len(secret) >= SHORTEST)


def _passwords(address: str) -> set[str]:
    try:
        password = urlsplit(address).password or ""
    except ValueError:
        return set()
    return {password, unquote(password)}
