"""What each host reads says what our image needs: its port, its health check, its time to stop, its secrets."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from jobserver.options import Options
from tests.dockerfile import ROOT, read_stages, read_variables

IMAGE = read_variables(read_stages((ROOT / "Dockerfile").read_text())[-1])
GRACE = Options().shutdown_grace
SECRETS = {"SCRAPYD_PASSWORD", "SECRET_KEY"}


def read_yaml(name: str) -> dict[str, Any]:
    found: dict[str, Any] = YAML(typ="safe").load(ROOT / name)
    return found


def read_toml(name: str) -> dict[str, Any]:
    return tomllib.loads((ROOT / name).read_text())


def seconds(text: str) -> int:
    return int(text.removesuffix("s"))


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    found: dict[str, Any] = read_yaml("compose.yaml")["services"]
    return found


def test_the_dockerfile_passes_hadolint():
    command = [Path(sys.executable).with_name("hadolint"), "Dockerfile"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_compose_keeps_to_the_compose_specification():
    checker = Path(sys.executable).with_name("check-jsonschema")
    command = [checker, "--builtin-schema", "vendor.compose-spec", "compose.yaml"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_compose_has_two_workers_and_one_scheduler_on_one_database(compose: dict[str, Any]):
    assert set(compose) == {"postgres", "redis", "worker-1", "worker-2", "scheduler"}
    ours = [compose[name] for name in ("worker-1", "worker-2", "scheduler")]
    assert {service["environment"]["DATABASE_URL"] for service in ours} == {
        "postgresql://goodseed:${POSTGRES_PASSWORD:?set it in .env}@postgres:5432/goodseed"
    }
    assert {compose[name]["hostname"] for name in ("worker-1", "worker-2")} == {"worker-1", "worker-2"}
    assert len({str(service["volumes"]) for service in ours}) == 3
    assert compose["scheduler"]["command"][:3] == ["python", "-m", "scheduler"]


def test_compose_publishes_on_its_own_machine_only(compose: dict[str, Any]):
    ports = [port for service in compose.values() for port in service.get("ports", [])]
    assert ports == ["127.0.0.1:6800:6800"]


def test_compose_starts_its_services_when_those_before_them_are_well(compose: dict[str, Any]):
    for service in compose.values():
        for before, how in service.get("depends_on", {}).items():
            assert how == {"condition": "service_healthy"}
            assert compose[before]["healthcheck"]["test"]


def test_render_runs_the_image_with_its_database_and_secrets_that_it_makes():
    blueprint = read_yaml("render.yaml")
    (service,) = blueprint["services"]
    assert (service["type"], service["runtime"]) == ("web", "docker")
    assert (ROOT / service["dockerfilePath"]).is_file()
    variables = {variable["key"]: variable for variable in service["envVars"]}
    assert all(variables[name] == {"key": name, "generateValue": True} for name in SECRETS)
    (database,) = blueprint["databases"]
    assert variables["DATABASE_URL"]["fromDatabase"] == {"name": database["name"], "property": "connectionString"}


def test_fly_sends_requests_to_the_port_that_the_image_serves_and_holds_no_secret():
    fly = read_toml("fly.toml")
    assert fly["http_service"]["internal_port"] == int(fly["env"]["PORT"]) == int(IMAGE["PORT"])
    assert not SECRETS & set(fly["env"])
    assert fly["http_service"]["auto_stop_machines"] == "off", "a machine that sleeps crawls nothing"


def test_all_hosts_ask_health_and_give_crawls_their_time_to_stop(compose: dict[str, Any]):
    (render,) = read_yaml("render.yaml")["services"]
    railway = read_toml("railway.toml")["deploy"]
    fly = read_toml("fly.toml")
    (check,) = fly["http_service"]["checks"]
    assert {render["healthCheckPath"], railway["healthcheckPath"], check["path"]} == {"/health"}
    given = [render["maxShutdownDelaySeconds"], railway["drainingSeconds"], seconds(fly["kill_timeout"])]
    given += [seconds(compose[name]["stop_grace_period"]) for name in ("worker-1", "worker-2")]
    assert min(given) >= GRACE + 10


@pytest.mark.parametrize("name", ["fly.toml", "railway.toml"])
def test_their_dockerfile_is_ours(name: str):
    build = read_toml(name)["build"]
    assert (ROOT / (build.get("dockerfile") or build["dockerfilePath"])).is_file()


def test_the_start_script_may_be_executed():
    assert os.access(ROOT / "docker/start.sh", os.X_OK)


def test_the_example_of_settings_has_no_secret_and_all_that_compose_asks_for():
    lines = (ROOT / ".env.example").read_text().splitlines()
    given = dict(line.lstrip("#").split("=", 1) for line in lines if re.match(r"#?[A-Z_]+=", line))
    asked = set(re.findall(r"\$\{([A-Z_]+):\?", (ROOT / "compose.yaml").read_text()))
    assert asked <= set(given)
    assert not any(given[name] for name in (*asked, "SECRET_KEY", "RESEND_API_KEY"))
