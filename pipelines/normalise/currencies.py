"""Currency signs and codes as they stand beside an amount."""

import re

# What stands beside an amount, folded and without spaces; a bare "$" is the seller's own currency.
CURRENCIES = {
    **dict.fromkeys(("us$", "usd$", "$usd", "usd", "$us", "u$s"), "USD"),
    **dict.fromkeys(("ca$", "c$", "cad$", "$cad", "cad", "cdn$", "$cdn", "cdn", "can$", "$ca"), "CAD"),
    **dict.fromkeys(("au$", "a$", "aud$", "$aud", "aud", "$au"), "AUD"),
    **dict.fromkeys(("nz$", "nzd$", "$nzd", "nzd"), "NZD"),
    **dict.fromkeys(("€", "eur", "€eur", "eur€", "euro", "euros"), "EUR"),
    **dict.fromkeys(("£", "gbp", "£gbp", "gbp£"), "GBP"),
    **dict.fromkeys(("chf", "fr."), "CHF"),
    **dict.fromkeys(("zł", "pln"), "PLN"),
    **dict.fromkeys(("kč", "czk"), "CZK"),
    "¥": "JPY",
    **{code.lower(): code for code in ("SEK", "NOK", "DKK", "MXN", "JPY", "ZAR", "BRL")},
    **dict.fromkeys(("$", "dollars", "dollar"), ""),
}

# Where these are paid, a point never parts thousands: "12.345" is a little more than 12.
POINT_CURRENCIES = frozenset(("CAD", "USD", "AUD", "NZD", "GBP"))

ANY_SIGN = re.compile("[$€£¥₹₽₩₪₫₱₴₦₺₿]")
SIGN = "|".join(
    re.escape(sign).replace(r"\$", r" ?\$ ?").strip(" ?") for sign in sorted(CURRENCIES, key=len, reverse=True)
)
