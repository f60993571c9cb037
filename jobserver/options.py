"""The job server's options: scrapyd.conf, overridden by environment variables, checked before anything starts."""

from __future__ import annotations

import os
import socket
from ipaddress import ip_address
from typing import TYPE_CHECKING, Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, NonNegativeInt, PositiveInt, SecretStr, ValidationError
from pydantic import model_validator as check
from scrapyd.exceptions import ConfigError

from database.home import home

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scrapyd import Config

# What hosts hand out and what scrapyd itself reads go before our own GOODSEED_<NAME>.
VARIABLES = {
    "http_port": ("PORT", "SCRAPYD_HTTP_PORT"),
    "bind_address": ("BIND_ADDRESS", "SCRAPYD_BIND_ADDRESS"),
    "unix_socket_path": ("SCRAPYD_UNIX_SOCKET_PATH",),
    "username": ("SCRAPYD_USERNAME",),
    "password": ("SCRAPYD_PASSWORD",),
}
SECRETS = ("SCRAPYD_USERNAME", "SCRAPYD_PASSWORD", "GOODSEED_USERNAME", "GOODSEED_PASSWORD")


class Options(BaseModel):
    """Every option that the job server reads; durations are in seconds."""

    model_config = ConfigDict(frozen=True)

    bind_address: str = "127.0.0.1"
    http_port: Annotated[int, Field(ge=0, le=65535)] = 6800
    unix_socket_path: str = ""
    username: str = ""
    password: SecretStr = SecretStr("")
    node_name: str = ""
    poll_interval: Annotated[float, Field(ge=0.05, le=60)] = 0.5
    max_proc: PositiveInt = 5
    max_jobs_per_minute: NonNegativeInt = 10
    shutdown_grace: Annotated[float, Field(ge=0)] = 25
    runner: str = "jobserver.runner"
    logs_dir: str = ""
    finished_to_keep: PositiveInt = 100
    metrics_public: bool = False
    housekeeping: bool = True
    prefix_header: str = "x-forwarded-prefix"

    @property
    def logs(self) -> str:
        """The folder of the crawls' logs."""
        return self.logs_dir or str(home() / "logs")

    @property
    def listens_on_tcp(self) -> bool:
        """Whether there is a port to listen on; else only the socket is served."""
        return bool(self.bind_address and self.http_port)

    @property
    def is_guarded(self) -> bool:
        """Whether a password is asked for."""
        return bool(self.username)

    @check(mode="after")
    def _check_access(self) -> Self:
        password = self.password.get_secret_value()
        if bool(self.username) != bool(password):
            raise ValueError("username and password: set both (SCRAPYD_USERNAME, SCRAPYD_PASSWORD) or neither")
        if ":" in self.username:
            raise ValueError("username: a colon cannot be part of it (RFC 7617)")
        if not self.listens_on_tcp and not self.unix_socket_path:
            raise ValueError("http_port: there is neither an address and port nor a unix_socket_path to listen on")
        if self.listens_on_tcp and not is_loopback(self.bind_address) and not self.username:
            raise ValueError(
                f"bind_address: {self.bind_address} is open to other machines, so a password is needed: "
                "set SCRAPYD_USERNAME and SCRAPYD_PASSWORD"
            )
        return self

    @check(mode="before")
    @classmethod
    def _name_node(cls, values: dict[str, Any]) -> dict[str, Any]:
        if values.get("node_name"):
            return values
        place = values.get("http_port", 6800) or values.get("unix_socket_path")
        return values | {"node_name": f"{socket.gethostname()}:{place}"}


def is_loopback(address: str) -> bool:
    """Whether only this machine can reach the address.

    >>> [is_loopback(address) for address in ("127.0.0.1", "::1", "localhost", "0.0.0.0", "::", "example.org")]
    [True, True, True, False, False, False]
    """
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return address == "localhost"


def read_options(config: Config, environment: Mapping[str, str] = os.environ) -> Options:
    """The options of a configuration and an environment. Raises ConfigError, which names the option."""
    given = {name: value for name in Options.model_fields if (value := _find(name, config, environment)) is not None}
    try:
        return Options.model_validate(given)
    except ValidationError as error:
        fault = error.errors(include_input=False)[0]
        name = ".".join(map(str, fault["loc"]))
        said = fault["msg"].removeprefix("Value error, ")
        raise ConfigError(f"error: {name}: {said}" if name else f"error: {said}") from None


def _find(name: str, config: Config, environment: Mapping[str, str]) -> str | None:
    for variable in (*VARIABLES.get(name, ()), f"GOODSEED_{name.upper()}"):
        if environment.get(variable, "").strip():
            return environment[variable].strip()
    given = config.get(name, "")
    return given.strip() or None
