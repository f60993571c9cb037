"""The arguments of a crawl: checked before anything is asked of a shop, with an error that names the argument."""

from __future__ import annotations

import difflib
import json
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self
from urllib.parse import urljoin, urlsplit

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)

from goodseed_spiders.hosts import extra_hosts, ports_of

if TYPE_CHECKING:
    from collections.abc import Mapping

TEST_PAGES = 2
PageNumber = Annotated[int, Field(gt=0, le=1_000_000)]


class BadArgument(ValueError):
    """An argument of a crawl cannot be used; the message is one line that names it."""


class Source(BaseModel):
    """A listing to read: its address, a name for people, the last page to read of it, whether it needs a browser."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    url: str
    name: str = ""
    max_page: PageNumber | None = None
    browser: bool = False


def _read_sources(value: Any) -> Any:
    """Addresses separated by commas or spaces, or the JSON of a list of sources."""
    if isinstance(value, str):
        text = value.strip()
        if text.startswith("["):
            try:
                value = json.loads(text)
            except ValueError as error:
                raise ValueError(f"is not the JSON of a list: {error}") from error
        else:
            value = text.replace(",", " ").split()
    if isinstance(value, list):
        return [{"url": entry} if isinstance(entry, str) else entry for entry in value]
    return value


class CrawlArguments(BaseModel):
    """What `-a name=value` may say to a crawl."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    max_pages: Annotated[PageNumber | None, Field(description="At most so many listing pages, over all sources.")] = (
        None
    )
    start_page: Annotated[PageNumber, Field(description="The first page to read of each source.")] = 1
    end_page: Annotated[PageNumber | None, Field(description="The last page to read of each source.")] = None
    sources: Annotated[
        list[Source] | None,
        BeforeValidator(_read_sources),
        Field(description="Listings to read instead of the seller's own, on the seller's hosts.", min_length=1),
    ] = None
    mode: Annotated[
        Literal["manual", "auto", "batch", "test"],
        Field(description="test reads two pages; the others read all."),
    ] = "manual"

    full: Annotated[bool, Field(description="Read also what has not changed since the last crawl.")] = False

    @model_validator(mode="after")
    def _check_order(self) -> Self:
        if self.end_page is not None and self.end_page < self.start_page:
            raise ValueError(f"end_page: {self.end_page} is before start_page {self.start_page}")
        return self

    @property
    def has_range(self) -> bool:
        """Whether only some of the pages of each listing are to be read."""
        return self.start_page > 1 or self.end_page is not None

    @property
    def page_limit(self) -> int | None:
        """How many pages may be read in all; None is no limit."""
        if self.mode == "test":
            return min(TEST_PAGES, self.max_pages or TEST_PAGES)
        return self.max_pages


def read_arguments(given: Mapping[str, Any], hosts: frozenset[str], homepage: str) -> CrawlArguments:
    """The arguments as given to a crawl, all text. Raises BadArgument."""
    try:
        arguments = CrawlArguments.model_validate(dict(given))
    except ValidationError as error:
        raise BadArgument(_describe(error)) from error
    if arguments.sources:
        checked = [
            source.model_copy(update={"url": _check_address(source.url, hosts, homepage)})
            for source in arguments.sources
        ]
        arguments = arguments.model_copy(update={"sources": checked})
    return arguments


def _check_address(address: str, hosts: frozenset[str], homepage: str) -> str:
    """The absolute address of a source."""
    try:
        url = urljoin(homepage, address)
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise BadArgument(f"sources: {address!r} is no address: {error}") from error
    if parts.scheme not in ("http", "https"):
        raise BadArgument(f"sources: {address!r} is not an http(s) address")
    if host not in hosts:
        allowed = ", ".join(sorted(hosts))
        raise BadArgument(
            f"sources: {address!r} is not on the seller's hosts ({allowed}); GOODSEED_EXTRA_HOSTS can name others"
        )
    if parts.username is not None:
        raise BadArgument(f"sources: {address!r} holds a user name")
    if host not in extra_hosts() and port not in ports_of(homepage):
        raise BadArgument(f"sources: {address!r} is not on a port of the seller's")
    return url


def _describe(error: ValidationError) -> str:
    """The first fault in one line, the argument's name first."""
    fault = error.errors()[0]
    name = ".".join(str(part) for part in fault["loc"])
    if fault["type"] == "extra_forbidden":
        known = list(Source.model_fields if len(fault["loc"]) > 1 else CrawlArguments.model_fields)
        close = difflib.get_close_matches(str(fault["loc"][-1]), known, 1)
        hint = f"; did you mean {close[0]}?" if close else ""
        return f"{name}: there is no such argument, only {', '.join(known)}{hint}"
    if fault["type"] == "too_short":
        return f"{name}: no address given"
    said = fault["msg"].removeprefix("Value error, ")
    return f"{name}: {said}, not {fault['input']!r}" if name else said
