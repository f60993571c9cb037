"""Addresses: absolute, clean of tracking, and the key by which a product is known."""

import hashlib
import re
from urllib.parse import quote, unquote, urljoin, urlsplit

from .queries import keep_parameters, tells_page

DEFAULT_PORTS = {"http": 80, "https": 443}
LONGEST_KEY = 2_000

_SAFE_IN_PATH = "/%:@!$&'()*+,;=~-._"
_SAFE_IN_KEY = "/:@!$'()*,;=~-._"
# An address that is canonical as it stands, in two groups: its host, its path. Most are.
_PLAIN = re.compile(
    r"https?://(?:(?<=https://)([a-z0-9_](?:[a-z0-9_-]|\.(?=[a-z0-9_]))*)|(?<=http://)(127\.0\.0\.1)(?::[0-9]{4,5})?)"
    r"(/|(?:/[A-Za-z0-9_~-][A-Za-z0-9_~.-]*)+/?)"
)
_JUNK = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")
_HOST = re.compile(r"[a-z0-9_](?:[a-z0-9_-]|\.(?!\.))*|\[[0-9a-f:.]+\]")
_NO_HOST = re.compile(r"(?:https?:/*)?", re.IGNORECASE)
_LOOPBACK = re.compile(r"localhost|127(?:\.[0-9]{1,3}){3}|\[::1\]")
_PARTS = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*:)?(?://[^/?#]*)?([^?#]*)(?:\?([^#]*))?")
_INDEX = re.compile(r"/index\.(?:php|html?)(?=/|$)")
_SLASHES = re.compile(r"/{2,}")


def canonical_url(url: str | None, base: str) -> str | None:
    """Return an absolute address: https, no fragment, no tracking; None unless it is a web address.

    Plain http stays for this machine's own (loopback) hosts only.

    >>> canonical_url("/Blue-Dream/?utm_source=x&p=2#reviews", "http://Shop.example/list/")
    'https://shop.example/Blue-Dream/?p=2'
    >>> canonical_url("data:image/gif;base64,R0lGOD", "https://shop.example/") is None
    True
    """
    if url and len(url) < LONGEST_KEY and _PLAIN.fullmatch(url):
        return url
    if not url or _NO_HOST.fullmatch(url := _JUNK.sub("", url).strip()):
        return None
    try:
        parts = urlsplit(urljoin(_JUNK.sub("", base), url.replace("\\", "/")))
        host, port = _read_host(parts.hostname), parts.port
    except (ValueError, UnicodeError):
        return None
    if parts.scheme not in DEFAULT_PORTS or not host:
        return None
    scheme = parts.scheme if _LOOPBACK.fullmatch(host) else "https"
    is_default = port in (None, DEFAULT_PORTS[parts.scheme], DEFAULT_PORTS[scheme])
    path = quote(_resolve_dots(parts.path), safe=_SAFE_IN_PATH) or "/"
    query = "&".join(keep_parameters(parts.query))
    return f"{scheme}://{host}{'' if is_default else f':{port}'}{path}{f'?{query}' if query else ''}"


def host_of(url: str | None) -> str | None:
    """Return the lower-case host of an address, without its port; None when there is none.

    >>> host_of("https://WWW.Shop.example:8443/a"), host_of("/a")
    ('www.shop.example', None)
    """
    if url and len(url) < LONGEST_KEY and (plain := _PLAIN.fullmatch(url)):
        return plain[1] or plain[2]
    try:
        return _read_host(urlsplit(_JUNK.sub("", url or "").strip().replace("\\", "/")).hostname)
    except (ValueError, UnicodeError):
        return None


def url_key(url: str) -> str:
    """Return what makes two addresses of a shop the same page: its path, and its query in a fixed order.

    The path is lower case, ASCII (percent-encoded) and without a slash at its end; "/" is the home page. What
    would be longer than 2,000 characters is known by its hash.

    >>> url_key("https://shop.example/index.php//Blue%2DDream/?b=2&a=1&attribute_pack=5")
    '/blue-dream?a=1&b=2'
    """
    if len(url) < LONGEST_KEY and (plain := _PLAIN.fullmatch(url)) and "/index." not in url:
        return plain[3].lower().rstrip("/") or "/"
    parts = _PARTS.match(_JUNK.sub("", url).strip())
    path, query = parts.groups("") if parts else ("", "")
    path = quote(unquote(path).lower(), safe=_SAFE_IN_KEY).lower()
    path = _INDEX.sub("", "/" + _SLASHES.sub("/", _resolve_dots(f"/{path}")).strip("/"))
    chosen = sorted({quote(unquote(kept), safe=_SAFE_IN_KEY) for kept in keep_parameters(query) if tells_page(kept)})
    key = (path or "/") + (f"?{'&'.join(chosen)}" if chosen else "")
    return key if len(key) <= LONGEST_KEY else f"/~{hashlib.sha256(key.encode()).hexdigest()}"


def _read_host(host: str | None) -> str | None:
    if not host:
        return None
    if not host.isascii():
        host = host.encode("idna").decode()
    host = f"[{host}]" if ":" in host else host.lower().rstrip(".")
    return host if _HOST.fullmatch(host) else None


def _resolve_dots(path: str) -> str:
    if "/." not in path:
        return path
    kept: list[str] = []
    segments = path.split("/")
    for segment in segments[1:]:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    is_folder = segments[-1] in (".", "..")
    return "/" + "/".join(kept) + ("/" if is_folder and kept else "")
