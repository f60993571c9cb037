"""What the shop uses of Twisted's request, which Twisted itself leaves untyped."""

from typing import IO, Any, Protocol


class Exchange(Protocol):
    """One request and the response to it."""

    method: bytes
    uri: bytes
    path: bytes
    content: IO[bytes]
    channel: Any

    def getHeader(self, key: bytes) -> bytes | None: ...  # noqa: N802

    def setHeader(self, name: bytes, value: bytes) -> None: ...  # noqa: N802

    def setResponseCode(self, code: int) -> None: ...  # noqa: N802

    def write(self, data: bytes) -> None: ...

    def finish(self) -> None: ...

    def notifyFinish(self) -> Any: ...  # noqa: N802

    def registerProducer(self, producer: object, streaming: bool) -> None: ...  # noqa: N802

    def unregisterProducer(self) -> None: ...  # noqa: N802
