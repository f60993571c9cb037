"""The embedded server says what it lacks before it tries to start."""

from __future__ import annotations

from pathlib import Path

import pytest

from database import embedded
from database.errors import DatabaseUnavailable

NOBODY_KNOWN = 3_999_999


def test_a_user_without_a_name_is_told_to_be_another_or_to_use_another_server(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("GOODSEED_HOME", str(tmp_path))
    monkeypatch.setattr("os.geteuid", lambda: NOBODY_KNOWN)
    with pytest.raises(DatabaseUnavailable, match=r"user 3999999, who has no name in /etc/passwd: .*DATABASE_URL"):
        embedded.start()


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("GOODSEED_HOME", str(tmp_path / "file" / "home"))
    monkeypatch.setattr("os.geteuid", lambda: NOBODY_KNOWN)
    with pytest.raises(DatabaseUnavailable, match=r"no place for its files: .*file/home.*GOODSEED_HOME"):
        embedded.start()
