"""The parameters of an address: which say what a page shows."""

from urllib.parse import quote, unquote

# Parameters that tell where a visitor came from, not what the page shows.
TRACKING = frozenset(
    (
        *(
            "fbclid",
            "gclid",
            "gclsrc",
            "dclid",
            "gbraid",
            "wbraid",
            "msclkid",
            "yclid",
            "ttclid",
            "twclid",
            "igshid",
        ),
        *("mc_cid", "mc_eid", "_ga", "_gl", "_ke", "_kx", "_hsenc", "_hsmi", "srsltid", "li_fat_id", "epik"),
        *(
            "ref",
            "ref_src",
            "refid",
            "referral",
            "referrer",
            "clickid",
            "click_id",
            "irclickid",
            "cjevent",
            "awc",
        ),
        *("sscid", "a_aid", "a_bid", "wpam_id", "partner", "partner_id", "vero_id", "s_kwcid"),
    )
)
TRACKING_STARTS = ("utm_", "aff", "pk_", "mtm_", "hsa_")

# WooCommerce's own: they choose a pack on the product's page.
PACK_CHOICE = frozenset(("add-to-cart", "variant", "variation_id", "quantity"))
PACK_CHOICE_START = "attribute_"

_SAFE = "/%:@!$'()*+,;=~-._?[]"


def keep_parameters(query: str) -> list[str]:
    """Return the parameters of a query that are no tracking, in their order.

    >>> keep_parameters("utm_source=x&p=2&gclid=1&q=a b")
    ['p=2', 'q=a%20b']
    """
    if not query:
        return []
    parameters = ((parameter, _name_of(parameter)) for parameter in query.split("&"))
    return [
        quote(parameter, safe=_SAFE)
        for parameter, name in parameters
        if name and name not in TRACKING and not name.startswith(TRACKING_STARTS)
    ]


def tells_page(parameter: str) -> bool:
    """Return whether a parameter chooses the page, not a pack on it.

    >>> tells_page("p=123"), tells_page("attribute_pa_pack=5-seeds")
    (True, False)
    """
    name = _name_of(parameter)
    return name not in PACK_CHOICE and not name.startswith(PACK_CHOICE_START)


def _name_of(parameter: str) -> str:
    return unquote(parameter.partition("=")[0]).strip().lower()
