"""POST /addversion.json, /delversion.json, /delproject.json: the upload of code, which is off."""

from __future__ import annotations

from typing import Any

from jobserver.answers import write_json
from jobserver.refusal import Refusal
from jobserver.services.service import Nothing, Service

OFF = "uploading code is off: the project is served from its folder; docs/operations.md says how to switch it on"


class AddVersion(Service):
    """Refused: uploading code is off unless switched on."""

    verb = "POST"
    statuses = (403,)

    def answer(self, asked: Nothing) -> Any:
        """Never."""
        raise Refusal(OFF, "FORBIDDEN", 403)

    def refuse(self, request: Any, refusal: Refusal) -> bytes:
        """With a status by which scrapyd-deploy knows that it has failed."""
        body = {"status": "error", "message": refusal.message, "node_name": self.root.node_name}
        return write_json(request, body, refusal.status)


class DeleteVersion(AddVersion):
    """Refused: uploading code is off unless switched on."""


class DeleteProject(AddVersion):
    """Refused: uploading code is off unless switched on."""
