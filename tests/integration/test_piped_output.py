"""A command whose reader has read enough ends quietly."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.crawling import ROOT


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("words", [("pipelines", "held", "list"), ("jobs", "list"), ("scheduler", "cleanup")])
def test_a_command_whose_output_nobody_reads_ends_without_a_word(words: tuple[str, ...]):
    read_end, write_end = os.pipe()
    os.close(read_end)
    try:
        answer = subprocess.run(
            [sys.executable, "-m", *words], cwd=ROOT, stdout=write_end, stderr=subprocess.PIPE, text=True, check=False
        )
    finally:
        os.close(write_end)
    assert (answer.stderr, answer.returncode) == ("", 1)
