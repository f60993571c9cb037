"""The tree of what is served: the services that scrapyd.conf names, the logs, the pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scrapy.utils.misc import load_object
from scrapyd.interfaces import IEggStorage, IPoller, ISpiderScheduler
from scrapyd.website import File
from twisted.web.resource import Resource

from jobserver.access import Folder
from jobserver.components import service_named
from jobserver.options import read_options
from jobserver.pages.alerts import ConfirmAlert, StopAlert
from jobserver.pages.home import Home
from jobserver.pages.jobs import JobsPage
from jobserver.pages.orders import Orders
from jobserver.pages.static import make_static

if TYPE_CHECKING:
    from scrapyd import Config

TEXT = "text/plain; charset=utf-8"


def load_services(config: Config) -> dict[str, type[Any]]:
    """The services' classes by path, as the configuration names them; one without a name is left out."""
    return {f"/{path}": load_object(name) for path, name in config.items("services", default=[]) if name}


class Root(Resource):
    """scrapyd's tree, with services below folders as well ("api/scraper/trigger"); `services` has them by path."""

    def __init__(self, config: Config, app: Any):
        super().__init__()
        self.app = app
        self.config = config
        self.options = read_options(config)
        self.node_name = self.options.node_name
        self.debug = False
        self.runner = self.options.runner
        self.services = load_services(config)
        for path, service in self.services.items():
            self._add_service(path, service(self))
        self._add_service("/alerts/confirm", ConfirmAlert(self))
        self._add_service("/alerts/unsubscribe", StopAlert(self))
        pages: dict[bytes, Any] = {
            b"": Home(self),
            b"jobs": JobsPage(self),
            b"orders": Orders(self),
            b"logs": Logs(self.options.logs, TEXT),
            b"static": make_static(),
        }
        for name, page in pages.items():
            self.putChild(name, page)

    def _add_service(self, path: str, service: Any) -> None:
        *folders, name = path.strip("/").encode().split(b"/")
        place: Any = self
        for folder in folders:
            if folder not in place.children:
                place.putChild(folder, Folder())
            place = place.children[folder]
        place.putChild(name, service)

    @property
    def launcher(self) -> Any:
        """What runs crawls."""
        return service_named(self.app, "launcher")

    @property
    def poller(self) -> Any:
        """What claims jobs."""
        return self.app.getComponent(IPoller)

    @property
    def scheduler(self) -> Any:
        """What knows the projects' names."""
        return self.app.getComponent(ISpiderScheduler)

    @property
    def eggstorage(self) -> Any:
        """Where uploaded code is kept."""
        return self.app.getComponent(IEggStorage)

    @property
    def pulse(self) -> Any:
        """The latest numbers."""
        return service_named(self.app, "pulse")

    def update_projects(self) -> None:
        """scrapyd's own services ask for it after an upload of code."""
        self.poller.update_projects()
        self.scheduler.update_projects()


class Logs(File):  # type: ignore[misc]
    """The crawls' logs as text, whole or by range (`Range: bytes=-2000` is the end)."""

    contentTypes = dict.fromkeys((".log",), TEXT)
