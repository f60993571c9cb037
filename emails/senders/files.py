"""Mails as files, for a first try: any mail program opens them."""

from __future__ import annotations

import os
from email.utils import format_datetime, localtime
from typing import TYPE_CHECKING

from emails.message import write_message
from emails.senders.sender import Unavailable

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType
    from typing import Self

    from emails.message import Outgoing


class FileSender:
    """Writes mails into a folder, one file each; a mail that is sent again replaces its own file."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.name = f"files in {folder}"

    def __enter__(self) -> Self:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Unavailable(f"{self.folder} cannot be made: {error.strerror}") from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        pass

    def send(self, outgoing: Outgoing) -> str:
        """Write the mail's file; its name. Raises Unavailable when it cannot be written."""
        path = self.folder / f"{outgoing.mail.type.lower()}-{outgoing.key[:16]}.eml"
        unfinished = path.with_suffix(f".{os.getpid()}")
        try:
            unfinished.write_bytes(bytes(write_message(outgoing, format_datetime(localtime()))))
            unfinished.replace(path)
        except OSError as error:
            raise Unavailable(f"{path} cannot be written: {error.strerror}") from error
        return path.name
