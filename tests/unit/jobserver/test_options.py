"""Where options come from, and which ones are refused."""

from __future__ import annotations

import socket

import pytest
from scrapyd import Config
from scrapyd.exceptions import ConfigError

from jobserver.options import Options, is_loopback, read_options
from jobserver.reference import CONFIGURATION


def read(**variables: str) -> Options:
    return read_options(Config(extra_sources=[str(CONFIGURATION)]), variables)


def test_without_variables_the_file_holds():
    options = read()
    assert (options.bind_address, options.http_port, options.max_proc, options.shutdown_grace) == (
        "127.0.0.1",
        6800,
        5,
        25,
    )
    assert options.node_name == f"{socket.gethostname()}:6800" and not options.is_guarded


def test_what_hosts_hand_out_goes_before_our_own_variables():
    options = read(PORT="8080", GOODSEED_HTTP_PORT="9000", SCRAPYD_HTTP_PORT="9001")
    assert (options.http_port, options.node_name) == (8080, f"{socket.gethostname()}:8080")


def test_every_option_has_a_variable():
    assert read(GOODSEED_MAX_PROC="2").max_proc == 2
    assert read(GOODSEED_METRICS_PUBLIC="on").metrics_public is True
    assert read(GOODSEED_NODE_NAME="worker-1").node_name == "worker-1"


def test_an_empty_variable_is_none():
    assert read(PORT=" ", GOODSEED_MAX_PROC="").http_port == 6800


def test_an_open_address_needs_a_password():
    with pytest.raises(ConfigError, match=r"bind_address: 0\.0\.0\.0 is open to other machines.*SCRAPYD_PASSWORD"):
        read(BIND_ADDRESS="0.0.0.0")
    secrets = {"SCRAPYD_USERNAME": "ali", "SCRAPYD_PASSWORD": "sesame"}
    assert read(BIND_ADDRESS="0.0.0.0", **secrets).is_guarded


def test_half_a_login_is_refused():
    for half in ({"SCRAPYD_USERNAME": "ali"}, {"SCRAPYD_PASSWORD": "sesame"}):
        with pytest.raises(ConfigError, match="set both"):
            read(**half)


def test_an_error_names_the_option_and_never_the_password():
    with pytest.raises(ConfigError, match=r"^error: max_proc: ") as caught:
        read(GOODSEED_MAX_PROC="many", SCRAPYD_USERNAME="ali", SCRAPYD_PASSWORD="sesame")
    assert "sesame" not in str(caught.value)
    assert "sesame" not in repr(read(SCRAPYD_USERNAME="ali", SCRAPYD_PASSWORD="sesame"))


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.0.1", "::1", "localhost"])
def test_loopback_is_known(address: str):
    assert is_loopback(address)


@pytest.mark.parametrize("address", ["0.0.0.0", "::", "10.0.0.1", "example.org", "localhost.example.org"])
def test_nothing_else_is_taken_for_loopback(address: str):
    assert not is_loopback(address)
