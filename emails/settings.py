"""The settings of the mails, from the environment; docs/operations.md says what they mean."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, SecretStr, ValidationError

from emails.addresses import check_sender, split_addresses
from emails.smtp_url import SmtpServer, read_smtp_url


class BadSetting(ValueError):
    """A variable that cannot be used; the message is one line that names it, without its value."""


def _check_web_address(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("is not an address like https://jobs.example.org")
    return text.rstrip("/")


def _read_addresses(text: str | tuple[str, ...]) -> tuple[str, ...]:
    return tuple(split_addresses(text)) if isinstance(text, str) else text


def _read_server(text: str | SmtpServer) -> SmtpServer:
    return read_smtp_url(text) if isinstance(text, str) else text


class EmailSettings(BaseModel):
    """All of them, with their defaults."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    email_from: Annotated[str, AfterValidator(check_sender)] = "GoodSeed <goodseed@localhost>"
    operator_emails: Annotated[tuple[str, ...], BeforeValidator(_read_addresses)] = ()
    public_url: Annotated[str, AfterValidator(_check_web_address)] = "http://127.0.0.1:6800"
    secret_key: SecretStr | None = None
    smtp_url: Annotated[SmtpServer, BeforeValidator(_read_server)] | None = None
    resend_api_key: SecretStr | None = None
    resend_api_url: Annotated[str, AfterValidator(_check_web_address)] = "https://api.resend.com"


_ALSO = {"email_from": "RESEND_FROM_EMAIL"}


def email_settings() -> EmailSettings:
    """The settings as the environment has them now. Raises BadSetting."""
    return read_settings(os.environ)


def read_operators(variables: Mapping[str, str]) -> tuple[str, ...]:
    """Only who is told of crawls: whoever ends a job needs none of the others. Raises BadSetting."""
    return read_settings({"OPERATOR_EMAILS": variables.get("OPERATOR_EMAILS", "")}).operator_emails


def read_settings(variables: Mapping[str, str]) -> EmailSettings:
    """The settings that these variables make. Raises BadSetting.

    >>> read_settings({"RESEND_FROM_EMAIL": "seeds@example.org"}).email_from
    'seeds@example.org'
    """
    given = {}
    names = {}
    for field in EmailSettings.model_fields:
        for name in (field.upper(), _ALSO.get(field, "")):
            if field not in given and variables.get(name, "").strip():
                given[field], names[field] = variables[name].strip(), name
    try:
        return EmailSettings.model_validate(given)
    except ValidationError as error:
        fault = error.errors()[0]
        reason = fault["msg"].removeprefix("Value error, ")
        raise BadSetting(f"{names[str(fault['loc'][0])]} {reason}") from None  # whose own words hold the value
