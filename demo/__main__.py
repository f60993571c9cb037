"""A small seed shop on this machine: python -m demo --port 8900 --products 240 --day 0.

It prints its address when it is open, and serves until SIGTERM or Ctrl-C. The same products are in the listing
(/shop/), on product pages that /sitemap.xml names, in WooCommerce's Store API (/wp-json/wc/store/v1/products),
and in a listing that only a browser can read (/app/).

Besides the shop it has /truth.json (what is sold), /requests.json (what was asked; DELETE empties it), POST /next-day,
/health, and POST /faults with {"path": "/shop/page/3/", "status": 503, "times": 2, "delay": 0, "headers": {}}:
status 0 drops the connection, no status leaves the page as it is, times -1 is forever, path "*" is every
page, delay is in seconds; DELETE /faults ends them all.
"""

import math
import socket
import sys
from argparse import ArgumentParser, ArgumentTypeError, RawDescriptionHelpFormatter
from collections.abc import Callable, Sequence

from demo.catalogue import open_catalogue
from demo.server import make_site, reactor
from demo.storefront import Storefront

MOST_PRODUCTS = 100_000
LAST_DAY = 1000


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the shop, serve until a signal comes, and return the exit code."""
    options = _make_parser().parse_args(arguments)
    try:
        listening = _listen(options.host, options.port)
    except OSError as error:
        # create_server adds the address to the reason, which the line has anyway.
        reason = (error.strerror or str(error)).partition(" (while ")[0]
        print(f"demo: cannot listen on {options.host}:{options.port}: {reason}", file=sys.stderr)
        return 1
    root = f"http://{_write_host(options.host)}:{listening.getsockname()[1]}"
    catalogue = open_catalogue(options.seed, options.products, options.day)
    site = make_site(Storefront(catalogue, root, options.crawl_delay))
    reactor.adoptStreamPort(listening.fileno(), listening.family, site)
    listening.close()
    # Printed by the running reactor: whoever reads the line may send a signal at once.
    reactor.callWhenRunning(lambda: print(f"demo shop on {root}", flush=True))
    reactor.run()
    return 0


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.create_server((host, port), family=family, backlog=128)
    listening.setblocking(False)
    return listening


def _write_host(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _make_parser() -> ArgumentParser:
    parser = ArgumentParser("python -m demo", description=__doc__, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
    parser.add_argument("--port", type=_whole(0, 65_535), default=8900, help="0 picks a free one (8900)")
    parser.add_argument(
        "--products",
        type=_whole(0, MOST_PRODUCTS),
        default=240,
        help="how many are sold, two flawed ones aside (240)",
    )
    parser.add_argument("--day", type=_whole(0, LAST_DAY), default=0, help="the day to open on (0)")
    parser.add_argument("--seed", type=int, default=7, help="another seed is another shop (7)")
    parser.add_argument("--crawl-delay", type=_seconds, help="what robots.txt asks for, in seconds (nothing)")
    return parser


def _whole(lowest: int, highest: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not text.isdecimal() or not lowest <= int(text) <= highest:
            raise ArgumentTypeError(f"{text!r} is not a whole number from {lowest} to {highest}")
        return int(text)

    return read


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1.0
    if not math.isfinite(seconds) or seconds < 0:
        raise ArgumentTypeError(f"{text!r} is not a number of seconds")
    return seconds


if __name__ == "__main__":
    sys.exit(main())
