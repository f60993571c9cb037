"""Currency signs and codes as they stand beside an amount."""

import re

# What stands beside an amount, folded and without spaces; a bare "$" or "kr" is the page's or seller's own currency.
CURRENCIES = {
    **{
        code.lower(): code
        for code in (
            *("AED", "ARS", "AUD", "BGN", "BHD", "BRL", "CAD", "CHF", "CLP", "CNY", "COP", "CZK", "DKK", "EGP", "EUR"),
            *("GBP", "HKD", "HUF", "IDR", "ILS", "INR", "ISK", "JOD", "JPY", "KES", "KRW", "KWD", "KZT", "LKR", "MAD"),
            *("MXN", "MYR", "NGN", "NOK", "NZD", "OMR", "PEN", "PHP", "PKR", "PLN", "QAR", "RON", "RSD", "RUB", "SAR"),
            *("SEK", "SGD", "THB", "TND", "TWD", "UAH", "USD", "UYU", "VND", "ZAR"),
        )
    },
    **dict.fromkeys(("us$", "usd$", "$usd", "$us", "u$s"), "USD"),
    **dict.fromkeys(("ca$", "c$", "cad$", "$cad", "cdn$", "$cdn", "cdn", "can$", "$ca"), "CAD"),
    **dict.fromkeys(("au$", "a$", "aud$", "$aud", "$au"), "AUD"),
    **dict.fromkeys(("nz$", "nzd$", "$nzd"), "NZD"),
    **dict.fromkeys(("€", "€eur", "eur€", "euro", "euros"), "EUR"),
    **dict.fromkeys(("£", "£gbp", "gbp£"), "GBP"),
    **dict.fromkeys(("₹", "rs.", "rs", "₨"), "INR"),
    **dict.fromkeys(("₽", "руб.", "руб", "р."), "RUB"),
    **dict.fromkeys(("₴", "грн.", "грн"), "UAH"),
    **dict.fromkeys(("¥", "￥", "円"), "JPY"),
    **dict.fromkeys(("元", "cn¥", "rmb"), "CNY"),
    **dict.fromkeys(("₩", "원"), "KRW"),
    **dict.fromkeys(("lei", "ron"), "RON"),
    **dict.fromkeys(("лв.", "лв"), "BGN"),
    **dict.fromkeys(("din.", "дин."), "RSD"),
    **dict.fromkeys(("₫", "đ"), "VND"),
    **dict.fromkeys(("₺", "tl"), "TRY"),
    "fr.": "CHF",
    "sfr.": "CHF",
    "zł": "PLN",
    "zl": "PLN",
    "kč": "CZK",
    "ft": "HUF",
    "r$": "BRL",
    "rp": "IDR",
    "rp.": "IDR",
    "rm": "MYR",
    "฿": "THB",
    "₪": "ILS",
    "₱": "PHP",
    "₦": "NGN",
    "₸": "KZT",
    "try": "TRY",
    "hk$": "HKD",
    "s$": "SGD",
    "nt$": "TWD",
    "mx$": "MXN",
    "ar$": "ARS",
    "cl$": "CLP",
    "co$": "COP",
    "s/.": "PEN",
    "s/": "PEN",
    "ksh": "KES",
    "skr": "SEK",
    "nkr": "NOK",
    "dkr": "DKK",
    "dhs": "AED",
    "dh": "AED",
    **{f"{code.lower()}$": code for code in ("SGD", "HKD", "TWD", "MXN", "ARS", "CLP", "COP", "UYU")},
    "kd": "KWD",
    "bd": "BHD",
    "jd": "JOD",
    "yen": "JPY",
    "₡": "CRC",
    "rd$": "DOP",
    "৳": "BDT",
    "₾": "GEL",
    "kn": "HRK",
    **dict.fromkeys(("ر.س", "ر.س.", "ريال", "sr"), "SAR"),
    **dict.fromkeys(("د.إ", "د.إ.", "درهم"), "AED"),
    **dict.fromkeys(("ج.م", "ج.م.", "جنيه", "e£", "le"), "EGP"),
    **dict.fromkeys(("د.ك", "د.ك."), "KWD"),
    **dict.fromkeys(("$", "dollars", "dollar", "kr", "kr."), ""),
}

# Where these are paid, a point never parts thousands: "12.345" is a little more than 12.
POINT_CURRENCIES = frozenset(("CAD", "USD", "AUD", "NZD", "GBP"))

# What is paid in thousandths: "3.350" is a little more than 3.
THREE_DECIMALS = frozenset(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"))

ANY_SIGN = re.compile("[$€£¥₹₽₩₪₫₱₴₦₺₿₡₲₵₭₮]")
SIGN = "|".join(
    re.escape(sign).replace(r"\$", r" ?\$ ?").strip(" ?") for sign in sorted(CURRENCIES, key=len, reverse=True)
)
# Behind an amount: a word ends there ("65 eur", not "65 europeans"), a sign need not ("65 €HT").
SIGN_AFTER = "|".join(
    re.escape(sign).replace(r"\$", r" ?\$ ?").strip(" ?") + ("(?![a-z0-9])" if sign[-1].isalpha() else "(?![0-9])")
    for sign in sorted(CURRENCIES, key=len, reverse=True)
)
