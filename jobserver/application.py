"""scrapyd's application, put together with our parts."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scrapyd.exceptions import ConfigError
from scrapyd.interfaces import IEggStorage, IJobStorage, IPoller, ISpiderScheduler
from scrapyd.utils import initialize_component
from sqlalchemy.exc import OperationalError
from twisted.application.internet import TCPServer, TimerService, UNIXServer
from twisted.application.service import Application
from twisted.logger import ILogObserver, Logger

from database.engine import describe
from database.errors import DatabaseError
from database.schema import require_schema
from emails.settings import BadSetting, email_settings
from jobs.error_reports import report_errors
from jobs.limits import BadLimit, limits
from jobserver.access import Gate
from jobserver.body_limit import make_site
from jobserver.event_loop import reactor
from jobserver.housekeeping import Housekeeping
from jobserver.observer import observe
from jobserver.options import read_options
from jobserver.projects import Scheduler
from jobserver.pulse import Pulse
from jobserver.stock import take_stock
from jobserver.stopping import exit_zero_on_signals
from jobserver.transacting import THREADS

if TYPE_CHECKING:
    from scrapyd import Config
    from twisted.web.server import Site

    from jobserver.options import Options

log = Logger()


def application(config: Config) -> Any:
    """The job server. Raises ConfigError, which scrapyd prints, when it cannot run as it is configured."""
    options = read_options(config)
    report_errors("jobserver", node=options.node_name)
    _check(options)
    app = Application("Scrapyd")
    app.setComponent(ILogObserver, observe)
    app.setComponent(ISpiderScheduler, Scheduler(config))
    app.setComponent(IPoller, initialize_component(config, "poller", "jobserver.poller.Poller"))
    app.setComponent(IJobStorage, initialize_component(config, "jobstorage", "jobserver.jobstorage.JobTable"))
    eggs = initialize_component(config, "eggstorage", "scrapyd.eggstorage.FilesystemEggStorage")
    app.setComponent(IEggStorage, eggs)
    reactor.suggestThreadPoolSize(THREADS)
    reactor.callWhenRunning(exit_zero_on_signals)
    _serve(app, config, options)
    return app


def _check(options: Options) -> None:
    """Raises ConfigError where a setting, the port, the folder of the logs or the database cannot be used."""
    try:
        _check_place(options)
        limits()
        email_settings()
        require_schema()
        take_stock(options.node_name)
    except (DatabaseError, BadLimit, BadSetting) as error:
        raise ConfigError(f"error: {error}") from None
    except OperationalError as error:
        raise ConfigError(f"error: the database of DATABASE_URL does not answer: {describe(error)}") from None


def _check_place(options: Options) -> None:
    """Raises ConfigError when logs or the port cannot be had: twistd would say so in forty lines."""
    try:
        Path(options.logs).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigError(f"error: logs_dir: {options.logs} cannot be made: {error.strerror}") from None
    if not options.listens_on_tcp:
        return
    try:
        family = socket.AF_INET6 if ":" in options.bind_address else socket.AF_INET
        socket.create_server((options.bind_address, options.http_port), family=family).close()
    except OSError as error:
        place = f"{options.bind_address}:{options.http_port}"
        raise ConfigError(f"error: bind_address, http_port: {place} cannot be listened on: {error.strerror}") from None


def _serve(app: Any, config: Config, options: Options) -> None:
    poller = app.getComponent(IPoller)
    Pulse(options).setServiceParent(app)
    initialize_component(config, "launcher", "jobserver.launcher.Launcher", app).setServiceParent(app)
    TimerService(options.poll_interval, poller.poll).setServiceParent(app)
    Housekeeping(options, app).setServiceParent(app)
    if options.housekeeping:
        # Imported only here: cron times, mails and their templates are 10 MB that not every node needs.
        from jobserver.chores import Chores

        Chores().setServiceParent(app)
    root = initialize_component(config, "webroot", "jobserver.webroot.Root", app)
    site = make_site(Gate(root, options), takes_code=False)
    _listen(app, site, options)


def _listen(app: Any, site: Site, options: Options) -> None:
    if options.listens_on_tcp:
        TCPServer(options.http_port, site, interface=options.bind_address).setServiceParent(app)
        host = f"[{options.bind_address}]" if ":" in options.bind_address else options.bind_address
        log.info("The job server is at http://{host}:{port}/", host=host, port=options.http_port)
    if options.unix_socket_path:
        path = str(Path(options.unix_socket_path).absolute())
        UNIXServer(path, site, mode=0o660).setServiceParent(app)
        log.info("The job server is at http+unix://{path}", path=path)
    if not options.is_guarded:
        log.warn("No password is asked for: everybody on this machine may start and stop crawls")
