"""Code upload, where it is switched on: scrapyd's own services and runner, named in scrapyd.conf."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.engine import URL

from database.scratch import scratch_database
from jobserver.process import JobServer
from tests.serving import schedule, serving_jobs, wait_until_finished

CONFIGURATION = """\
[scrapyd]
runner = scrapyd.runner
eggs_dir = {eggs}

[services]
addversion.json = scrapyd.webservice.AddVersion
delversion.json = scrapyd.webservice.DeleteVersion
delproject.json = scrapyd.webservice.DeleteProject
"""
SETUP = """\
from setuptools import setup
setup(name="fresh", version="1", packages=["fresh"], entry_points={"scrapy": ["settings = fresh.settings"]})
"""


@pytest.fixture(scope="module")
def open_server(server: URL, template: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[JobServer]:
    home = tmp_path_factory.mktemp("upload")
    (home / ".scrapyd.conf").write_text(CONFIGURATION.format(eggs=home / "eggs"))
    with scratch_database(server, template), serving_jobs(home, HOME=str(home)) as served:
        yield served


@pytest.fixture
def egg(tmp_path: Path) -> bytes:
    """A project's code, packed as scrapyd-deploy packs it."""
    (tmp_path / "fresh").mkdir()
    for name in ("__init__.py", "settings.py"):
        (tmp_path / "fresh" / name).touch()
    (tmp_path / "setup.py").write_text(SETUP)
    subprocess.run([sys.executable, "setup.py", "-q", "bdist_egg"], cwd=tmp_path, check=True, capture_output=True)
    return next((tmp_path / "dist").glob("*.egg")).read_bytes()


def test_a_version_is_uploaded_listed_and_removed(open_server: JobServer, egg: bytes):
    parts = [
        b'--x\r\nContent-Disposition: form-data; name="project"\r\n\r\ngoodseed\r\n',
        b'--x\r\nContent-Disposition: form-data; name="version"\r\n\r\n7\r\n',
        b'--x\r\nContent-Disposition: form-data; name="egg"; filename="p.egg"\r\n\r\n' + egg + b"\r\n--x--\r\n",
    ]
    kind = {"Content-Type": "multipart/form-data; boundary=x"}
    added = open_server.ask("POST", "/addversion.json", b"".join(parts), kind).json
    assert (added["status"], added["project"], added["version"]) == ("ok", "goodseed", "7")
    assert open_server.get("/listversions.json", project="goodseed").json["versions"] == ["7"]
    removed = open_server.post("/delversion.json", project="goodseed", version="7").json
    assert removed["status"] == "ok"
    assert open_server.get("/listversions.json", project="goodseed").json["versions"] == []


def test_a_crawl_is_started_by_scrapyds_runner(open_server: JobServer):
    status = wait_until_finished(open_server, schedule(open_server, "demo", mode="test"), 120)
    assert status["error_code"] == "NETWORK"  # there is no demo shop, and it was the crawl that found that out
