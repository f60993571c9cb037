"""How the headers of mails are written where Python's own way is not what mail programs want."""

from __future__ import annotations

from email.header import Header
from email.headerregistry import BaseHeader, HeaderRegistry, UnstructuredHeader
from email.policy import SMTP, Policy


class VerbatimHeader(UnstructuredHeader, BaseHeader):
    """One line as it is, however long: Python would write a long address in encoded words, which RFC 2369 forbids."""

    def fold(self, *, policy: Policy) -> str:
        """The line."""
        return f"{self.name}: {self}{policy.linesep}"


class WordsHeader(UnstructuredHeader, BaseHeader):
    """Words: encoded all together unless they are ASCII, or the spaces between encoded and plain ones would be two."""

    def fold(self, *, policy: Policy) -> str:
        """Its lines."""
        text = str(self)
        if text.isascii():
            return str(super().fold(policy=policy))
        encoded = Header(text, "utf-8", header_name=self.name).encode(linesep=policy.linesep)
        return f"{self.name}: {encoded}{policy.linesep}"


_headers = HeaderRegistry()
_headers.map_to_type("list-unsubscribe", VerbatimHeader)
_headers.map_to_type("subject", WordsHeader)

# 7bit: there are servers that take nothing else.
MAIL_POLICY = SMTP.clone(header_factory=_headers, cte_type="7bit")
