"""A checkout's own files are in one folder, and the embedded server's where its user can reach them."""

from __future__ import annotations

from pathlib import Path

import pytest

from database import home as place
from database.home import CHECKOUT, home, server_folder

ROOT, PERSON = 0, 1000


def _be(patch: pytest.MonkeyPatch, user: int) -> None:
    patch.setattr("os.geteuid", lambda: user)


@pytest.mark.parametrize("value", [None, ""])
def test_without_a_setting_home_is_a_folder_of_the_checkout(value: str | None, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("GOODSEED_HOME", raising=False)
    if value is not None:
        monkeypatch.setenv("GOODSEED_HOME", value)
    assert home() == CHECKOUT / ".goodseed"
    assert (CHECKOUT / "pyproject.toml").is_file()


def test_goodseed_home_moves_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("GOODSEED_HOME", str(tmp_path / "mine"))
    assert home() == tmp_path / "mine"


def test_a_tilde_is_the_persons_home_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("GOODSEED_HOME", "~/seeds")
    assert home() == tmp_path / "seeds"


def test_a_relative_home_is_taken_from_where_the_process_stands(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GOODSEED_HOME", "seeds")
    assert home() == tmp_path / "seeds"


def test_asking_makes_no_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("GOODSEED_HOME", str(tmp_path / "mine"))
    _be(monkeypatch, PERSON)
    assert not server_folder().exists()
    assert not home().exists()


def test_a_persons_server_is_in_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("GOODSEED_HOME", str(tmp_path))
    _be(monkeypatch, PERSON)
    assert server_folder() == tmp_path / "postgres"


def test_roots_server_is_in_a_folder_directly_below_var_lib_goodseed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("GOODSEED_HOME", str(tmp_path / "main" / ".goodseed"))
    _be(monkeypatch, ROOT)
    folder = server_folder()
    assert folder.parent == Path("/var/lib/goodseed")
    assert folder.name.startswith("main-")
    assert not folder.is_relative_to(home())


def test_roots_server_has_a_folder_per_home_even_when_the_folders_have_the_same_name(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    _be(monkeypatch, ROOT)
    homes = [tmp_path / user / "main" / name for user in ("ada", "ben") for name in (".goodseed", "other")]
    folders = []
    for folder in homes:
        monkeypatch.setenv("GOODSEED_HOME", str(folder))
        folders.append(server_folder())
    assert len(set(folders)) == len(homes)


def test_roots_server_has_a_folder_per_checkout(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    _be(monkeypatch, ROOT)
    monkeypatch.delenv("GOODSEED_HOME", raising=False)
    here = server_folder()
    monkeypatch.setattr(place, "CHECKOUT", tmp_path / CHECKOUT.name)
    assert server_folder() != here
    assert server_folder().name.rpartition("-")[0] == CHECKOUT.name


def test_the_same_home_written_in_two_ways_has_one_server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    _be(monkeypatch, ROOT)
    (tmp_path / "link").symlink_to(tmp_path / "main", target_is_directory=True)
    folders = set()
    for written in ("main", "main/", "link", "main/../main"):
        monkeypatch.setenv("GOODSEED_HOME", f"{tmp_path}/{written}")
        folders.add(server_folder())
    assert len(folders) == 1


def test_roots_socket_path_stays_short_however_deep_the_checkout_lies(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    _be(monkeypatch, ROOT)
    deep = tmp_path.joinpath(*["a-rather-long-folder-name"] * 8, "main", ".goodseed")
    monkeypatch.setenv("GOODSEED_HOME", str(deep))
    assert len(str(server_folder() / "data" / ".s.PGSQL.5432")) < 100
