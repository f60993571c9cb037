"""Sellers that only a test knows: written as modules to a folder, crawled by a process that looks there, too."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from textwrap import dedent

from tests.crawling import ROOT, crawl

SETTINGS = """
from goodseed_spiders.settings import *  # noqa: F403

SPIDER_MODULES = ["goodseed_spiders.spiders", "trial_sellers"]
"""


def write_seller(folder: Path, homepage: str, platform: str, ways: str = "", **facts: object) -> str:
    """A seller `trial` of a platform ("woocommerce:WooCommerceSpider") at an address; its slug."""
    package = folder / "trial_sellers"
    package.mkdir(exist_ok=True)
    (folder / "trial_settings.py").write_text(SETTINGS)
    (package / "__init__.py").touch()
    module, _, base = platform.partition(":")
    lines = [f"{name} = {value!r}" for name, value in facts.items()]
    body = dedent(f"""
        from goodseed_spiders.discovery import Listings, Sitemap
        from goodseed_spiders.platforms.{module} import {base}


        class Trial({base}):
            name = "trial"
            seller_name = "Trial"
            homepage = {homepage.rstrip("/") + "/"!r}
            currency = "USD"
            delay = (0, 0)
        """)
    lines += [f"ways = ({ways},)"] if ways else []
    (package / "trial.py").write_text(body + "".join(f"    {line}\n" for line in lines))
    return "trial"


def crawl_trial(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """`scrapy crawl trial …` to its end."""
    path = os.pathsep.join(filter(None, (str(folder), str(ROOT), os.environ.get("PYTHONPATH"))))
    return crawl("trial", *words, environment={"PYTHONPATH": path, "SCRAPY_SETTINGS_MODULE": "trial_settings"})
