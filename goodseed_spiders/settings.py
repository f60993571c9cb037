"""The one settings module of all crawls. What the variables mean to an operator is in docs/operations.md."""

import os
from importlib.metadata import version

BOT_NAME = "goodseed"
SPIDER_MODULES = ["goodseed_spiders.spiders"]
NEWSPIDER_MODULE = "goodseed_spiders.spiders"
COMMANDS_MODULE = "goodseed_spiders.commands"
ADDONS = {"goodseed_spiders.addons.Storing": 100}

# Manners: what robots.txt says, one request to a shop at a time, an honest name. The pause between two is the
# seller's own (`delay`) and kept by the download handler; DOWNLOAD_DELAY can only make it longer, and so does
# AutoThrottle when a shop answers slowly.
CONTACT = os.environ.get("GOODSEED_CONTACT", "").strip()
USER_AGENT = f"GoodSeedBot/{version('goodseed-workers')} (seed price comparison{CONTACT and f'; {CONTACT}'})"
ROBOTSTXT_OBEY = True
ROBOTSTXT_USER_AGENT = "GoodSeedBot"
DOWNLOAD_HANDLERS = dict.fromkeys(("http", "https"), "goodseed_spiders.downloading.handler.PoliteHandler")
DOWNLOAD_DELAY = 0
DOWNLOAD_DELAY_JITTER = 0
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = 0
CONCURRENT_REQUESTS = 2  # one under way, one ready
CONCURRENT_REQUESTS_PER_DOMAIN = 1
# Seconds from variables stay text here: what is no number is complained of in one line (`overrides`).
LONGEST_RETRY_AFTER = os.environ.get("GOODSEED_LONGEST_RETRY_AFTER", "120")
EXTENSIONS = {"goodseed_spiders.downloading.manners.Manners": 0}
COOKIES_ENABLED = False
METAREFRESH_ENABLED = False  # only pages that want a browser to wait are made so

# Pages in their own order.
SCHEDULER_MEMORY_QUEUE = "scrapy.squeues.FifoMemoryQueue"
DOWNLOAD_TIMEOUT = 60
BROWSER_PATIENCE = os.environ.get("GOODSEED_BROWSER_PATIENCE", "20")
DOWNLOAD_MAXSIZE = 64 * 1024 * 1024
# A page of a few hundred cards at once would only wait in memory: the database takes them in batches.
CONCURRENT_ITEMS = 16

DOWNLOADER_MIDDLEWARES = {
    # Drops a redirect to another host without a word; downloading/guard.py looks at every request that goes out.
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "goodseed_spiders.middlewares.robots.RobotsFiles": 100,
    # Sees an answer unpacked, and before it is retried.
    "goodseed_spiders.middlewares.refusals.Refusals": 560,
    # After retries and redirects, which ask anew.
    "goodseed_spiders.middlewares.conditional.ConditionalRequests": 610,
    "goodseed_spiders.middlewares.proxies.ProxyRotation": 740,
}
ITEM_PIPELINES = {"pipelines.item_pipelines.NormaliseAndValidate": 100}
DATABASE_PATIENCE = os.environ.get("GOODSEED_DATABASE_PATIENCE", "600")

LOG_LEVEL = os.environ.get("GOODSEED_LOG_LEVEL", "INFO")
LOG_VERSIONS: list[str] = []
LOG_FORMATTER = "goodseed_spiders.logs.QuietFormatter"

# Scrapy would read the source of the callback again for every page, a tenth of a crawl's time.
WARN_ON_GENERATOR_RETURN_VALUE = False

# Nobody needs a console into a worker.
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
